import type { Discovered } from '../../../shared/organisation/discovery.ts'
import type { DraftField, OrganisationDraft } from '../../store/organisation-draft.ts'

/** What Postern wrote into the form by itself, by field. */
export type Filled = Partial<Record<DraftField, string>>

/**
 * The form with what was found in it. Only fields that are empty, or that Postern filled before, are written to: what an
 * administrator has typed stays.
 */
export function fillDraft(
  draft: OrganisationDraft,
  filled: Filled,
  values: Filled,
): { draft: OrganisationDraft; filled: Filled } {
  const free = Object.entries(values).filter(([name, value]) => {
    const [now, before] = [draft[name as DraftField].trim(), filled[name as DraftField]]
    return value !== undefined && (now === '' || now === before)
  })
  const fresh = Object.fromEntries(free) as Filled
  return { draft: { ...draft, ...fresh }, filled: { ...filled, ...fresh } }
}

/** The addresses that a search found, as the form has them. */
export function valuesOf(found: readonly Discovered[]): Filled {
  const url = (service: Discovered['service']) => found.find((each) => each.service === service)?.url
  const [ews, activeSync] = [url('ews'), url('active-sync')]
  return { ...(ews && { ewsUrl: ews }), ...(activeSync && { activeSyncUrl: activeSync }) }
}

/** What an address alone says: the domain, and a name made out of it. */
export function valuesOfMailbox(mailbox: string): Filled {
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1).trim()
  if (!mailbox.includes('@') || domain === '') return {}
  const [label = ''] = domain.split('.')
  return { domain, name: label.charAt(0).toLocaleUpperCase() + label.slice(1) }
}
