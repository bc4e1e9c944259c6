import type { MobileDevice, MobileDeviceStatistics } from '../management/mobile-configuration.ts'
import { eachInSteps, groupedInSteps, inOneGo, type Steps } from '../steps/steps.ts'
import { type Device, keyOf } from './device.ts'
import { indexMailboxNames, mailboxNameOf } from './mailbox-names.ts'
import { indexPolicies } from './mailbox-policy.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from './quarantine-configuration.ts'

/** Every device with what belongs to it, and the ways to find some of them without looking at all. */
export type DeviceIndex = {
  /** In the order in which they were read; one that was read twice is there once, as it was read last. */
  devices: readonly Device[]
  find(identity: string): Device | undefined
  /** The devices of a mailbox, by how their identities name it or by the mailbox's own. */
  ofMailbox(identity: string): readonly Device[]
  /** The mailbox by any of its names. */
  mailbox(name: string): ActiveSyncMailbox | undefined
}

/** Joins devices, statistics, mailboxes and policies, in as many steps as there are of them. */
export function indexDevices(configuration: QuarantineConfiguration): DeviceIndex {
  return inOneGo(indexDevicesInSteps(configuration))
}

/** The same, with other work between. */
export function* indexDevicesInSteps(configuration: QuarantineConfiguration): Steps<DeviceIndex> {
  const mailboxes = yield* indexMailboxNames(configuration.casMailboxes ?? [])
  const policyOf = indexPolicies(configuration)
  const statisticsOf = yield* indexStatistics(configuration.mobileDeviceStatistics ?? [])
  const byKey = new Map<string, Device>()
  yield* eachInSteps(configuration.mobileDevices ?? [], (partnership) => {
    const key = keyOf(partnership.identity)
    const mailboxName = mailboxNameOf(partnership.identity)
    const mailbox = mailboxes.find(mailboxName) ?? 'not-read'
    byKey.set(key, {
      key,
      partnership,
      statistics: statisticsOf(partnership) ?? 'not-read',
      mailboxName,
      mailbox,
      policy: policyOf(mailbox),
    })
  })
  const byMailbox = yield* groupedInSteps(byKey.values(), ({ mailbox, mailboxName }) =>
    keyOf(mailbox === 'not-read' ? mailboxName : mailbox.identity),
  )
  return {
    devices: [...byKey.values()],
    find: (identity) => byKey.get(keyOf(identity)),
    ofMailbox: (identity) =>
      byMailbox.get(keyOf(identity)) ?? byMailbox.get(keyOf(mailboxes.find(identity)?.identity ?? '')) ?? [],
    mailbox: (name) => mailboxes.find(name),
  }
}

function* indexStatistics(
  statistics: readonly MobileDeviceStatistics[],
): Steps<(device: MobileDevice) => MobileDeviceStatistics | undefined> {
  const byIdentity = new Map<string, MobileDeviceStatistics>()
  const byGuid = new Map<string, MobileDeviceStatistics>()
  yield* eachInSteps(statistics, (each) => {
    byIdentity.set(keyOf(each.identity), each)
    if (each.guid) byGuid.set(keyOf(each.guid), each)
  })
  return ({ identity, guid }) => byIdentity.get(keyOf(identity)) ?? (guid ? byGuid.get(keyOf(guid)) : undefined)
}
