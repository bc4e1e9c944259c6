import type { MailboxDeviceAccess, OrganisationDeviceAccess } from '../settings/device-access.ts'
import { policyFor } from '../settings/device-access.ts'
import type { Device } from './active-sync-devices.ts'
import { accessOf, type DeviceStanding, type PolicyApplication } from './device-access.ts'

const APPLICATION = {
  'not-yet': 'Unknown',
  fully: 'AppliedInFull',
  partly: 'PartiallyApplied',
  'not-at-all': 'NotApplied',
  'by-others': 'ExternallyManaged',
} as const satisfies Record<Device['policyApplied'], PolicyApplication>

/** What a device said of the policy. */
export function policyApplicationOf({ policyApplied }: Device): PolicyApplication {
  return APPLICATION[policyApplied]
}

/** By what a partnership is judged, beside itself. */
export interface StandingGround {
  readonly mailbox: MailboxDeviceAccess
  readonly organisation: OrganisationDeviceAccess
  readonly now: Date
  /** What is known of the policy, where that is something else than the device said. */
  readonly policyApplication?: PolicyApplication
  readonly alwaysInDiscovery?: boolean
}

/** How the server stands to a partnership of a device. */
export function standingOf(device: Device, ground: StandingGround): DeviceStanding | 'not-enabled' {
  const { mailbox, organisation, now, policyApplication = policyApplicationOf(device), alwaysInDiscovery } = ground
  const { deviceId, deviceType, userAgent, xmswlHeader, hasTold, information, firstSync, blockedUntil = 0 } = device
  const { rules, defaultAccessLevel, policies } = organisation
  const policy = policyFor(mailbox, policies)
  if (!policy) throw new RangeError('An organisation has at least one policy.')
  return accessOf(
    {
      ...{ deviceId, deviceType, userAgent, xmswlHeader, policyApplication },
      deviceModel: hasTold ? (information.Model ?? '') : undefined,
      deviceOS: hasTold ? (information.OS ?? '') : undefined,
      minutesKnown: (now.getTime() - Date.parse(firstSync)) / 60_000,
      isTooFrequent: blockedUntil > now.getTime(),
    },
    { mailbox, policy, rules, defaultAccessLevel, ...(alwaysInDiscovery && { alwaysInDiscovery }) },
  )
}
