import { z } from 'zod'
import { CasMailbox } from '../management/configuration.ts'
import { ConfigurationPartName } from '../management/configuration-reading.ts'
import { KeptLeftOut, KeptPart, KeptRefusal } from '../management/kept-configuration.ts'
import {
  DeviceAccessLevel,
  DeviceAccessState,
  MobileDevice,
  MobileDeviceMailboxPolicy,
  MobileDeviceStatistics,
} from '../management/mobile-configuration.ts'
import { contradictionCauses } from './contradiction.ts'
import { decidingSteps, predictedStates } from './device-decision.ts'
import { IntegrationPattern } from './integration.ts'
import { mdmSignIds } from './mdm-signs.ts'
import { IntegrationDevice } from './quarantine-report.ts'
import { DeviceFilter, DeviceSort, groupColumns } from './query.ts'
import { RowColumnName } from './saved-view.ts'
import { ToldDecision } from './tray.ts'

const count = z.int().min(0)
const offset = z.int().min(0).max(10_000_000)
const reported = z.union([DeviceAccessState, z.literal('')])
const predicted = z.enum(predictedStates)

/** Rows that a message takes. */
export const mostRows = 500
const limit = z.int().min(1).max(mostRows)

/** What a device is known by: its identity, in any letters. */
export const DeviceKey = z.string().min(1).max(1_000)

/** By which reading something was shown. What was made of another one is not what somebody saw. */
export const ReadingName = z.string().max(40)

const millisecond = z.number().nullable()
/** A line of the table: `DeviceRow`, and what lies in the tray about it. */
export const ToldRow = z.strictObject({
  key: z.string(),
  owner: z.string(),
  alike: z.boolean(),
  user: z.string(),
  mailbox: z.string(),
  name: z.string(),
  deviceId: z.string(),
  type: z.string(),
  model: z.string(),
  os: z.string(),
  agent: z.string(),
  client: z.string(),
  reported,
  reason: z.string(),
  reportedRule: z.string(),
  predicted,
  step: z.enum(decidingSteps),
  rule: z.string(),
  policy: z.string(),
  status: z.string(),
  differs: z.boolean(),
  integration: z.boolean(),
  probe: z.boolean(),
  firstSync: millisecond,
  lastSync: millisecond,
  lastAttempt: millisecond,
  neverSynced: z.boolean(),
  decided: z.enum(['allow', 'block', 'leave', 'remove']).nullable(),
})

const leftoverKinds = ['stale-ids', 'duplicates', 'at-limit', 'silent', 'wipe-pending'] as const

/** A device is silent that has not come for so many days. */
export const SilentDays = z.int().min(1).max(10_000)

/** The desk at a glance. */
export const QuarantineOverview = z.strictObject({
  reading: ReadingName,
  /** The time of the reading, in milliseconds; ages are counted from it. */
  now: z.number(),
  /** Null: Get-MobileDevice was not read. */
  devices: count.nullable(),
  reported: z.array(z.strictObject({ state: reported, count })),
  predicted: z.array(z.strictObject({ state: predicted, count })),
  /** So many of which Exchange says another state than the settings come to. */
  differs: count,
  integration: z.strictObject({
    count,
    reported: z.array(z.strictObject({ state: reported, count })),
    pattern: IntegrationPattern,
    /** Somebody has changed it for this organisation; else it is the profile’s. */
    changed: z.boolean(),
  }),
  defaultLevel: DeviceAccessLevel.nullable(),
  /** Null: not read. */
  rules: count.nullable(),
  /** What was read for it, when, and from where. */
  parts: z.array(KeptPart),
  /** What was left out of the files that it came from. */
  leftOut: z.array(KeptLeftOut),
  /** Parts of it that were not read, with their cmdlets, and those that cannot be read any more. */
  notRead: z.array(z.strictObject({ part: ConfigurationPartName, cmdlet: z.string() })),
  unreadable: z.array(ConfigurationPartName),
  /** Exactly as many as Exchange tells where nobody asks for all: probably cut off. */
  cut: z.array(ConfigurationPartName),
  refused: z.array(KeptRefusal),
  mdmSigns: z.array(
    z.strictObject({ id: z.enum(mdmSignIds), title: z.string(), evidence: z.array(z.string()), ask: z.string() }),
  ),
  leftovers: z.array(z.strictObject({ kind: z.enum(leftoverKinds), count })),
  /** How many decisions lie in the tray, and how many were seen done. */
  tray: count,
  settled: count,
})

/** Which rows are wanted: so many from `offset` on. In the order of the reading, where no column is named. */
export const RowQuery = z.strictObject({ filter: DeviceFilter, sort: DeviceSort.nullable(), offset, limit })
export const RowPage = z.strictObject({ reading: ReadingName, total: count, rows: z.array(ToldRow).max(mostRows) })

export const GroupQuery = z.strictObject({ filter: DeviceFilter, by: z.enum(groupColumns), offset, limit })
export const GroupPage = z.strictObject({
  reading: ReadingName,
  /** So many groups there are. */
  total: count,
  groups: z
    .array(z.strictObject({ value: z.string(), count, name: z.string().optional(), mailbox: z.string().optional() }))
    .max(mostRows),
})

/** Rows as CSV, from the one at `offset` on; the head stands before the first. */
export const CsvQuery = z.strictObject({
  filter: DeviceFilter,
  sort: DeviceSort.nullable(),
  columns: z.array(RowColumnName).min(1).max(RowColumnName.options.length),
  offset,
})
export const CsvPage = z.strictObject({
  reading: ReadingName,
  text: z.string(),
  rows: count,
  total: count,
  next: z.int().nullable(),
})

/** How a device stood at a reading, where that was otherwise than before. */
const ToldStanding = z.strictObject({
  readAt: z.string(),
  /** The file, or the server that was asked. */
  source: z.string(),
  /** Not every device of that reading has been looked at yet. */
  finished: z.boolean(),
  /** Somebody took that reading back: it was a mistake. */
  withdrawn: z.boolean(),
  /** Null: the device was not there any more. */
  standing: z
    .strictObject({ state: z.string().nullable(), reason: z.string().nullable(), rule: z.string().nullable() })
    .nullable(),
})

const ToldMailbox = CasMailbox.pick({
  ...{ identity: true, primarySmtpAddress: true, displayName: true, samAccountName: true },
  ...{ activeSyncEnabled: true, activeSyncAllowedDeviceIDs: true, activeSyncBlockedDeviceIDs: true },
  ...{ activeSyncMailboxPolicy: true, activeSyncMailboxPolicyIsDefaulted: true },
})

/** Everything that is known of a device. Null: not read. */
export const ToldDevice = z.strictObject({
  reading: ReadingName,
  row: ToldRow,
  partnership: MobileDevice,
  statistics: MobileDeviceStatistics.nullable(),
  mailbox: ToldMailbox.nullable(),
  policy: MobileDeviceMailboxPolicy.nullable(),
  state: predicted,
  /** How it came to that: the steps in their order. */
  chain: IntegrationDevice.shape.chain,
  /** What could make it otherwise. */
  doubts: z.array(z.string()),
  contradiction: z
    .strictObject({
      about: z.enum(['state', 'reason']),
      cause: z.enum(contradictionCauses),
      awaited: z.boolean(),
      sentence: z.string(),
    })
    .nullable(),
  /** The other devices of its mailbox: the first of them. */
  others: z.array(ToldRow).max(mostRows),
  /** The latest first. */
  history: z.array(ToldStanding).max(mostRows),
  /** What was decided about it, the latest first. */
  decisions: z.array(ToldDecision).max(mostRows),
})

export const LeftoverQuery = z.strictObject({
  kind: z.enum(leftoverKinds),
  silentDays: SilentDays,
  offset,
  limit,
})
/** What is left of devices that are no longer there, or will soon be in the way. */
const ToldLeftover = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stale-ids'),
    mailbox: z.string(),
    list: z.enum(['allowed', 'blocked']),
    id: z.string(),
  }),
  z.strictObject({
    kind: z.literal('duplicates'),
    mailbox: z.string(),
    by: z.enum(['id', 'looks']),
    devices: z.array(ToldRow).max(mostRows),
  }),
  z.strictObject({
    kind: z.literal('at-limit'),
    ...{ mailbox: z.string(), count, limit: count, isKnown: z.boolean(), isFull: z.boolean() },
  }),
  /** `since`: when it last came; null where it never did. */
  z.strictObject({ kind: z.literal('silent'), row: ToldRow, since: z.string().nullable() }),
  z.strictObject({ kind: z.literal('wipe-pending'), row: ToldRow }),
])
export const LeftoverPage = z.strictObject({
  reading: ReadingName,
  total: count,
  leftovers: z.array(ToldLeftover).max(mostRows),
})
