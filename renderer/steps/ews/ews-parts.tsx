import { makeStyles } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { EwsPart } from '../../store/place.ts'
import { useSession } from '../../store/session-context.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ConfigurationPart } from './configuration-part.tsx'
import { LayersPart } from './layers-part.tsx'
import { MailboxesPart } from './mailboxes-part.tsx'

const useStyles = makeStyles({ root: { maxWidth: '1120px' } })

type Shown = 'layers' | 'configuration' | 'mailboxes'

type EwsPartsProps = { organisation: Organisation; part: EwsPart | undefined }

/** The parts of the step, of which one is shown; the address says which. */
export function EwsParts({ organisation, part }: EwsPartsProps) {
  const styles = useStyles()
  const turn = useSession((state) => state.turn)
  const shown: Shown = part === 'configuration' || part === 'mailboxes' ? part : 'layers'
  const remedy = part === 'configuration' || part === 'mailboxes' ? undefined : part
  return (
    <div className={styles.root}>
      <Tabs<Shown>
        label={t`Parts of this step`}
        chosen={shown}
        onChoose={(id) => turn({ kind: 'step', step: 'ews', ...(id !== 'layers' && { part: id }) })}
        tabs={[
          {
            id: 'layers',
            name: t`Layers and changes`,
            draw: () => <LayersPart organisation={organisation} remedy={remedy} />,
          },
          { id: 'configuration', name: t`Exchange’s configuration`, draw: () => <ConfigurationPart /> },
          { id: 'mailboxes', name: t`Many mailboxes`, draw: () => <MailboxesPart organisation={organisation} /> },
        ]}
      />
    </div>
  )
}
