import { z } from 'zod'
import { DeviceAccessLevel } from '../management/mobile-configuration.ts'
import { Decision } from './decision.ts'

/** What the audit trail tells of. */
const trailKinds = [
  'decided',
  'withdrawn',
  'script-made',
  'run-live',
  'applied',
  'refused',
  'unclear',
  'taken-back',
  'verified',
  'seen-done',
  'seen-not-done',
  'seen-undone',
  'reading-withdrawn',
] as const

const [ofDevice, ofRule] = Decision.options

/** About which device or rule it is, about the organisation's default, or about so many decisions at once. */
const TrailSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('device'), ...ofDevice.shape.device.shape, verdict: ofDevice.shape.kind }),
  z.strictObject({ kind: z.literal('rule'), ...ofRule.shape.rule.shape }),
  z.strictObject({
    kind: z.literal('default'),
    accessLevel: DeviceAccessLevel,
    /** What the default was then. */
    was: DeviceAccessLevel.nullable().optional(),
  }),
  /** So many in the tray, or so many that were seen done. */
  z.strictObject({ kind: z.enum(['tray', 'settled']), decisions: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('reading'),
    reading: z.string(),
    source: z.string(),
    /** Of when it is. */
    readAt: z.string(),
    devices: z.int().min(0),
  }),
])
export type TrailSubject = z.infer<typeof TrailSubject>

/** One line of the audit trail: who, when, what, why, and what takes it back. It is only ever added to. */
export const TrailEntry = z.strictObject({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** The user of the operating system; null where it does not tell. */
  who: z.string().max(400).nullable(),
  what: z.enum(trailKinds),
  about: TrailSubject,
  reason: z.string().max(1_000).nullable(),
  ticket: z.string().max(100).nullable(),
  /** The command that takes it back, or where it stands; null where there is nothing to take back, or no way. */
  undo: z.string().nullable(),
  /** What else is to be told: which script, what a reading saw, how a run came out. */
  note: z.string().nullable(),
  /** Which reading told it: where that was withdrawn, the line tells nothing any more. */
  reading: z.string().optional(),
})
export type TrailEntry = z.infer<typeof TrailEntry>

/** What a decision is about, as the trail tells it. */
export function trailSubjectOf(decision: Decision): TrailSubject {
  return decision.kind === 'rule'
    ? { kind: 'rule', ...decision.rule }
    : { kind: 'device', ...decision.device, verdict: decision.kind }
}
