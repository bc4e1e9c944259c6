import { describe, expect, it } from 'vitest'
import { indexDevices } from '../../../shared/quarantine/device-index.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'

const below = (mailbox: string, name = 'iPhone§X') => `${mailbox}/ExchangeActiveSyncDevices/${name}`
const bob: ActiveSyncMailbox = {
  identity: 'contoso.test/Users/Bob',
  samAccountName: 'bob',
  activeSyncMailboxPolicy: null,
}
const joined = (configuration: QuarantineConfiguration) => {
  const [device] = indexDevices(configuration).devices
  if (!device) throw new Error('no device')
  return device
}

describe('A device belongs to', () => {
  it.each<[string, string, ActiveSyncMailbox[], string | undefined]>([
    ['no mailbox that was not read', below('contoso.test/Users/Ann'), [bob], undefined],
    ['no mailbox of the same name elsewhere', below('contoso.test/Sales/Bob'), [bob], undefined],
    [
      'neither of two that share a name',
      'Bob\\ExchangeActiveSyncDevices\\iPhone§X',
      [bob, { identity: 'contoso.test/Sales/Bob' }],
      undefined,
    ],
    ['the mailbox that it lies below', below('contoso.test/Users/Bob'), [bob], bob.identity],
    ['the same in other capitals', below('CONTOSO.test/users/BOB'), [bob], bob.identity],
    ['the same as the cmdlets’ pages write it', 'Bob\\ExchangeActiveSyncDevices\\iPhone§X', [bob], bob.identity],
    ['a mailbox that was told by its name alone', below('contoso.test/Users/Bob'), [{ identity: 'Bob' }], 'Bob'],
  ])('%s', (_, identity, casMailboxes, expected) => {
    const { mailbox } = joined({ mobileDevices: [{ identity }], casMailboxes })
    expect(mailbox === 'not-read' ? undefined : mailbox.identity).toBe(expected)
  })
})

describe('The policy of a device', () => {
  const policies = [
    { identity: 'Default', isDefault: true },
    { identity: 'contoso.test/Configuration/Strict', name: 'Strict' },
  ]
  it.each<[string, Partial<ActiveSyncMailbox>, string | undefined]>([
    ['is not known where it was not told', { activeSyncMailboxPolicy: undefined }, undefined],
    ['is not known where the named one was not read', { activeSyncMailboxPolicy: 'Other' }, undefined],
    ['is the default where none is named', { activeSyncMailboxPolicy: null }, 'Default'],
    [
      'is the default where Exchange says that it is',
      { activeSyncMailboxPolicy: undefined, activeSyncMailboxPolicyIsDefaulted: true },
      'Default',
    ],
    ['is the named one', { activeSyncMailboxPolicy: 'strict' }, 'contoso.test/Configuration/Strict'],
    [
      'is the named one, by its path',
      { activeSyncMailboxPolicy: 'contoso.test/Elsewhere/Strict' },
      'contoso.test/Configuration/Strict',
    ],
  ])('%s', (_, named, expected) => {
    const { policy } = joined({
      mobileDevices: [{ identity: below(bob.identity) }],
      casMailboxes: [{ ...bob, ...named }],
      mobileDeviceMailboxPolicies: policies,
    })
    expect(policy === 'not-read' ? undefined : policy.identity).toBe(expected)
  })
})

it('Statistics are found by identity or by GUID', () => {
  const device = { identity: below(bob.identity), guid: 'A-1' }
  const statistics = (identity: string, guid?: string) =>
    joined({ mobileDevices: [device], mobileDeviceStatistics: [{ identity, guid }] }).statistics
  expect(statistics(below('contoso.test/Users/Ann'))).toBe('not-read')
  expect(statistics(device.identity.toUpperCase())).not.toBe('not-read')
  expect(statistics('other', 'a-1')).not.toBe('not-read')
})

it('A device that was read twice is there once, as it was read last', () => {
  const identity = below(bob.identity)
  const index = indexDevices({
    mobileDevices: [
      { identity, deviceModel: 'a' },
      { identity: identity.toUpperCase(), deviceModel: 'b' },
    ],
    casMailboxes: [bob],
  })
  expect(index.devices.map(({ partnership }) => partnership.deviceModel)).toEqual(['b'])
  expect(index.ofMailbox('BOB')).toEqual(index.devices)
  expect(index.find(identity)).toBe(index.devices[0])
})
