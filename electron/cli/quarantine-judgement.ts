import { counted, t } from '../../shared/language/translate.ts'
import { type ConfigurationPart, configurationCmdlets } from '../../shared/management/configuration.ts'
import { DeviceAccessState } from '../../shared/management/mobile-configuration.ts'
import { isProbablyCut } from '../../shared/management/probably-cut.ts'
import { type Contradiction, contradictionOf } from '../../shared/quarantine/contradiction.ts'
import { chainOf, decidingSentence, doubtSentence } from '../../shared/quarantine/decision-chain.ts'
import type { Desk } from '../../shared/quarantine/desk.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import { predictedStates } from '../../shared/quarantine/device-decision.ts'
import type { DeviceRow } from '../../shared/quarantine/device-row.ts'
import { leftovers } from '../../shared/quarantine/leftovers.ts'
import { mdmSigns } from '../../shared/quarantine/mdm-signs.ts'
import { isProbeDevice } from '../../shared/quarantine/probe-device.ts'
import type { IntegrationDevice, QuarantineReport, ReportedDevice } from '../../shared/quarantine/quarantine-report.ts'
import type { ReadTimes } from '../../shared/quarantine/read-times.ts'
import { SILENT_DAYS } from '../../shared/quarantine/silence.ts'

/** A device that has not come for so many days is a leftover. */
/** As many of a kind stand in the report as examples. */
const MOST_EXAMPLES = 20

type Judged = Pick<
  QuarantineReport,
  'notRead' | 'deviceCount' | 'states' | 'integrationDevices' | 'contradictions' | 'mdmSigns' | 'leftovers'
>

/** What is to be told of every device that was read, and of the integration's first. */
export function judgeDevices(desk: Desk, rows: readonly DeviceRow[], times: ReadTimes, devicesWhole: boolean): Judged {
  const { devices } = desk.index
  const contradictions = new Map(
    devices.flatMap((device) => {
      const found = contradictionOf(device, desk.decisionOf(device), desk.settings, times)
      return found ? [[device, found] as const] : []
    }),
  )
  return {
    notRead: unreadParts(desk),
    deviceCount: devices.length,
    states: statesOf(rows),
    integrationDevices: devices.flatMap((device, at) => {
      const row = rows[at]
      return row?.integration ? [ofIntegration(desk, device, row, contradictions.get(device))] : []
    }),
    contradictions: contradictionGroups(rows, devices, contradictions),
    mdmSigns: mdmSigns(desk).map(({ evidence, ...sign }) => ({ ...sign, evidence: [...evidence] })),
    leftovers: leftoverGroups(desk, isProbablyCut('mobileDevices', devices.length, devicesWhole)),
  }
}

function statesOf(rows: readonly DeviceRow[]): QuarantineReport['states'] {
  const count = (column: 'reported' | 'predicted', state: string) =>
    rows.reduce((sum, row) => sum + (row[column] === state ? 1 : 0), 0)
  return {
    reported: [...DeviceAccessState.options, null]
      .map((state) => ({ state, count: count('reported', state ?? '') }))
      .filter((each) => each.count > 0),
    predicted: predictedStates
      .map((state) => ({ state, count: count('predicted', state) }))
      .filter((each) => each.count > 0),
  }
}

/** A row for programs. */
export function reportedDevice(desk: Desk, device: Device, row: DeviceRow): ReportedDevice {
  const { decidedBy } = desk.decisionOf(device)
  return {
    identity: device.partnership.identity,
    ...{ user: row.user || null, mailbox: row.mailbox || null, name: row.name || null },
    ...{ deviceId: row.deviceId || null, type: row.type || null, model: row.model || null, os: row.os || null },
    ...{ agent: row.agent || null, client: row.client || null },
    ...{ reported: row.reported || null, reason: row.reason || null, reportedRule: row.reportedRule || null },
    ...{ predicted: row.predicted, decidedBy: decidedBy ? decidingSentence(decidedBy) : null },
    integration: row.integration,
    ...{ firstSync: timeOf(row.firstSync), lastSync: timeOf(row.lastSync), lastAttempt: timeOf(row.lastAttempt) },
  }
}

function timeOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}

function ofIntegration(
  desk: Desk,
  device: Device,
  row: DeviceRow,
  contradiction: Contradiction | undefined,
): IntegrationDevice {
  const decision = desk.decisionOf(device)
  return {
    ...reportedDevice(desk, device, row),
    chain: chainOf(device, decision, desk.settings),
    doubts: decision.doubts.map(doubtSentence),
    contradiction: contradiction?.sentence ?? null,
  }
}

/** The most frequent first; those of another state before those of another reason. */
function contradictionGroups(
  rows: readonly DeviceRow[],
  devices: readonly Device[],
  found: ReadonlyMap<Device, Contradiction>,
): QuarantineReport['contradictions'] {
  const groups = new Map<string, QuarantineReport['contradictions'][number]>()
  for (const [at, device] of devices.entries()) {
    const each = found.get(device)
    if (!each) continue
    const { cause, about, sentence } = each
    const key = `${about} ${cause}`
    const group = groups.get(key) ?? { cause, about, count: 0, examples: [] }
    group.count += 1
    if (group.examples.length < MOST_EXAMPLES) group.examples.push(`${nameOf(rows[at])}: ${sentence}`)
    groups.set(key, group)
  }
  return [...groups.values()].toSorted(
    (left, right) => right.about.localeCompare(left.about) || right.count - left.count,
  )
}

/** A device in a few words: whose it is, and what. */
export function nameOf(
  row: Pick<ReportedDevice, 'user' | 'mailbox' | 'type' | 'model' | 'deviceId'> | undefined,
): string {
  const what = row?.model || row?.type || t`a device`
  const named = row?.deviceId ? `${what} (${row.deviceId})` : what
  const whose = row?.mailbox || row?.user || t`somebody`
  return isProbeDevice(row?.deviceId) ? t`${whose}, ${named}, Postern’s own probe` : t`${whose}, ${named}`
}

type Named = QuarantineReport['leftovers']['silent']

function leftoverGroups(desk: Desk, devicesCut: boolean): QuarantineReport['leftovers'] {
  const { staleIds, duplicates, atLimit, silent, wipePending } = leftovers(desk, {
    silentDays: SILENT_DAYS,
    devicesCut,
  })
  return {
    staleIds: named(staleIds, ({ mailbox, list, id }) =>
      list === 'allowed' ? t`${mailbox.identity} allows ${id}` : t`${mailbox.identity} blocks ${id}`,
    ),
    duplicates: named(duplicates, ({ mailboxName, devices }) => {
      const what = devices[0]?.partnership.deviceModel || devices[0]?.partnership.deviceId || t`a device`
      return t`${mailboxName}: ${what}, ${devices.length} times`
    }),
    atLimit: named(atLimit, ({ mailboxName, count, limit, isKnown }) =>
      isKnown
        ? t`${mailboxName}: ${count} of ${limit}`
        : t`${mailboxName}: ${count}, and ${limit} is the usual limit; its own was not read`,
    ),
    silent: named(
      silent,
      ({ device, since }) =>
        t`${nameOfDevice(device)}, ${since === null ? t`never since its first` : t`since ${since.slice(0, 10)}`}`,
    ),
    wipePending: named(wipePending, nameOfDevice),
  }
}

function named<T>(all: readonly T[], nameOfOne: (one: T) => string): Named {
  return { count: all.length, examples: all.slice(0, MOST_EXAMPLES).map(nameOfOne) }
}

function nameOfDevice({ mailboxName, partnership }: Device): string {
  return `${mailboxName}, ${partnership.deviceModel || partnership.deviceType || partnership.deviceId || partnership.identity}`
}

/** What is open without each part, the worst first. */
const open = {
  mobileDevices: t`No device is known.`,
  casMailboxes: t`Whether ActiveSync is on for a mailbox, and which devices it allows or blocks itself, is not known: most states cannot be foretold, and no list can be changed.`,
  activeSyncOrganizationSettings: t`What becomes of a device that nothing else decides about is not known.`,
  activeSyncDeviceAccessRules: t`What the rules come to is not known, and no rule can be made.`,
  mobileDeviceMailboxPolicies: t`Whether a policy keeps devices out is not known.`,
  mobileDeviceStatistics: t`Which devices are silent, and which have taken a policy, is not known.`,
} as const satisfies Partial<Record<ConfigurationPart, string>>

function unreadParts({ configuration, index: { devices } }: Desk): QuarantineReport['notRead'] {
  return (Object.keys(open) as (keyof typeof open)[]).flatMap((part) => {
    const sentence = configuration[part] === undefined ? open[part] : partlyUnread(part, devices)
    return sentence === undefined ? [] : [{ part, cmdlet: configurationCmdlets[part], sentence }]
  })
}

/** Where a part was read, and what it says of some devices was not. */
function partlyUnread(part: keyof typeof open, devices: readonly Device[]): string | undefined {
  const count = devices.filter(({ mailbox, policy, statistics }) => {
    if (part === 'casMailboxes') return mailbox === 'not-read'
    if (part === 'mobileDeviceMailboxPolicies') return mailbox !== 'not-read' && policy === 'not-read'
    return part === 'mobileDeviceStatistics' && statistics === 'not-read'
  }).length
  return count === 0 ? undefined : t`It was read, and says nothing of ${counted(count, 'device')}.`
}
