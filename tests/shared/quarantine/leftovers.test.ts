import { describe, expect, it } from 'vitest'
import type { MobileDevice, MobileDeviceStatistics } from '../../../shared/management/mobile-configuration.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { type LeftoverQuestion, leftovers } from '../../../shared/quarantine/leftovers.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { now } from './example.ts'

const bob = 'contoso.test/Users/Bob'
const device = (name: string, changes: Partial<MobileDevice> = {}): MobileDevice => ({
  identity: `${bob}/ExchangeActiveSyncDevices/iPhone§${name}`,
  deviceId: name,
  deviceType: 'iPhone',
  firstSyncTime: '2026-01-01T00:00:00Z',
  ...changes,
})
const mailbox = (changes: Partial<ActiveSyncMailbox> = {}): ActiveSyncMailbox => ({ identity: bob, ...changes })
const left = (configuration: QuarantineConfiguration, question: Partial<LeftoverQuestion> = {}) =>
  leftovers(openDesk(configuration, now), { silentDays: 30, ...question })

it('Nothing is left over of what was not read', () => {
  const nothing = { staleIds: [], duplicates: [], atLimit: [], silent: [], wipePending: [] }
  expect(left({})).toEqual(nothing)
  expect(left({ casMailboxes: [mailbox({ activeSyncAllowedDeviceIDs: ['gone'] })] })).toEqual(nothing)
  expect(left({ mobileDevices: [device('a')] })).toEqual(nothing)
})

it('An id is stale where the mailbox has no such device, whatever its case', () => {
  const { staleIds } = left({
    mobileDevices: [device('a')],
    casMailboxes: [mailbox({ activeSyncAllowedDeviceIDs: ['A', 'gone'], activeSyncBlockedDeviceIDs: ['old'] })],
  })
  expect(staleIds.map(({ list, id }) => [list, id])).toEqual([
    ['allowed', 'gone'],
    ['blocked', 'old'],
  ])
})

describe('Duplicates', () => {
  it('are neither devices of two mailboxes nor two of one type alone', () => {
    const other = { ...device('a'), identity: 'contoso.test/Users/Ann/ExchangeActiveSyncDevices/iPhone§a' }
    expect(left({ mobileDevices: [device('a'), other, device('b')] }).duplicates).toEqual([])
  })

  it('are partnerships with one id, and those that look alike', () => {
    const looks = { deviceModel: 'iPhone15C2', friendlyName: 'Bob’s' }
    const { duplicates } = left({
      mobileDevices: [
        device('a'),
        device('A2', { deviceId: 'A', deviceType: 'iPad' }),
        device('c', looks),
        device('d', looks),
      ],
    })
    expect(duplicates.map(({ by, devices }) => [by, devices.map(({ partnership }) => partnership.deviceId)])).toEqual([
      ['id', ['a', 'A']],
      ['looks', ['c', 'd']],
    ])
  })
})

describe('The limit of partnerships', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => device(`d${at}`))
  it.each<[string, number, number | 'Unlimited' | undefined, boolean | undefined]>([
    ['is far of a few', 3, undefined, undefined],
    ['is near before it is reached', 98, undefined, false],
    ['is 100 where nothing is known', 100, undefined, true],
    ['is that of the policy where it is known', 10, 10, true],
    ['is none where there is none', 500, 'Unlimited', undefined],
  ])('%s', (_, count, limit, isFull) => {
    const { atLimit } = left({ mobileDevices: many(count), casMailboxes: [mailbox()] }, { maxDevicesOf: () => limit })
    expect(atLimit[0]?.isFull).toBe(isFull)
    expect(atLimit[0]?.isKnown ?? false).toBe(isFull !== undefined && limit !== undefined)
  })
})

describe('A device is silent', () => {
  it.each<[string, Partial<MobileDeviceStatistics>, string | null | undefined]>([
    ['not where nobody read when it came', {}, undefined],
    ['not where it came yesterday', { lastSyncAttemptTime: '2026-11-28T09:00:00Z' }, undefined],
    [
      'not where it tried yesterday and failed',
      { lastSuccessSync: '2026-01-01T00:00:00Z', lastSyncAttemptTime: '2026-11-28T09:00:00Z' },
      undefined,
    ],
    ['where it came long ago', { lastSuccessSync: '2026-10-01T00:00:00Z' }, '2026-10-01T00:00:00Z'],
    ['where it never came after it was set up long ago', { lastSuccessSync: null }, null],
  ])('%s', (_, statistics, since) => {
    const only = device('a')
    const { silent } = left({
      mobileDevices: [only],
      mobileDeviceStatistics: [{ identity: only.identity, ...statistics }],
    })
    expect(silent.map((each) => each.since)).toEqual(since === undefined ? [] : [since])
  })
})

it.each([
  ['DeviceOk', 0],
  ['DeviceWipeSucceeded', 0],
  [null, 0],
  ['DeviceWipePending', 1],
])('Status %s: %i wipes to come', (status, count) => {
  const only = device('a')
  const { wipePending } = left({ mobileDevices: [only], mobileDeviceStatistics: [{ identity: only.identity, status }] })
  expect(wipePending).toHaveLength(count)
})
