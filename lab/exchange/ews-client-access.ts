import type { ClientAccess, EwsSettings } from '../settings/ews.ts'
import type { Account } from '../users.ts'

/** Who asks: what the client calls itself, and whose settings count. */
interface Caller {
  readonly userAgent: string
  /**
   * The mailbox whose settings count: the one that is acted for by ExchangeImpersonation, else the account's own, whatever
   * mailbox it opens ("Controlling client application access to EWS", on delegation). None where there is no such mailbox.
   */
  readonly mailbox: Account | undefined
  /** Whoever acts for others passes by what is said of clients, and EwsEnabled alone counts (CSS-Exchange#1637). */
  readonly impersonates: boolean
}

/** Whether EWS lets a client in. */
export function letsIn(ews: EwsSettings, { userAgent, mailbox, impersonates }: Caller): boolean {
  const own = mailbox === undefined ? [] : [ews.mailboxes[mailbox]]
  // The more particular one comes first.
  const levels = [...own, ews.organisation]
  const enabled = levels.map((access) => access.enabled)
  const clients = impersonates ? [] : levels.map((access) => saysOfClient(access, userAgent))
  return [enabled, clients].every((said) => isLetIn(said, ews.precedence))
}

/** What the levels come to together; nothing said is a yes. */
function isLetIn(said: readonly (boolean | null)[], precedence: EwsSettings['precedence']): boolean {
  if (precedence === 'both') return !said.includes(false)
  return said.find((each) => each !== null) ?? true
}

/** What one level says of a client: an override for its kind goes before the policy. */
function saysOfClient(access: ClientAccess, userAgent: string): boolean | null {
  const override = overrideFor(access, userAgent)
  if (override !== null) return override
  const isIn = (list: readonly string[]): boolean => list.some((pattern) => matches(pattern, userAgent))
  if (access.policy === 'EnforceAllowList') return isIn(access.allowList)
  return access.policy === 'EnforceBlockList' ? !isIn(access.blockList) : null
}

/**
 * Outlook names itself behind `Microsoft Office/`, the other two at the beginning. By which user agents Exchange itself
 * tells the three is written nowhere; this is how they call themselves.
 */
function overrideFor(access: ClientAccess, userAgent: string): boolean | null {
  if (/^Microsoft Office\/.*\bOutlook\b/i.test(userAgent)) return access.allowOutlook
  if (/^MacOutlook\//i.test(userAgent)) return access.allowMacOutlook
  return /^Entourage\//i.test(userAgent) ? access.allowEntourage : null
}

/** An entry of a list: `*` stands for any characters, and case does not count. In one pass, whatever is in the pattern. */
function matches(pattern: string, userAgent: string): boolean {
  const text = userAgent.toLowerCase()
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const last = rest.pop()
  if (last === undefined) return text === first
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.startsWith(first) && text.endsWith(last) && text.length - last.length >= from
}
