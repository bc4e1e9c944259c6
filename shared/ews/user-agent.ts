import type { EwsAccess } from '../management/configuration.ts'

/**
 * Whether an entry of EwsAllowList or EwsBlockList means a user agent: `*` stands for any characters, and case does not
 * count. Each piece between two stars is looked for once, from where the one before it ended, so that no entry is slow.
 */
export function meansUserAgent(entry: string, userAgent: string): boolean {
  const [first = '', ...pieces] = entry.toLowerCase().split('*')
  const text = userAgent.toLowerCase()
  const last = pieces.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const piece of pieces) {
    const found = text.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/** Microsoft’s own clients of EWS, each with a setting of its own at both levels. */
export type ClientSetting = 'ewsAllowOutlook' | 'ewsAllowMacOutlook' | 'ewsAllowEntourage'

/**
 * What these clients call themselves. Microsoft documents the settings and not the user agents; these are the ones that
 * the clients are known to send (`Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)`,
 * `MacOutlook/16.78.0.230923`, `Entourage/13.1.0.100907`).
 */
const ownClients: readonly (readonly [ClientSetting, RegExp])[] = [
  ['ewsAllowMacOutlook', /^MacOutlook\//i],
  ['ewsAllowEntourage', /^Entourage\//i],
  ['ewsAllowOutlook', /^Microsoft Office\/[^(]*\([^)]*\bMicrosoft Outlook\b/i],
]

/** The setting that Microsoft has for this client alone; undefined for everybody else’s, as a vendor’s is. */
export function clientSettingOf(userAgent: string): (ClientSetting & keyof EwsAccess) | undefined {
  return ownClients.find(([, pattern]) => pattern.test(userAgent))?.[0]
}
