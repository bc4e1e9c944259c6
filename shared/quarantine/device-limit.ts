import { nameOfIdentity } from '../ews/mailbox-index.ts'
import { defaultPolicy, isPolicy } from '../ews/throttling-policies.ts'
import type { ThrottlingPolicy } from '../management/configuration.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from './quarantine-configuration.ts'

/** What New-ThrottlingPolicy says of EasMaxDevices: so many partnerships for a user where nothing else is set. */
const USUAL_MAX_DEVICES = 100

/**
 * How many partnerships a mailbox may have. `isKnown`: by the policy that it has; else by that of everybody, or where
 * nothing was read, what is usual.
 */
export type DeviceLimit = { limit: number | 'Unlimited'; isKnown: boolean }

/** EasMaxDevices of each mailbox: of its own throttling policy, else of the organisation’s, else of Exchange’s. */
export function deviceLimits({
  throttlingPolicies: policies = [],
  throttlingPolicyAssociations: associations = [],
}: QuarantineConfiguration): (mailbox: ActiveSyncMailbox) => DeviceLimit {
  const ofEverybody = limitOf(aboveAll(policies))
  const usual: DeviceLimit = { limit: ofEverybody ?? USUAL_MAX_DEVICES, isKnown: false }
  const byPolicy = new Map<string, DeviceLimit>()
  /** By every name of a mailbox there; null where two mailboxes have it. */
  const given = new Map<string, string | null | undefined>()
  const ambiguous = new Set<string>()
  for (const { identity, name, throttlingPolicyId } of associations) {
    for (const each of namesIn([identity, nameOfIdentity(identity), name])) {
      if (given.has(each) && given.get(each) !== throttlingPolicyId) ambiguous.add(each)
      given.set(each, throttlingPolicyId)
    }
  }

  function ofPolicy(id: string | null): DeviceLimit {
    const key = id ?? ''
    const known = byPolicy.get(key)
    if (known) return known
    const own = id === null ? undefined : policies.find((policy) => isPolicy(policy, id))
    // A policy that was not read may say anything.
    const limit = id !== null && !own ? undefined : limitOf([...(own ? [own] : []), ...aboveAll(policies)])
    const made = limit === undefined ? usual : { limit, isKnown: true }
    byPolicy.set(key, made)
    return made
  }

  return (mailbox) => {
    const { identity, distinguishedName, samAccountName, primarySmtpAddress } = mailbox
    const names = namesIn([identity, distinguishedName, nameOfIdentity(identity), samAccountName, primarySmtpAddress])
    const name = names.find((each) => given.has(each) && !ambiguous.has(each))
    const id = name === undefined ? undefined : given.get(name)
    return id === undefined ? usual : ofPolicy(id || null)
  }
}

function namesIn(names: readonly (string | null | undefined)[]): string[] {
  return names.flatMap((name) => (name ? [name.toLowerCase()] : []))
}

/** The organisation's policy, and Exchange's own behind it. */
function aboveAll(policies: readonly ThrottlingPolicy[]): ThrottlingPolicy[] {
  const first = defaultPolicy(policies)
  const behind = defaultPolicy(policies.filter((each) => each.throttlingPolicyScope !== 'Organization'))
  return [...new Set([first, behind])].filter((each) => each !== undefined)
}

/** The first of them that sets it; undefined where one does not tell, or none sets it. */
function limitOf(inTurn: readonly ThrottlingPolicy[]): number | 'Unlimited' | undefined {
  for (const { easMaxDevices } of inTurn) {
    if (easMaxDevices === undefined) return undefined
    if (easMaxDevices !== null) return easMaxDevices
  }
  return undefined
}
