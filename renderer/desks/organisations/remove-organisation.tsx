import type { OrganisationSummary } from '../../../shared/organisation/organisation-summary.ts'
import { counted } from '../../../shared/run/words.ts'
import { AskOnce } from '../../ui/ask-once.tsx'

type RemoveOrganisationProps = {
  organisation: OrganisationSummary
  close(): void
  remove(organisation: OrganisationSummary): void
}

/** Asks once before an organisation goes, with what goes with it. */
export function RemoveOrganisation({ organisation, close, remove }: RemoveOrganisationProps) {
  return (
    <AskOnce
      open
      title={titleOf(organisation)}
      act={`Remove ${organisation.organisation.name}`}
      keep="Keep it"
      onClose={close}
      onAct={() => remove(organisation)}
    >
      Nothing is changed on a server, and its file stays where it is. Until Postern ends, it can be brought back with
      its runs.
    </AskOnce>
  )
}

function titleOf({ organisation: { name }, runs }: OrganisationSummary): string {
  return runs === 0 ? `Remove ${name}?` : `Remove ${name} and its ${counted(runs, 'run')}?`
}
