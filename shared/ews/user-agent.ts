import type { EwsAccess } from '../management/configuration.ts'

/** Microsoft’s own clients of EWS, each with a setting of its own at both levels. */
export type ClientSetting = 'ewsAllowOutlook' | 'ewsAllowMacOutlook' | 'ewsAllowEntourage'

/**
 * What these clients call themselves. Microsoft documents the settings and not by which user agents Exchange tells them;
 * these are the ones that the clients are known to send (`Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook
 * 16.0.17328; Pro)`, `MacOutlook/16.78.0.230923`, `Entourage/13.1.0.100907`): general knowledge, without a source.
 */
const ownClients: readonly (readonly [ClientSetting, RegExp])[] = [
  ['ewsAllowMacOutlook', /^MacOutlook\//i],
  ['ewsAllowEntourage', /^Entourage\//i],
  ['ewsAllowOutlook', /^Microsoft Office\/.*\bOutlook\b/i],
]

/** The setting that Microsoft has for this client alone; undefined for everybody else’s, as a vendor’s is. */
export function clientSettingOf(userAgent: string): (ClientSetting & keyof EwsAccess) | undefined {
  return ownClients.find(([, pattern]) => pattern.test(userAgent))?.[0]
}
