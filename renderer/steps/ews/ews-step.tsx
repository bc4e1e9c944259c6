import { t } from '../../../shared/language/translate.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { DropArea } from '../../ui/drop-area.tsx'
import { StepFrame } from '../../ui/step-frame.tsx'
import { configurationStoreOf } from './configuration-store.ts'
import { EwsParts } from './ews-parts.tsx'
import { mailboxesStoreOf } from './mailboxes-store.ts'
import { useFollowedConfiguration } from './use-configuration.ts'

/** EWS: what shuts it and what mends that, Exchange's own configuration, and many mailboxes at once. */
export default function EwsStep() {
  const client = useClient()
  const organisation = useSession((state) => state.organisation)
  const place = useSession((state) => state.place)
  const turn = useSession((state) => state.turn)
  useFollowedConfiguration()
  if (!organisation) return <StepFrame step="ews" />
  const part = place.kind === 'step' ? place.part : undefined
  const frame = (
    <StepFrame step="ews">
      <EwsParts organisation={organisation} part={part} />
    </StepFrame>
  )
  if (part === 'mailboxes') {
    return (
      <DropArea
        what={t`a list of mailboxes`}
        onFiles={([file]) => file && void mailboxesStoreOf(client).getState().judge(file)}
      >
        {frame}
      </DropArea>
    )
  }
  return (
    <DropArea
      what={t`files of configuration`}
      onFiles={(files) => {
        // What becomes of them is told there.
        if (part !== 'configuration') turn({ kind: 'step', step: 'ews', part: 'configuration' })
        void configurationStoreOf(client).getState().take(files)
      }}
    >
      {frame}
    </DropArea>
  )
}
