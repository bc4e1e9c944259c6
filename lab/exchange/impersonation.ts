import type { ImpersonationRights, ManagementScope } from '../settings/impersonation.ts'
import type { User } from '../users.ts'
import { readRecipientFilter } from './recipient-filter.ts'

/**
 * What an account may do for the owner of a mailbox by the role ApplicationImpersonation: nothing for anybody, nothing for
 * this one, or act for them.
 */
export function actsFor(rights: ImpersonationRights, account: User, owner: User): 'nobody' | 'others' | 'owner' {
  const held = rights.assignments.filter(
    ({ assignee, delegates, enabled }) =>
      enabled && !delegates && 'account' in assignee && assignee.account === account.account,
  )
  if (held.length === 0) return 'nobody'
  const reaches = held.some(({ scope }) => {
    if (scope === undefined) return true
    const found = rights.scopes.find(({ name }) => name === scope)
    return found !== undefined && holds(found, owner)
  })
  return reaches ? 'owner' : 'others'
}

function holds({ filter }: ManagementScope, owner: User): boolean {
  return readRecipientFilter(filter)(owner)
}
