import { nameOfIdentity } from '../ews/mailbox-index.ts'
import type { MobileDeviceMailboxPolicy } from '../management/mobile-configuration.ts'
import { keyOf, type NotRead } from './device.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from './quarantine-configuration.ts'

/** The policy of each mailbox: the one that it names, and the organisation's default where it names none. */
export function indexPolicies({
  mobileDeviceMailboxPolicies: policies = [],
}: QuarantineConfiguration): (mailbox: ActiveSyncMailbox | NotRead) => MobileDeviceMailboxPolicy | NotRead {
  const byName = new Map<string, MobileDeviceMailboxPolicy>()
  for (const policy of policies)
    for (const name of [policy.identity, nameOfIdentity(policy.identity), policy.name])
      if (name) byName.set(keyOf(name), policy)
  const standard = policies.find(({ isDefault }) => isDefault === true)
  return (mailbox) => {
    if (mailbox === 'not-read') return 'not-read'
    const { activeSyncMailboxPolicy: named, activeSyncMailboxPolicyIsDefaulted: isDefaulted } = mailbox
    if (named) return byName.get(keyOf(named)) ?? byName.get(keyOf(nameOfIdentity(named))) ?? 'not-read'
    // A name that nobody told could be any.
    return (named === null || isDefaulted === true ? standard : undefined) ?? 'not-read'
  }
}
