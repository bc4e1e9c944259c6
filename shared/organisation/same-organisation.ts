import type { Organisation } from './organisation.ts'

type Named = Pick<Organisation, 'domain' | 'mailbox'>

/** Whether a run of the one says something of the other: the same domain and test mailbox, in capitals or not. */
export function isSameOrganisation(one: Named, other: Named): boolean {
  return (
    one.domain.toLowerCase() === other.domain.toLowerCase() && one.mailbox.toLowerCase() === other.mailbox.toLowerCase()
  )
}
