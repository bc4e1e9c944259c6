import type { ClientAccess, EwsSettings } from '../settings/ews.ts'

/** Whether EWS lets a client in by what it calls itself. Both places are asked; impersonation passes the lists by. */
export function letsIn({ organisation, mailbox }: EwsSettings, userAgent: string, impersonates: boolean): boolean {
  return [organisation, mailbox].every((access) => access.enabled && (impersonates || listsLetIn(access, userAgent)))
}

function listsLetIn({ policy, userAgents }: ClientAccess, userAgent: string): boolean {
  if (policy === 'none') return true
  return userAgents.some((pattern) => matches(pattern, userAgent)) === (policy === 'EnforceAllowList')
}

/** An entry of a list: `*` stands for any characters, and case does not count. */
function matches(pattern: string, userAgent: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(userAgent)
}
