import { ewsAllowList } from './ews-allow-list.ts'
import { ewsAuthentication } from './ews-authentication.ts'
import { ewsBlockList } from './ews-block-list.ts'
import { ewsExtendedProtection } from './ews-extended-protection.ts'
import { ewsImpersonation } from './ews-impersonation.ts'
import { ewsMailboxEnabled } from './ews-mailbox-enabled.ts'
import { ewsOrganisationEnabled } from './ews-organisation-enabled.ts'
import { ewsThrottlingPolicy } from './ews-throttling-policy.ts'
import { ewsUrls } from './ews-urls.ts'
import type { Remedy, RemedyId } from './remedy.ts'

/** Every remedy, by its id. */
export const remedies: Readonly<Record<RemedyId, Remedy>> = {
  'ews-organisation-enabled': ewsOrganisationEnabled,
  'ews-mailbox-enabled': ewsMailboxEnabled,
  'ews-allow-list': ewsAllowList,
  'ews-block-list': ewsBlockList,
  'ews-urls': ewsUrls,
  'ews-authentication': ewsAuthentication,
  'ews-extended-protection': ewsExtendedProtection,
  'ews-throttling-policy': ewsThrottlingPolicy,
  'ews-impersonation': ewsImpersonation,
}
