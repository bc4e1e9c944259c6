import { expect, test } from 'vitest'
import type { Decision } from '../../../shared/quarantine/decision.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { undoSteps } from '../../../shared/quarantine/undo-steps.ts'

const ground = { reason: 'Calendar', ticket: null, decidedAt: '2026-11-29T08:00:00.000Z' }
const device = { identity: 'x/§1', deviceId: 'ID1', mailbox: 'anna' }
const rule = { characteristic: 'DeviceType', queryString: 'python', accessLevel: 'Allow' } as const
const allowed = { identity: 'anna', list: 'ActiveSyncAllowedDeviceIDs' }
const blocked = { identity: 'anna', list: 'ActiveSyncBlockedDeviceIDs' }
const onto = { add: ['ID1'], remove: [] }
const off = { add: [], remove: ['ID1'] }
const desk = openDesk({ activeSyncDeviceAccessRules: [{ identity: 'Mine', ...rule }] }, Date.parse(ground.decidedAt))

test.each<[what: string, decision: Decision, steps: object[]]>([
  ['of nothing that was left', { kind: 'leave', device, was: { allowed: false, blocked: false }, ...ground }, []],
  ['of a partnership', { kind: 'remove', device, was: { allowed: true, blocked: false }, ...ground }, []],
  [
    'of a device without an id',
    { kind: 'allow', device: { ...device, deviceId: null }, was: { allowed: false, blocked: false }, ...ground },
    [],
  ],
  ['of what was there before', { kind: 'allow', device, was: { allowed: true, blocked: false }, ...ground }, []],
  [
    'from one list alone',
    { kind: 'allow', device, was: { allowed: false, blocked: false }, ...ground },
    [{ ...allowed, ...onto }],
  ],
  [
    'to the other list',
    { kind: 'block', device, was: { allowed: true, blocked: false }, ...ground },
    [
      { ...allowed, ...off },
      { ...blocked, ...onto },
    ],
  ],
  [
    'of lists that were not read, as the log tells',
    { kind: 'allow', device, was: { allowed: null, blocked: null }, ...ground },
    [
      { ...blocked, ...off },
      { ...allowed, ...onto },
    ],
  ],
  ['of a rule that said the same', { kind: 'rule', rule, was: 'Allow', ...ground }, []],
  [
    'of a new rule, by the name that Exchange gives it',
    { kind: 'rule', rule, was: null, ...ground },
    [
      {
        what: 'python (DeviceType)',
        apply: { cmdlet: 'New-ActiveSyncDeviceAccessRule' },
        undo: { cmdlet: 'Remove-ActiveSyncDeviceAccessRule', parameters: { Identity: 'python (DeviceType)' } },
      },
    ],
  ],
  [
    'of a rule’s level, by the name that it has',
    { kind: 'rule', rule, was: 'Block', ...ground },
    [
      {
        what: 'Mine',
        apply: { parameters: { Identity: 'Mine', AccessLevel: 'Allow' } },
        undo: { parameters: { Identity: 'Mine', AccessLevel: 'Block' } },
      },
    ],
  ],
])('there are the steps %s', (_what, decision, steps) => {
  expect(undoSteps(desk, [decision])).toMatchObject(steps)
})
