import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../../shared/management/configuration.ts'
import type { PartTimes } from '../../../shared/management/unite-readings.ts'
import type { Decision } from '../../../shared/quarantine/decision.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { defaultByReading, outcomeByReading, type TimedDesk } from '../../../shared/quarantine/outcome-by-reading.ts'

const decidedAt = '2026-11-28T12:00:00.000Z'
const [before, after] = [Date.parse(decidedAt) - 1, Date.parse(decidedAt) + 1]
const mailbox = 'contoso.test/Users/Anna'
const identity = `${mailbox}/ExchangeActiveSyncDevices/iPhone§A`
const ground = { reason: 'r', ticket: null, decidedAt }
const was = { allowed: false, blocked: false }
const of = (kind: 'allow' | 'remove'): Decision => ({
  kind,
  device: { identity, mailbox, deviceId: 'A' },
  was,
  ...ground,
})
const rule: Decision = {
  kind: 'rule',
  ...{ rule: { characteristic: 'DeviceType', queryString: 'iPhone', accessLevel: 'Allow' }, was: null, ...ground },
}
const mailboxes = (ids: string[]): Configuration['casMailboxes'] => [
  { identity: mailbox, activeSyncEnabled: true, activeSyncAllowedDeviceIDs: ids, activeSyncBlockedDeviceIDs: [] },
]
const device = { identity, deviceId: 'A', deviceType: 'iPhone' }
const others = Array.from({ length: 11 }, (_, at) => ({
  identity: `contoso.test/Users/U${at}/ExchangeActiveSyncDevices/x§${at}`,
}))
const foreign = others.map(({ identity: name }) => ({ identity: name.replace('contoso', 'fabrikam') }))

function read(configuration: Configuration, times: PartTimes): TimedDesk {
  return { desk: openDesk(configuration, after), timesOf: () => times }
}
const whole = (at: number): PartTimes => ({ at, wholeAt: at })
const some = (at: number): PartTimes => ({ at, wholeAt: undefined })
const there = { mobileDevices: [device], casMailboxes: mailboxes([]) }
const done = { mobileDevices: [device], casMailboxes: mailboxes(['A']) }
const gone = { mobileDevices: others, casMailboxes: mailboxes([]) }
const elsewhere = { mobileDevices: foreign }

describe('What became of a decision is not known', () => {
  it.each<[string, Decision, TimedDesk, RegExp]>([
    [
      'where a file of some devices lacks one that was to be removed',
      of('remove'),
      read(gone, some(after)),
      /does not say that it is all/,
    ],
    [
      'where such a file lacks the one to be allowed',
      of('allow'),
      read(gone, some(after)),
      /does not say that it is all/,
    ],
    [
      'where such a file lacks the rule',
      rule,
      read({ activeSyncDeviceAccessRules: [] }, some(after)),
      /AccessRule told, which does not say/,
    ],
    [
      'where all devices are of other domains',
      of('remove'),
      read(elsewhere, whole(after)),
      /of other domains than the device/,
    ],
    [
      'where it was gone before the decision',
      of('remove'),
      read(gone, whole(before)),
      /^Get-MobileDevice was read before the decision/,
    ],
    [
      'where all of it was read before, and some after',
      of('remove'),
      read(gone, { at: after, wholeAt: before }),
      /was read before/,
    ],
    ['where the device was there before', of('remove'), read(there, whole(before)), /was read before the decision/],
    [
      'where the lists were read before: not done',
      of('allow'),
      read(there, whole(before)),
      /^Get-CASMailbox was read before/,
    ],
    [
      'where the lists were read before: done',
      of('allow'),
      read(done, whole(before)),
      /^Get-CASMailbox was read before/,
    ],
    [
      'where the lists were not read',
      of('allow'),
      read({ mobileDevices: [device] }, whole(after)),
      /without Get-CASMailbox/,
    ],
  ])('%s', (_what, decision, later, sentence) => {
    const outcome = outcomeByReading(decision, later)
    expect(outcome).toMatchObject({ kind: 'not-known', sentence: expect.stringMatching(sentence) })
  })

  it('and is told apart where it is by an earlier reading', () => {
    expect(outcomeByReading(of('allow'), read(there, whole(before))).isEarlier).toBe(true)
    expect(outcomeByReading(of('remove'), read(gone, some(after))).isEarlier).toBe(false)
  })
})

describe('What became of a decision is known', () => {
  it.each<[string, Decision, TimedDesk, string]>([
    ['of one that is gone, where all was read', of('remove'), read(gone, whole(after)), 'done'],
    ['of one to be allowed that is gone, where all was read', of('allow'), read(gone, whole(after)), 'gone'],
    ['of one that is still there, by a file of some', of('remove'), read(there, some(after)), 'not-done'],
    ['by the list in a file of some: done', of('allow'), read(done, some(after)), 'done'],
    ['by the list in a file of some: not done', of('allow'), read(there, some(after)), 'not-done'],
    ['of no such rule, where all were read', rule, read({ activeSyncDeviceAccessRules: [] }, whole(after)), 'not-done'],
    ['at the moment of the decision', of('remove'), read(there, some(Date.parse(decidedAt))), 'not-done'],
  ])('%s', (_what, decision, later, kind) => {
    expect(outcomeByReading(decision, later).kind).toBe(kind)
  })
})

describe('What became of a default', () => {
  const decision = { accessLevel: 'Block', was: 'Quarantine', decidedAt } as const
  const known = { wasDone: false, undo: null } as const
  const level = (defaultAccessLevel: 'Block' | 'Allow') => ({ activeSyncOrganizationSettings: { defaultAccessLevel } })

  it.each([
    [before, 'Allow', 'not-known'],
    [before, 'Block', 'not-known'],
    [after, 'Allow', 'changed'],
    [after, 'Block', 'done'],
  ] as const)('read at %i as %s: %s', (at, accessLevel, kind) => {
    expect(defaultByReading(decision, read(level(accessLevel), some(at)), known).kind).toBe(kind)
  })
})
