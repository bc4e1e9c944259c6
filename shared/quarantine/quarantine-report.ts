import { z } from 'zod'
import { DocumentError } from '../management/configuration-document.ts'
import { ConfigurationPartName, ReadingCounts } from '../management/configuration-reading.ts'
import { ConfigurationSource, ReadingProblem } from '../management/kept-configuration.ts'
import { DeviceAccessCharacteristic, DeviceAccessLevel, DeviceAccessState } from '../management/mobile-configuration.ts'
import { scriptParts } from '../management/script.ts'
import { contradictionCauses } from './contradiction.ts'
import { Decision } from './decision.ts'
import { accessSteps, predictedStates } from './device-decision.ts'
import { IntegrationPattern } from './integration.ts'
import { mdmSignIds } from './mdm-signs.ts'
import { outcomeKinds } from './outcome.ts'

const count = z.int().min(0)
/** Null: blank, or not read. */
const told = z.string().nullable()
const predicted = z.enum(predictedStates)

/** What was read of one file: all of it, or what could be. */
export const ReportedFile = z.strictObject({
  source: ConfigurationSource,
  format: z.string(),
  /** `count`: understood. Beside them so many were refused by themselves, and so many there twice. */
  parts: z.array(z.strictObject({ part: ConfigurationPartName, count, refused: count, twice: count })),
  counts: ReadingCounts,
  /** The first objects that could not be read, and how many there are. */
  refusals: z.array(ReadingProblem),
  refusalCount: count,
  /** Why the file was not read to its end; null: it was. */
  ended: ReadingProblem.nullable(),
  /** What Exchange refused the script. */
  refused: z.array(DocumentError),
  /** Single values that could not be told, and how many there are. */
  problems: z.array(ReadingProblem),
  problemCount: count,
  /** What was written otherwise than PowerShell writes it. */
  notes: z.array(z.string()),
})
export type ReportedFile = z.infer<typeof ReportedFile>

/** One partnership of a device with a mailbox. */
export const ReportedDevice = z.strictObject({
  identity: z.string(),
  user: told,
  mailbox: told,
  name: told,
  deviceId: told,
  type: told,
  model: told,
  os: told,
  agent: told,
  client: told,
  /** The state that Exchange reported, why, and by which rule. */
  reported: DeviceAccessState.nullable(),
  reason: told,
  reportedRule: told,
  /** The state that the settings come to, and what decides. */
  predicted,
  decidedBy: told,
  integration: z.boolean(),
  /** ISO 8601, UTC. */
  firstSync: told,
  lastSync: told,
  lastAttempt: told,
})
export type ReportedDevice = z.infer<typeof ReportedDevice>

/** A device of the integration, with the whole of its reasoning. */
export const IntegrationDevice = ReportedDevice.extend({
  chain: z.array(
    z.strictObject({
      step: z.enum(accessSteps),
      outcome: z.enum(['passes', 'decides', 'would-decide', 'not-read']),
      sentence: z.string(),
    }),
  ),
  doubts: z.array(z.string()),
  contradiction: told,
})
export type IntegrationDevice = z.infer<typeof IntegrationDevice>

/** A device whose state changes by what was decided. */
export const ReportedEffect = z.strictObject({
  identity: z.string(),
  user: told,
  mailbox: told,
  agent: told,
  from: predicted,
  to: predicted,
  /** Whether it is one of those that the decision is about. */
  selected: z.boolean(),
})
export type ReportedEffect = z.infer<typeof ReportedEffect>

/** What was decided, and what it would do. */
export const ReportedDecision = z.strictObject({
  kind: z.enum(['allow', 'block', 'leave', 'remove', 'rule', 'default']),
  /** What it does, as a verb. */
  title: z.string(),
  rule: z
    .strictObject({
      characteristic: DeviceAccessCharacteristic,
      queryString: z.string(),
      accessLevel: DeviceAccessLevel,
    })
    .nullable(),
  /** So many devices it is about; of a new default, every one that was read. */
  selected: count,
  sentences: z.array(z.string()),
  effects: z.array(ReportedEffect),
  /** So many devices beside the selected ones change, or may: what --also names, and for a new default --hits. */
  outside: count,
  /** Why no script of it is written; null: it may be. */
  refused: told,
})
export type ReportedDecision = z.infer<typeof ReportedDecision>

/** A new default of the organisation, as it was decided. */
export const DefaultDecision = z.strictObject({
  accessLevel: DeviceAccessLevel,
  was: DeviceAccessLevel.nullable(),
  reason: z.string(),
  ticket: told,
  decidedAt: z.string(),
})
export type DefaultDecision = z.infer<typeof DefaultDecision>

const Outcome = z.strictObject({ kind: z.enum(outcomeKinds), sentence: z.string() })
/** What became of it: null where that was not asked. `wasDone`: a reading since has seen it done. `undoGiven`: so was the script that undoes it written. */
const fate = { outcome: Outcome.nullable(), wasDone: z.boolean(), undoGiven: z.boolean().default(false) }
export const KeptDecision = z.strictObject({ decision: Decision, ...fate })
export type KeptDecision = z.infer<typeof KeptDecision>
export const KeptDefault = z.strictObject({ decision: DefaultDecision, ...fate })
export type KeptDefault = z.infer<typeof KeptDefault>

/** What became of one script that was asked for. */
export const DecisionScript = z.strictObject({
  part: z.enum(scriptParts),
  file: z.string(),
  /** Nothing is written but for `written`; why, says the sentence. */
  outcome: z.enum(['written', 'not-needed', 'not-read', 'by-hand', 'refused']),
  sentence: told,
  changes: count,
})
export type DecisionScript = z.infer<typeof DecisionScript>

const named = z.strictObject({ count, examples: z.array(z.string()) })

/** The JSON of `postern quarantine --json`: every device, why it stands where it stands, and what was decided. */
export const QuarantineReport = z.strictObject({
  format: z.literal('postern-quarantine'),
  version: z.literal(1),
  postern: z.string(),
  /** ISO 8601, UTC. */
  madeAt: z.string(),
  organisation: z.string(),
  /** By what the integration’s devices are known, and whose client that is. */
  integration: z.strictObject({ profile: z.string(), pattern: IntegrationPattern, inferred: z.boolean() }),
  /** The time of the reading, which ages and silence are counted from, and how it is known. */
  reading: z.strictObject({ at: z.string(), from: z.enum(['collected', 'file', 'now']) }),
  files: z.array(ReportedFile),
  /** Of all files together. `again`: understood, and told by another file too. */
  counts: ReadingCounts.extend({ again: count }),
  /** What was not read, and what that leaves open. */
  notRead: z.array(z.strictObject({ part: ConfigurationPartName, cmdlet: z.string(), sentence: z.string() })),
  deviceCount: count,
  states: z.strictObject({
    reported: z.array(z.strictObject({ state: DeviceAccessState.nullable(), count })),
    predicted: z.array(z.strictObject({ state: predicted, count })),
  }),
  integrationDevices: z.array(IntegrationDevice),
  /** Where Exchange reported something else, by what is likely behind it. */
  contradictions: z.array(
    z.strictObject({
      cause: z.enum(contradictionCauses),
      about: z.enum(['state', 'reason']),
      count,
      /** The first of them, in a sentence each. */
      examples: z.array(z.string()),
    }),
  ),
  mdmSigns: z.array(
    z.strictObject({ id: z.enum(mdmSignIds), title: z.string(), evidence: z.array(z.string()), ask: z.string() }),
  ),
  leftovers: z.strictObject({
    staleIds: named,
    duplicates: named,
    atLimit: named,
    silent: named,
    wipePending: named,
  }),
  /** As --where has it; null: every device. */
  where: told,
  /** What --where leaves out since it was not read. */
  whereNotes: z.array(z.string()),
  /** The devices that it means. */
  devices: z.array(ReportedDevice),
  decision: ReportedDecision.nullable(),
  decisions: z.array(KeptDecision),
  defaultDecision: KeptDefault.nullable(),
  scripts: z.array(DecisionScript),
  /** What its commands alone do not tell. */
  decisionNotes: z.array(z.string()),
  verdict: z.enum(['ready', 'not-ready', 'could-not-tell', 'refused']),
  /** Why, in a sentence. */
  remark: z.string(),
})
export type QuarantineReport = z.infer<typeof QuarantineReport>
