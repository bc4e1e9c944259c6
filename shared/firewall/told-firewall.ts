import { z } from 'zod'
import { RuleFinding } from './rule-finding.ts'
import { FirewallRule, FlowEvidence, NeededService, PublishedHost, RequestForm } from './rule-set.ts'
import { FirewallSource, mostSources, mostVersions, SourceId, SourceList } from './source-list.ts'

/** So many entries of a list are told at once. */
export const mostToldEntries = 5_000
/** A file or a pasted text is taken up to this many characters. */
export const mostListCharacters = 16 * 1024 * 1024

const entries = z.array(z.string()).max(mostToldEntries)
const count = z.int().min(0)

/** What somebody must know of a list: that it is the wrong one, that it is old. `code` is of a closed set. */
export const ListWarning = z.strictObject({ code: z.string().max(60), sentence: z.string() })
export type ListWarning = z.infer<typeof ListWarning>

/** How two versions differ: counts, and the first entries of each kind. */
export const ToldDiff = z.strictObject({
  added: entries,
  addedCount: count,
  removed: entries,
  removedCount: count,
  unchangedCount: count,
  /** Addresses that come in and go out, in the fewest prefixes; both empty where it was only written otherwise. */
  addresses: z.strictObject({ added: entries, removed: entries }),
})
export type ToldDiff = z.infer<typeof ToldDiff>

/** A version of a list, without its entries. `number` rises from version to version of one source. */
export const ListSummary = SourceList.omit({ entries: true, confirmed: true }).extend({
  number: z.int().min(1),
  four: count,
  six: count,
  names: count,
  /** How it differs from the version before; null of the first. */
  change: z.strictObject({ added: count, removed: count }).nullable(),
})
export type ListSummary = z.infer<typeof ListSummary>

/** What came of the last look by the watch, or by hand. */
export const LastLook = z.strictObject({
  at: z.iso.datetime(),
  outcome: z.enum(['same', 'changed', 'failed']),
  /** What went wrong, where, and what to do. */
  sentence: z.string().nullable(),
})
export type LastLook = z.infer<typeof LastLook>

export const ToldSource = z.strictObject({
  source: FirewallSource,
  secretHeld: z.boolean(),
  /** Newest first. */
  versions: z.array(ListSummary).max(mostVersions),
  /** Of the newest version. */
  warnings: z.array(ListWarning).max(20),
  lastLook: LastLook.nullable(),
  /** What the watch read and nobody has taken or dismissed yet: the offer's id. */
  drift: z.string().nullable(),
})
export type ToldSource = z.infer<typeof ToldSource>

/** A list that was read and is not kept yet. It is kept as it is, once what is wide is confirmed and nothing is refused. */
export const ListOffer = z.strictObject({
  offerId: z.string().max(60),
  sourceId: SourceId,
  four: count,
  six: count,
  names: count,
  /** By which way it came, and from where, so that nobody keeps another file than they think. */
  origin: SourceList.shape.origin,
  updatedAt: z.iso.datetime().nullable(),
  refused: z
    .array(z.strictObject({ at: count, text: z.string().max(100), code: z.string(), sentence: z.string() }))
    .max(500),
  refusedCount: count,
  /** Entries that let in so many that somebody has to confirm each. */
  wide: z.array(z.string()).max(1_000),
  repeated: count,
  /** To the newest version that is kept; null where none is. */
  diff: ToldDiff.nullable(),
  /** It has the same entries as that version. */
  same: z.boolean(),
  warnings: z.array(ListWarning).max(20),
})
export type ListOffer = z.infer<typeof ListOffer>

/** Which options of a platform are set: as writers read them. */
const ToldOptions = z.strictObject({
  list: z.string().max(200).optional(),
  fromInterface: z.string().max(200).optional(),
  toInterface: z.string().max(200).optional(),
  position: z.string().max(200).optional(),
})

/** What an administrator puts together: everything of a set of rules but the senders, which are those of the newest lists. */
export const FirewallDraft = z.strictObject({
  title: z.string().trim().min(1).max(200),
  hosts: z.array(PublishedHost).max(1_000),
  services: z.array(NeededService).max(1_000),
  rules: z.array(FirewallRule).max(10_000),
  request: RequestForm,
  /** What was set of each platform, by the id of its form, so that nobody has to say it twice. */
  options: z.record(z.string().max(60), ToldOptions).optional(),
})
export type FirewallDraft = z.infer<typeof FirewallDraft>

/** The SHA-256 of a draft as it is kept; null where none was kept yet. */
export const DraftVersion = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .nullable()
export type DraftVersion = z.infer<typeof DraftVersion>

/** What the newest run of the organisation saw to be needed: published names with their addresses, and ports with their paths. */
export const SeenNeeds = z.strictObject({
  runAt: z.iso.datetime().nullable(),
  hosts: z
    .array(
      z.strictObject({
        name: z.string(),
        /** As a resolver outside would say, where that is known; else empty. */
        public: z.array(z.string()),
        internal: z.array(z.string()),
        services: z.array(z.strictObject({ protocol: z.literal('tcp'), port: z.int(), paths: z.array(z.string()) })),
        /** Why it is needed, as one line. */
        why: z.string(),
      }),
    )
    .max(200),
})
export type SeenNeeds = z.infer<typeof SeenNeeds>

/** One form of a sheet, for people or for a firewall. */
export const ToldFormat = z.strictObject({
  id: z.string(),
  name: z.string(),
  extension: z.string(),
  for: z.enum(['people', 'firewall']),
  options: z.array(
    z.strictObject({
      key: z.enum(['list', 'fromInterface', 'toInterface', 'position']),
      label: z.string(),
      usual: z.string(),
    }),
  ),
  basedOn: z.array(z.string()),
  warnings: z.array(z.string()),
})
export type ToldFormat = z.infer<typeof ToldFormat>

/** Which sheet is asked for. `delta`: only what changed since that version of a source's list. */
export const SheetQuery = z.strictObject({
  format: z.string().max(60),
  options: ToldOptions,
  delta: z.strictObject({ sourceId: SourceId, from: z.int().min(1) }).nullable(),
})
export type SheetQuery = z.infer<typeof SheetQuery>

/** A sheet as text, and all that it does not say. */
export const SheetPreview = z.strictObject({
  apply: z.string(),
  /** Empty of a sheet for people. */
  rollback: z.string(),
  /** Of the rollback’s file, where it is of another kind than the sheet. */
  rollbackExtension: z.string().optional(),
  /** A binary form has no text to show. */
  binary: z.boolean(),
  leftOut: z.array(z.string()).max(20_000),
  notes: z.array(z.string()).max(200),
})
export type SheetPreview = z.infer<typeof SheetPreview>

export const SheetFile = z.strictObject({ name: z.string(), mime: z.string(), base64: z.string() })
export type SheetFile = z.infer<typeof SheetFile>

/** Whether a packet would get through, and by which rule. */
export const FlowVerdict = z.strictObject({
  outcome: z.enum(['allowed', 'denied', 'not-matched']),
  rule: z.string().nullable(),
  /** Whether that rule is switched off, not begun, or over. */
  asleep: z.enum(['off', 'not-begun', 'over']).nullable(),
  /** The entry of the list that the sender is in. */
  entry: z.string().nullable(),
  sentence: z.string(),
})
export type FlowVerdict = z.infer<typeof FlowVerdict>

/** Everything of the desk: sources, the draft, and what is said of it. */
export const FirewallOverview = z.strictObject({
  sources: z.array(ToldSource).max(mostSources),
  draft: FirewallDraft,
  draftVersion: DraftVersion,
  findings: z.array(RuleFinding).max(5_000),
  evidence: z.array(FlowEvidence).max(10_000),
  formats: z.array(ToldFormat),
  /** The e-mail to the network team. */
  ask: z.strictObject({ subject: z.string(), text: z.string() }),
})
export type FirewallOverview = z.infer<typeof FirewallOverview>
