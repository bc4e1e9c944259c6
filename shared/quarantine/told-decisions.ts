import { z } from 'zod'
import { DeviceAccessLevel } from '../management/mobile-configuration.ts'
import { scriptParts } from '../management/script.ts'
import { Decision } from './decision.ts'
import { predictedStates } from './device-decision.ts'
import { outcomeKinds } from './outcome.ts'
import { DefaultDecision } from './quarantine-report.ts'
import { DeviceFilter } from './query.ts'
import { DeviceKey, mostRows, ReadingName, ToldRow } from './told-devices.ts'
import { TrailEntry } from './trail.ts'
import { mostInTray, SeenOutcome, ToldDecision, TrayDecision } from './tray.ts'

const count = z.int().min(0)
const offset = z.int().min(0).max(10_000_000)
const limit = z.int().min(1).max(mostRows)
const predicted = z.enum(predictedStates)
const text = z.string().trim().min(1).max(1_000)

const [ofDevice, ofRule] = Decision.options
const rule = ofRule.shape.rule
/** What is in the tray, as somebody saw it, by the reading that they saw. */
const TrayName = z.string().max(40)

/** A change that can be tried before it is made. */
const Change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['allow-device', 'block-device', 'forget-allow', 'forget-block']),
    mailbox: text,
    deviceId: text,
  }),
  z.strictObject({ kind: z.literal('mailbox'), mailbox: text, enabled: z.boolean() }),
  z.strictObject({ kind: z.literal('add-rule'), rule }),
  z.strictObject({ kind: z.literal('set-rule'), identity: text, accessLevel: DeviceAccessLevel }),
  z.strictObject({ kind: z.literal('remove-rule'), identity: text }),
])

/** Which devices are meant: by name, or all that a filter found, as many as somebody saw by that reading. */
const Selection = z.union([
  z.strictObject({ keys: z.array(DeviceKey).min(1).max(mostInTray) }),
  z.strictObject({ filter: DeviceFilter, reading: ReadingName, count }),
])
const ground = { reason: text, ticket: ofDevice.shape.ticket }

/** A decision about devices, or by a rule; it goes into the tray. */
export const DecideRequest = z.union([
  z.strictObject({ devices: Selection, verdict: ofDevice.shape.kind, ...ground }),
  z.strictObject({ rule, ...ground }),
])

/** What is tried: changes, a decision before it lies in the tray, all that lies there, or a new default. */
const Trial = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('changes'), changes: z.array(Change).min(1).max(1_000) }),
  z.strictObject({
    what: z.literal('decision'),
    of: z.union([z.strictObject({ devices: Selection, verdict: ofDevice.shape.kind }), z.strictObject({ rule })]),
  }),
  z.strictObject({ what: z.literal('tray') }),
  z.strictObject({ what: z.literal('default'), accessLevel: DeviceAccessLevel }),
])

export const TrialQuery = z.strictObject({ trial: Trial, offset, limit })
/** Which devices change their state, in pages. */
export const TrialPage = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('tried'),
    reading: ReadingName,
    /** What was shown: a script of a new default is made of nothing else. */
    shown: z.string(),
    total: count,
    moves: z.array(z.strictObject({ from: predicted, to: predicted, count })),
    /** Devices of which it is not known where they stand. */
    notKnown: count,
    /** `sentence`: what decides afterwards. */
    devices: z
      .array(z.strictObject({ row: ToldRow, from: predicted, to: predicted, sentence: z.string().nullable() }))
      .max(mostRows),
  }),
  /** Why there is nothing to show: devices that are others by now, decisions that contradict each other, or need nothing, or of what was not read. */
  z.strictObject({
    outcome: z.enum(['stale', 'contradictory', 'not-needed', 'not-read', 'by-hand']),
    sentence: z.string(),
  }),
])

/** Which rule lets in all of these devices and the fewest others: those that are chosen, or all of the integration’s. */
export const RuleQuery = z.strictObject({ devices: Selection.optional() })
export const ToldRule = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('rule'),
    reading: ReadingName,
    rule,
    covers: count,
    /** What else it matches, the first of them and how many. */
    others: z.array(ToldRow).max(mostRows),
    otherCount: count,
    /** Devices that it would not let in, the first of them and how many. */
    stillOut: z.array(ToldRow).max(mostRows),
    stillOutCount: count,
    /** The rule that asks for the same already. */
    existing: z.string().nullable(),
    sentences: z.array(z.string()),
  }),
  z.strictObject({
    outcome: z.literal('none'),
    why: z.enum(['no-device', 'nothing-in-common', 'stale']),
    sentence: z.string(),
  }),
])

/** `already`: so many lay in the tray with the same word. Of one that is refused, nothing is put there. */
export const Decided = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('decided'), added: count, already: count }),
  z.strictObject({ outcome: z.enum(['contradictory', 'stale', 'full']), sentence: z.string() }),
])

export const WithdrawRequest = z.union([
  z.strictObject({ ids: z.array(TrayDecision.shape.id).min(1).max(mostInTray) }),
  z.strictObject({ all: z.literal(true) }),
])

/** So many ids of the probe are told: it has one a mailbox. */
export const mostProbes = 100

/** Decisions in the tray, or those that were seen done; of one outcome or of all. */
export const DecisionQuery = z.strictObject({
  which: z.enum(['tray', 'settled']),
  outcome: z.enum(outcomeKinds).optional(),
  offset,
  limit,
})
export const DecisionPage = z.strictObject({
  tray: TrayName,
  total: count,
  /** By what readings said since; null: there was none. */
  outcomes: z.array(z.strictObject({ kind: z.enum(outcomeKinds).nullable(), count })),
  /** So many are kept in a form that this Postern cannot read. They stay. */
  unreadable: count,
  /** When the last of them was decided; null: there is none. What was seen before proves nothing of it. */
  decidedLast: z.string().nullable(),
  /** The ids among them as which Postern's own probe comes. */
  probes: z.array(z.string()).max(mostProbes),
  /** So many of those that were seen done stand, and could be taken back. */
  standing: count,
  /** `again`: it was undone, and nothing was decided about the same since. */
  decisions: z.array(ToldDecision.extend({ again: z.boolean() })).max(mostRows),
  /** The default of the organisation that was decided last, and what readings since say of it. */
  default: z.strictObject({ decision: DefaultDecision, outcome: SeenOutcome.nullable() }).nullable(),
})

/** The script of what lies in the tray, or of a new default that was shown; a page at a time. It is made for the first one. */
const ofTray = z.strictObject({ what: z.literal('tray'), tray: TrayName })
const ofDefault = z.strictObject({
  what: z.literal('default'),
  accessLevel: DeviceAccessLevel,
  /** Whom it hits, as it was shown. */
  shown: z.string().max(40),
  ...ground,
})
/** So many as somebody saw. */
const ofSettled = z.strictObject({ what: z.literal('settled'), count })
/** What a script, or a run, is made of. */
export const PlannedChange = z.discriminatedUnion('what', [ofTray, ofDefault])
export type PlannedChange = z.infer<typeof PlannedChange>
export const DecisionScriptQuery = z.strictObject({
  /** `settled`: what was seen done, which has an undo alone. */
  of: z.discriminatedUnion('what', [ofTray, ofDefault, ofSettled]),
  part: z.enum(scriptParts),
  /** In characters. */
  offset: z.int().min(0),
})
export const DecisionScriptPage = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('script'),
    text: z.string(),
    /** Where the next page begins; null on the last. */
    next: z.int().nullable(),
    characters: count,
    changes: count,
    notes: z.array(z.string()),
  }),
  /** `stale`: it is not what was shown any more. */
  z.strictObject({
    outcome: z.enum(['stale', 'contradictory', 'not-needed', 'not-read', 'by-hand']),
    sentence: z.string(),
  }),
])

const noteOf = z.enum(['tray', 'settled'])

/** What somebody did with the tray’s script, or saw on the wire: a line of the trail. */
export const TrailNote = z.discriminatedUnion('what', [
  /** Somebody has run a script elsewhere: the part of it, of what lies in the tray or of what was seen done. */
  z.strictObject({ what: z.literal('run-live'), of: noteOf, part: z.enum(['apply', 'undo']) }),
  z.strictObject({ what: z.literal('verified'), of: noteOf, note: z.string().trim().min(1).max(1_000) }),
])
/** Why it is not noted; null: it is. */
export const TrailNoted = z.strictObject({ refused: z.string().nullable() })

/** The trail from the newest line back, before the one of that number; about one device or about all. */
export const TrailQuery = z.strictObject({ key: DeviceKey.optional(), after: z.int().min(0).nullable(), limit })
export const TrailPage = z.strictObject({
  /** `entry` is null for a line in a form that this Postern cannot read. */
  lines: z
    .array(
      z.strictObject({
        number: z.int(),
        entry: TrailEntry.nullable(),
        /** It tells what a reading saw that was withdrawn since. */
        withdrawn: z.boolean(),
      }),
    )
    .max(mostRows),
  next: z.int().nullable(),
})

/** The latest readings of devices. */
export const ReadingList = z.strictObject({
  readings: z.array(
    z.strictObject({
      number: z.int(),
      /** The file, or the server that was asked. */
      source: z.string(),
      /** Of when it is. */
      readAt: z.string(),
      devices: count,
      /** When it was taken back; null: it counts. */
      withdrawnAt: z.string().nullable(),
      /** It is what is known now. */
      isCurrent: z.boolean(),
    }),
  ),
})
