import { ewsAllowList } from './ews-allow-list.ts'
import { ewsAuthentication } from './ews-authentication.ts'
import { ewsBlockList } from './ews-block-list.ts'
import { ewsExtendedProtection } from './ews-extended-protection.ts'
import { ewsImpersonation } from './ews-impersonation.ts'
import { ewsMailboxEnabled } from './ews-mailbox-enabled.ts'
import { ewsOrganisationEnabled } from './ews-organisation-enabled.ts'
import { ewsThrottlingPolicy } from './ews-throttling-policy.ts'
import { ewsUrls } from './ews-urls.ts'
import { quotable } from './quotable.ts'
import type { Remedy, RemedyId } from './remedy.ts'

/** Every remedy, by its id. */
export const remedies: Readonly<Record<RemedyId, Remedy>> = {
  'ews-organisation-enabled': quotable(ewsOrganisationEnabled),
  'ews-mailbox-enabled': quotable(ewsMailboxEnabled),
  'ews-allow-list': quotable(ewsAllowList),
  'ews-block-list': quotable(ewsBlockList),
  'ews-urls': quotable(ewsUrls),
  'ews-authentication': quotable(ewsAuthentication),
  'ews-extended-protection': quotable(ewsExtendedProtection),
  'ews-throttling-policy': quotable(ewsThrottlingPolicy),
  'ews-impersonation': quotable(ewsImpersonation),
}
