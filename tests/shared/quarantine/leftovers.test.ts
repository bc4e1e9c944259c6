import { describe, expect, it } from 'vitest'
import type { ThrottlingPolicy } from '../../../shared/management/configuration.ts'
import type { MobileDevice, MobileDeviceStatistics } from '../../../shared/management/mobile-configuration.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { rowsOf } from '../../../shared/quarantine/device-row.ts'
import { type LeftoverQuestion, leftovers } from '../../../shared/quarantine/leftovers.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { filterRows } from '../../../shared/quarantine/query.ts'
import { indexRows } from '../../../shared/quarantine/row-index.ts'
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
  const policy = (
    name: string,
    easMaxDevices: ThrottlingPolicy['easMaxDevices'],
    scope?: 'Organization' | 'Global',
  ) => ({
    ...{ identity: name, name, throttlingPolicyScope: scope ?? ('Regular' as const), easMaxDevices },
  })
  const has = (throttlingPolicyId: string | null, identity = bob) => [{ identity, throttlingPolicyId }]
  const atLimitOf = (count: number, configuration: QuarantineConfiguration = {}) =>
    left({ mobileDevices: many(count), casMailboxes: [mailbox()], ...configuration }).atLimit[0]
  const everybodys = [policy('Global', 10, 'Global')]

  it.each<[string, QuarantineConfiguration]>([
    ['nothing was read', {}],
    ['no association was read', { throttlingPolicies: [policy('Global', 100, 'Global')] }],
    [
      'the association is of another mailbox',
      { throttlingPolicies: everybodys.slice(1), throttlingPolicyAssociations: has(null, 'contoso.test/Users/Ann') },
    ],
    ['the mailbox’s policy was not read', { throttlingPolicyAssociations: has('VIP') }],
    [
      'the policy does not tell',
      {
        throttlingPolicies: [policy('VIP', undefined), policy('Global', 100, 'Global')],
        throttlingPolicyAssociations: has('VIP'),
      },
    ],
    [
      'two mailboxes are called so',
      {
        throttlingPolicies: [policy('VIP', 5)],
        throttlingPolicyAssociations: [...has('VIP', 'a/Bob'), ...has(null, 'b/Bob')],
      },
    ],
  ])('is the usual 100, and said not to be known, where %s', (_, configuration) => {
    expect(atLimitOf(3, configuration)).toBeUndefined()
    expect(atLimitOf(98, configuration)).toMatchObject({ limit: 100, isKnown: false, isFull: false })
    expect(atLimitOf(100, configuration)).toMatchObject({ limit: 100, isKnown: false, isFull: true })
  })

  it('is that of everybody, and said not to be known, where only that was read', () => {
    expect(atLimitOf(10, { throttlingPolicies: everybodys })).toMatchObject({ limit: 10, isKnown: false, isFull: true })
  })

  it.each<[string, QuarantineConfiguration, number]>([
    ['own', { throttlingPolicies: [policy('VIP', 5), ...everybodys], throttlingPolicyAssociations: has('VIP') }, 5],
    [
      'own, by its distinguished name',
      {
        throttlingPolicies: [policy('VIP', 5), ...everybodys],
        throttlingPolicyAssociations: has('CN=VIP,CN=Global Settings,DC=contoso'),
      },
      5,
    ],
    [
      'organisation’s, where it has none',
      {
        throttlingPolicies: [...everybodys, policy('All', 7, 'Organization')],
        throttlingPolicyAssociations: has(null),
      },
      7,
    ],
    [
      'organisation’s, where its own is blank',
      {
        throttlingPolicies: [policy('VIP', null), ...everybodys, policy('All', 7, 'Organization')],
        throttlingPolicyAssociations: has('vip'),
      },
      7,
    ],
    [
      'global one’s, where the organisation’s is blank',
      {
        throttlingPolicies: [...everybodys, policy('All', null, 'Organization')],
        throttlingPolicyAssociations: has(null),
      },
      10,
    ],
    [
      'default one’s of Exchange 2010',
      {
        throttlingPolicies: [{ identity: 'DefaultThrottlingPolicy_1', easMaxDevices: 10 }],
        throttlingPolicyAssociations: has(null),
      },
      10,
    ],
  ])('is the mailbox’s %s', (_, configuration, limit) => {
    expect(atLimitOf(limit, configuration)).toMatchObject({ limit, isKnown: true, isFull: true })
    expect(atLimitOf(limit - 3, configuration)).toBeUndefined()
  })

  it('is none where the policy sets none', () => {
    const unlimited = {
      throttlingPolicies: [policy('VIP', 'Unlimited'), ...everybodys],
      throttlingPolicyAssociations: has('VIP'),
    }
    expect(atLimitOf(500, unlimited)).toBeUndefined()
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
    [
      'not where it never synchronised and tried yesterday',
      { lastSuccessSync: null, lastSyncAttemptTime: '2026-11-28T09:00:00Z' },
      undefined,
    ],
    ['where it came long ago', { lastSuccessSync: '2026-10-01T00:00:00Z' }, '2026-10-01T00:00:00.000Z'],
    [
      'where it tried long ago and failed before',
      { lastSuccessSync: '2026-01-01T00:00:00Z', lastSyncAttemptTime: '2026-10-01T00:00:00Z' },
      '2026-10-01T00:00:00.000Z',
    ],
    ['where it never came after it was set up long ago', { lastSuccessSync: null }, null],
  ])('%s', (_, statistics, since) => {
    const only = device('a')
    const { silent } = left({
      mobileDevices: [only],
      mobileDeviceStatistics: [{ identity: only.identity, ...statistics }],
    })
    expect(silent.map((each) => each.since)).toEqual(since === undefined ? [] : [since])
    // The filter of the table means the same.
    const desk = openDesk(
      { mobileDevices: [only], mobileDeviceStatistics: [{ identity: only.identity, ...statistics }] },
      now,
    )
    const rows = indexRows(rowsOf(desk, { deviceId: 'nobody' }))
    expect(filterRows(rows, { silentFor: 30 }, now)).toHaveLength(silent.length)
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
