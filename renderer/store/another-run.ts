import { t } from '../../shared/language/translate.ts'
import { isSameOrganisation } from '../../shared/organisation/same-organisation.ts'
import type { SessionState } from './session-state.ts'

/** Whose run is shown, and that it is not of what is open, as a sentence. */
export type AnotherRun = { of: string; lead: string }

/** Of a run that is shown and says nothing of the organisation that is open, whose it is; null where there is none such. */
export function anotherRun({ run, organisation }: Pick<SessionState, 'run' | 'organisation'>): AnotherRun | null {
  if (!run) return null
  const { name, mailbox } = run.header.organisation
  if (!organisation) return { of: name, lead: ANOTHER }
  if (isSameOrganisation(run.header.organisation, organisation)) return null
  const isNamedAlike = name.toLowerCase() === organisation.name.toLowerCase()
  const isOfDomain = run.header.organisation.domain.toLowerCase() === organisation.domain.toLowerCase()
  return {
    of: isNamedAlike ? t`${name} (${mailbox})` : name,
    lead: isOfDomain ? t`Another test mailbox’s run.` : ANOTHER,
  }
}

const ANOTHER = t`Another organisation’s run.`
