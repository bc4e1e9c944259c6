import { t } from '../language/translate.ts'
import type { MobileDeviceMailboxPolicy } from '../management/mobile-configuration.ts'
import type { Device } from './device.ts'
import type { DecidedBy, StepResult } from './device-decision.ts'

type Why = Extract<DecidedBy, { step: 'policy' }>['why']

/**
 * Whether the policy of the mailbox keeps a device out. One that lets in devices that can't be provisioned keeps out none,
 * managed elsewhere or not; another keeps out what has not taken it. That one which took a part of it has not is inferred.
 */
export function decidePolicy({ mailboxName, policy, statistics }: Device): StepResult | undefined {
  if (policy === 'not-read') return missing(t`the policy of ${mailboxName} (Get-MobileDeviceMailboxPolicy)`)
  const { allowNonProvisionableDevices: allowsAll } = policy
  if (allowsAll === undefined)
    return missing(t`AllowNonProvisionableDevices of the policy ${nameOf(policy)} (Get-MobileDeviceMailboxPolicy)`)
  // Blank is the default of both cmdlets' pages, which lets them in.
  if (allowsAll !== false) return undefined
  const status = statistics === 'not-read' ? undefined : statistics.devicePolicyApplicationStatus
  switch (status) {
    case 'AppliedInFull':
      return undefined
    case 'PartiallyApplied':
      return refused(policy, 'partially-applied')
    case 'NotApplied':
      return refused(policy, 'not-applied')
    case 'ExternallyManaged':
      return externallyManaged(policy)
    default:
      return missing(t`DevicePolicyApplicationStatus (Get-MobileDeviceStatistics)`)
  }
}

function externallyManaged(policy: MobileDeviceMailboxPolicy): StepResult | undefined {
  const { allowExternalDeviceManagement: allows } = policy
  if (allows === undefined)
    return missing(t`AllowExternalDeviceManagement of the policy ${nameOf(policy)} (Get-MobileDeviceMailboxPolicy)`)
  return allows === true ? undefined : refused(policy, 'externally-managed')
}

function refused(policy: MobileDeviceMailboxPolicy, why: Why): StepResult {
  return { decides: { state: 'Blocked', by: { step: 'policy', policy: nameOf(policy), why } } }
}

function missing(what: string): StepResult {
  return { missing: [{ step: 'policy', what, could: ['Blocked'] }] }
}

function nameOf({ name, identity }: MobileDeviceMailboxPolicy): string {
  return name ?? identity
}
