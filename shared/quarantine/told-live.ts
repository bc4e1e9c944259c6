import { z } from 'zod'
import { LiveRequest } from '../management/live-configuration.ts'
import { scriptParts } from '../management/script.ts'
import { PlannedChange } from './told-decisions.ts'

/** So many commands are run from here at most: as many as are done within the hour that a session may take. */
export const mostLiveCommands = 2_000
/** Of what Exchange says of one command, so many lines are told. */
export const mostSaidLines = 20

const count = z.int().min(0)
const { server, account } = LiveRequest.shape
const RunName = z.string().max(40)
/** A name of exactly what was shown, or previewed. */
const Digest = z.string().max(64)

/** What is to be run: a part of a plan that was shown, or what takes back what a run of apply here has done. */
const Wanted = z.discriminatedUnion('part', [
  z.strictObject({ part: z.enum(['preview', 'apply']), of: PlannedChange }),
  z.strictObject({ part: z.literal('undo'), run: RunName }),
])
export type LiveWanted = z.infer<typeof Wanted>

/** Why something is not run from here. */
const liveRefusalCodes = [
  'not-windows',
  'busy',
  'stale',
  'contradictory',
  'not-needed',
  'not-read',
  'by-hand',
  'too-many-commands',
  'not-quotable',
  'not-previewed',
  'previewed-other',
  'nothing-to-undo',
] as const
const LiveRefusal = z.strictObject({
  outcome: z.literal('refused'),
  code: z.enum(liveRefusalCodes),
  sentence: z.string(),
})
export type LiveRefusal = z.infer<typeof LiveRefusal>

/** What would be run, as exactly as it is run; a page at a time. It is made for the first one. */
export const LivePlanQuery = z.strictObject({
  ...{ server, account, wanted: Wanted },
  /** In characters. */
  offset: count,
})
export const LivePlanPage = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('plan'),
    /** The program that is started, with its arguments. */
    command: z.string(),
    /** The script that it is given. */
    text: z.string(),
    next: z.int().nullable(),
    characters: count,
    commands: count,
    /** By what it is named when it is run: then it is exactly this, or it is refused. */
    shown: Digest,
  }),
  LiveRefusal,
])

export const LiveStart = z.strictObject({
  ...{ server, account, wanted: Wanted, shown: Digest },
  /** What the end of a preview told: nothing is applied without it. */
  previewed: RunName.optional(),
  /** The administrator’s explicit word that the password may be sent again, whatever became of it before. */
  tryAgain: z.boolean().optional(),
})
export const LiveStarted = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('started'), run: RunName }),
  LiveRefusal,
])

export const LiveRunName = z.strictObject({ run: RunName })
/** Of the tray, or of a new default. */
export const LiveOfKind = z.strictObject({ what: z.enum(['tray', 'default']) })
/** The run of it that was begun last for the organisation that is open; null where there is none, or Postern was started since. */
export const LiveLast = z.strictObject({ run: RunName.nullable() })

/** What came of one command, with what Exchange said. */
export const LiveOutcome = z.strictObject({
  /** What it does, in words, and as it was run. */
  comment: z.string().nullable(),
  text: z.string(),
  outcome: z.enum(['done', 'refused', 'unclear', 'not-run']),
  said: z.array(z.string()).max(mostSaidLines),
  /** So many lines more were said. */
  more: count,
  errors: z.array(z.string()),
})
export type LiveOutcome = z.infer<typeof LiveOutcome>

export const LiveCounts = z.strictObject({ done: count, refused: count, unclear: count, 'not-run': count })
export type LiveCounts = z.infer<typeof LiveCounts>

/** How a run goes on: `begun` first, `ended` last, and what came of the commands before that. */
export const LiveRunEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('begun'),
    part: z.enum(scriptParts),
    server,
    /** Null: as whoever is signed in to Windows. */
    username: z.string().nullable(),
    commands: count,
  }),
  /** The command of that number was begun, from 1. */
  z.strictObject({ type: z.literal('running'), number: z.int().min(1) }),
  z.strictObject({ type: z.literal('outcomes'), outcomes: z.array(LiveOutcome).max(100) }),
  z.strictObject({
    type: z.literal('ended'),
    counts: LiveCounts,
    /** Why the session as a whole came to nothing, or broke off. */
    error: z.strictObject({ code: z.string(), sentence: z.string() }).nullable(),
    /** With this, exactly what was previewed can be applied, once; null where it was no preview, or not a whole one. */
    previewed: RunName.nullable(),
    /** What of a run of apply can be taken back now; null where nothing can. */
    undo: z.strictObject({ run: RunName, commands: z.int().min(1) }).nullable(),
  }),
])
export type LiveRunEvent = z.infer<typeof LiveRunEvent>
