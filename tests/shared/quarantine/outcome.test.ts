import { describe, expect, it } from 'vitest'
import type { DeviceAccessLevel, MobileDevice } from '../../../shared/management/mobile-configuration.ts'
import { type Decision, decideAbout, decideByRule, type Standing } from '../../../shared/quarantine/decision.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { type OutcomeKind, outcomeOf } from '../../../shared/quarantine/outcome.ts'
import type { QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { now } from './example.ts'

const bob = 'contoso.test/Users/Bob'
const identity = `${bob}/ExchangeActiveSyncDevices/iPhone§A`
const ground = { reason: 'r', ticket: null, decidedAt: '2026-11-29T09:00:00.000Z' }
const NEITHER = { allowed: false, blocked: false }
const ALLOWED = { allowed: true, blocked: false }
const BLOCKED = { allowed: false, blocked: true }

function reading(
  lists: Standing | undefined,
  devices: Partial<MobileDevice>[] | undefined = [{}],
  level?: DeviceAccessLevel | null,
): QuarantineConfiguration {
  return {
    mobileDevices: devices?.map((device) => ({
      identity,
      deviceId: 'A',
      firstSyncTime: '2026-01-01T00:00:00Z',
      ...device,
    })),
    casMailboxes: lists && [
      {
        identity: bob,
        activeSyncAllowedDeviceIDs: lists.allowed === null ? undefined : lists.allowed ? ['a'] : ['Z'],
        activeSyncBlockedDeviceIDs: lists.blocked ? ['A'] : [],
      },
    ],
    activeSyncDeviceAccessRules:
      level === null
        ? undefined
        : level
          ? [{ identity: 'R', characteristic: 'DeviceType', queryString: 'IPHONE', accessLevel: level }]
          : [],
  }
}

type Kind = 'allow' | 'block' | 'leave' | 'remove'
const decision = (kind: Kind, was: Standing): Decision => {
  const [device] = openDesk(reading(was), now).index.devices
  if (!device) throw new Error('no device')
  return decideAbout(device, kind, ground)
}
const gone: Partial<MobileDevice>[] = []
const again = [{ identity: `${bob}/ExchangeActiveSyncDevices/iPhone§A§2`, firstSyncTime: '2026-11-29T10:00:00Z' }]

describe('What became of a decision about a device', () => {
  it.each<[Kind, Standing, string, QuarantineConfiguration, boolean, OutcomeKind]>([
    ['allow', NEITHER, 'devices were not read', { casMailboxes: [] }, false, 'not-known'],
    ['allow', NEITHER, 'the mailbox was not read', reading(undefined), false, 'not-known'],
    ['allow', NEITHER, 'a list was not read', reading({ allowed: null, blocked: false }), false, 'not-known'],
    ['allow', NEITHER, 'the device is not there', reading(ALLOWED, gone), false, 'gone'],
    ['allow', NEITHER, 'nothing happened', reading(NEITHER), false, 'not-done'],
    ['allow', NEITHER, 'somebody blocked it', reading(BLOCKED), false, 'changed'],
    ['allow', NEITHER, 'it was allowed, and somebody took that back', reading(NEITHER), true, 'changed'],
    [
      'allow',
      BLOCKED,
      'it was put on the list and left on the other',
      reading({ allowed: true, blocked: true }),
      false,
      'changed',
    ],
    ['allow', BLOCKED, 'nothing happened', reading(BLOCKED), false, 'not-done'],
    ['allow', NEITHER, 'it is allowed', reading(ALLOWED), false, 'done'],
    ['allow', NEITHER, 'it is allowed, and has another partnership', reading(ALLOWED, again), false, 'done'],
    ['block', ALLOWED, 'nothing happened', reading(ALLOWED), false, 'not-done'],
    ['block', ALLOWED, 'it is blocked', reading(BLOCKED), false, 'done'],
    ['leave', NEITHER, 'somebody allowed it', reading(ALLOWED), false, 'changed'],
    ['leave', NEITHER, 'nothing happened', reading(NEITHER), false, 'done'],
    ['leave', NEITHER, 'the device is not there', reading(NEITHER, gone), false, 'gone'],
    ['leave', { allowed: null, blocked: false }, 'nobody knew how it stood', reading(NEITHER), false, 'not-known'],
    ['remove', NEITHER, 'devices were not read', { casMailboxes: [] }, false, 'not-known'],
    ['remove', NEITHER, 'it is still there', reading(NEITHER), false, 'not-done'],
    ['remove', NEITHER, 'it came again', reading(NEITHER, again), false, 'changed'],
    ['remove', NEITHER, 'it is not there', reading(NEITHER, gone), false, 'done'],
  ])('%s, of %j: %s', (kind, was, _, later, wasDone, expected) => {
    const outcome = outcomeOf(decision(kind, was), openDesk(later, now), wasDone)
    expect(outcome.kind).toBe(expected)
    expect(outcome.sentence).toMatch(/\w \w.*\.$/)
  })
})

describe('What became of a rule', () => {
  const rule = { characteristic: 'DeviceType', queryString: 'iPhone', accessLevel: 'Allow' } as const
  it.each<[string, DeviceAccessLevel | undefined, DeviceAccessLevel | null | undefined, boolean, OutcomeKind]>([
    ['rules were not read', undefined, null, false, 'not-known'],
    ['there is none, as before', undefined, undefined, false, 'not-done'],
    ['there was one, and it is gone', 'Block', undefined, false, 'changed'],
    ['it was made, and is gone', undefined, undefined, true, 'changed'],
    ['it says what it said', 'Block', 'Block', false, 'not-done'],
    ['it says something else', undefined, 'Quarantine', false, 'changed'],
    ['it is there', undefined, 'Allow', false, 'done'],
  ])('%s', (_, was, is, wasDone, expected) => {
    const decided = decideByRule(openDesk(reading(NEITHER, [{}], was), now), rule, ground)
    const outcome = outcomeOf(decided, openDesk(reading(NEITHER, [{}], is), now), wasDone)
    expect(outcome.kind).toBe(expected)
    expect(outcome.sentence).toMatch(/\w \w.*\.$/)
  })
})
