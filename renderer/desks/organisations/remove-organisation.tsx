import { counted, t } from '../../../shared/language/translate.ts'
import type { OrganisationSummary } from '../../../shared/organisation/organisation-summary.ts'

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
      act={t`Remove ${organisation.organisation.name}`}
      keep={t`Keep it`}
      onClose={close}
      onAct={() => remove(organisation)}
    >{t`Nothing is changed on a server, and its file stays where it is. Until Postern ends, it can be brought back as it was.`}</AskOnce>
  )
}

function titleOf({ organisation: { name }, runs }: OrganisationSummary): string {
  if (runs === 0) return t`Remove ${name}?`
  return runs === 1 ? t`Remove ${name} and its run?` : t`Remove ${name} and its ${counted(runs, 'run')}?`
}
