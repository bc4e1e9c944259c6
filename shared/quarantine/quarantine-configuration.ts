import type { z } from 'zod'
import type { CasMailbox, ThrottlingPolicy, ThrottlingPolicyAssociation } from '../management/configuration.ts'
import type {
  ActiveSyncDeviceAccessRule,
  ActiveSyncOrganizationSettings,
  activeSyncAccess,
  MobileDevice,
  MobileDeviceMailboxPolicy,
  MobileDeviceStatistics,
} from '../management/mobile-configuration.ts'

type Told<T> = { -readonly [K in keyof T]: T[K] extends z.ZodType ? z.infer<T[K]> | undefined : never }

/** A mailbox as Get-CASMailbox tells it, as far as it decides about its devices. */
export type ActiveSyncMailbox = Pick<
  CasMailbox,
  'identity' | 'primarySmtpAddress' | 'samAccountName' | 'displayName' | 'distinguishedName' | 'guid'
> &
  Partial<Told<typeof activeSyncAccess>>

/** All that a decision about devices is made from. A part that is absent was not read. */
export type QuarantineConfiguration = {
  mobileDevices?: readonly MobileDevice[] | undefined
  mobileDeviceStatistics?: readonly MobileDeviceStatistics[] | undefined
  casMailboxes?: readonly ActiveSyncMailbox[] | undefined
  activeSyncDeviceAccessRules?: readonly ActiveSyncDeviceAccessRule[] | undefined
  activeSyncOrganizationSettings?: ActiveSyncOrganizationSettings | undefined
  mobileDeviceMailboxPolicies?: readonly MobileDeviceMailboxPolicy[] | undefined
  throttlingPolicies?: readonly ThrottlingPolicy[] | undefined
  throttlingPolicyAssociations?: readonly ThrottlingPolicyAssociation[] | undefined
}
