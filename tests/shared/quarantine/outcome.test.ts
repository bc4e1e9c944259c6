import { describe, expect, it } from 'vitest'
import type { DeviceAccessLevel, MobileDevice } from '../../../shared/management/mobile-configuration.ts'
import { type Decision, decideAbout, decideByRule, type Standing } from '../../../shared/quarantine/decision.ts'
import { outcomeOfDefault } from '../../../shared/quarantine/default-outcome.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { type KnownOfDecision, type OutcomeKind, outcomeOf } from '../../../shared/quarantine/outcome.ts'
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
    const outcome = outcomeOf(decision(kind, was), openDesk(later, now), { wasDone, undo: null })
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
    const outcome = outcomeOf(decided, openDesk(reading(NEITHER, [{}], is), now), { wasDone, undo: null })
    expect(outcome.kind).toBe(expected)
    expect(outcome.sentence).toMatch(/\w \w.*\.$/)
  })
})

const defaultReading = (level: DeviceAccessLevel | undefined): QuarantineConfiguration => ({
  activeSyncOrganizationSettings: level && { defaultAccessLevel: level },
})
const newDefault = { accessLevel: 'Block', was: 'Quarantine' } as const
const ruleOf = { characteristic: 'DeviceType', queryString: 'iPhone', accessLevel: 'Allow' } as const

describe('What stands as it stood before the decision', () => {
  const ways = {
    'a device': (known: KnownOfDecision) =>
      outcomeOf(decision('allow', BLOCKED), openDesk(reading(BLOCKED), now), known),
    'a rule that is gone': (known: KnownOfDecision) =>
      outcomeOf(decideByRule(openDesk(reading(NEITHER), now), ruleOf, ground), openDesk(reading(NEITHER), now), known),
    'a rule that says what it said': (known: KnownOfDecision) =>
      outcomeOf(
        decideByRule(openDesk(reading(NEITHER, [{}], 'Block'), now), ruleOf, ground),
        openDesk(reading(NEITHER, [{}], 'Block'), now),
        known,
      ),
    'the default': (known: KnownOfDecision) =>
      outcomeOfDefault(newDefault, openDesk(defaultReading('Quarantine'), now), known),
  }

  it.each(
    Object.entries(ways).flatMap(([what, outcome]) =>
      [
        { known: { wasDone: false, undo: null }, kind: 'not-done' },
        { known: { wasDone: false, undo: 'handed-out' }, kind: 'not-done' },
        { known: { wasDone: true, undo: null }, kind: 'changed' },
        { known: { wasDone: true, undo: 'handed-out' }, kind: 'undone' },
        { known: { wasDone: true, undo: 'run' }, kind: 'undone' },
        // Applied and taken back between two readings.
        { known: { wasDone: false, undo: 'run' }, kind: 'undone' },
      ].map((row) => ({ what, outcome, ...(row as { known: KnownOfDecision; kind: OutcomeKind }) })),
    ),
  )('$what, with $known: $kind, and nobody is blamed', ({ outcome, known, kind }) => {
    const { kind: is, sentence } = outcome(known)
    expect(is).toBe(kind)
    expect(sentence).toMatch(/before the decision\.$/)
    expect(sentence.startsWith('It was undone: ')).toBe(kind === 'undone')
    expect(sentence).not.toMatch(/somebody|since/)
  })

  it('is undone by nobody where it stands otherwise than before', () => {
    const known = { wasDone: true, undo: 'run' } as const
    expect(outcomeOf(decision('allow', NEITHER), openDesk(reading(BLOCKED), now), known).kind).toBe('changed')
    expect(outcomeOf(decision('allow', NEITHER), openDesk(reading(ALLOWED), now), known).kind).toBe('done')
    expect(outcomeOf(decision('remove', NEITHER), openDesk(reading(NEITHER), now), known).kind).toBe('not-done')
  })
})

describe('What became of a new default', () => {
  it.each<[string, DeviceAccessLevel | undefined, OutcomeKind]>([
    ['was not read', undefined, 'not-known'],
    ['is a third one', 'Allow', 'changed'],
    ['is as before', 'Quarantine', 'not-done'],
    ['is that', 'Block', 'done'],
  ])('that %s', (_, level, kind) => {
    const outcome = outcomeOfDefault(newDefault, openDesk(defaultReading(level), now), { wasDone: false, undo: null })
    expect(outcome.kind).toBe(kind)
  })
})
