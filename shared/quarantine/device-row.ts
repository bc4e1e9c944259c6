import { nameOfIdentity } from '../ews/mailbox-index.ts'
import type { DeviceAccessState } from '../management/mobile-configuration.ts'
import { eachInSteps, inOneGo, type Steps } from '../steps/steps.ts'
import type { Desk } from './desk.ts'
import { type Device, keyOf } from './device.ts'
import type { DecidingStep, PredictedState } from './device-decision.ts'
import { folded } from './folded.ts'
import { type IntegrationPattern, integrationMatcher } from './integration.ts'
import { isProbeDevice } from './probe-device.ts'
import type { DeviceTimes } from './silence.ts'

/** A device as the desk shows it: a line of texts and times. Blank and not read are both empty here. */
export type DeviceRow = {
  key: string
  /** The mailbox's identity: whose it is. Names look alike, of one person as of another. */
  owner: string
  /** Somebody else has a name that looks the same but for accents. */
  alike: boolean
  user: string
  mailbox: string
  name: string
  deviceId: string
  type: string
  model: string
  os: string
  agent: string
  client: string
  reported: DeviceAccessState | ''
  reason: string
  /** The rule that Exchange says has decided. */
  reportedRule: string
  predicted: PredictedState
  /** The step of Exchange's order that decides by the settings. */
  step: DecidingStep
  /** The rule that decides by the settings. */
  rule: string
  policy: string
  status: string
  differs: boolean
  integration: boolean
  /** Postern's own device, as which its probe came. */
  probe: boolean
  /** Times in milliseconds; null where there was none or it was not read. */
  firstSync: number | null
  lastSync: number | null
  lastAttempt: number | null
  /** Whether Exchange was asked when it synchronised, and told that it never did. */
  neverSynced: boolean
}

/** The rows of a desk, in its order. */
export function rowsOf(desk: Desk, pattern: IntegrationPattern): DeviceRow[] {
  return inOneGo(rowsInSteps(desk, pattern))
}

/** The same, with other work between. */
export function* rowsInSteps(desk: Desk, pattern: IntegrationPattern): Steps<DeviceRow[]> {
  const isIntegration = integrationMatcher(pattern)
  const rows: DeviceRow[] = []
  yield* eachInSteps(desk.index.devices, (device) => {
    const probe = isProbeDevice(device.partnership.deviceId)
    rows.push({ ...rowOf(desk, device, !probe && isIntegration(device.partnership)), probe })
  })
  yield* markAlike(rows)
  return rows
}

/** Who can be taken for somebody else by the name that is shown. */
function* markAlike(rows: DeviceRow[]): Steps<void> {
  const SHARED = null
  const owners = new Map<string, string | typeof SHARED>()
  const look = ({ user }: DeviceRow) => folded(nameOfIdentity(user))
  yield* eachInSteps(rows, (row) => {
    const known = owners.get(look(row))
    owners.set(look(row), known === undefined || known === keyOf(row.owner) ? keyOf(row.owner) : SHARED)
  })
  yield* eachInSteps(rows, (row) => {
    row.alike = owners.get(look(row)) === SHARED
  })
}

function rowOf(desk: Desk, device: Device, integration: boolean): Omit<DeviceRow, 'probe'> {
  const { partnership, mailbox, mailboxName, policy, statistics } = device
  const decision = desk.decisionOf(device)
  const told = mailbox === 'not-read' ? undefined : mailbox
  const synced = statistics === 'not-read' ? undefined : statistics
  return {
    key: device.key,
    owner: told?.identity ?? mailboxName,
    alike: false,
    user: partnership.userDisplayName || told?.displayName || nameOfIdentity(mailboxName),
    mailbox: told?.primarySmtpAddress || mailboxName,
    name: partnership.friendlyName ?? '',
    deviceId: partnership.deviceId ?? '',
    type: partnership.deviceType ?? '',
    model: partnership.deviceModel ?? '',
    os: partnership.deviceOS ?? '',
    agent: partnership.deviceUserAgent ?? '',
    client: [partnership.clientType, partnership.clientVersion].filter(Boolean).join(' '),
    reported: partnership.deviceAccessState ?? '',
    reason: partnership.deviceAccessStateReason ?? '',
    reportedRule: partnership.deviceAccessControlRule ?? '',
    predicted: decision.state,
    step: decision.decidedBy?.step ?? '',
    rule: decision.decidedBy?.step === 'rules' ? decision.decidedBy.rule.name : '',
    policy: policy === 'not-read' ? '' : (policy.name ?? policy.identity),
    status: synced?.status ?? '',
    differs: differs(partnership.deviceAccessState, decision.state),
    integration,
    ...timesOf(device),
  }
}

/** When a device came, as far as it was read. */
export function timesOf({ partnership, statistics }: Pick<Device, 'partnership' | 'statistics'>): DeviceTimes {
  const synced = statistics === 'not-read' ? undefined : statistics
  return {
    firstSync: millisecondsOf(partnership.firstSyncTime),
    lastSync: millisecondsOf(synced?.lastSuccessSync),
    lastAttempt: millisecondsOf(synced?.lastSyncAttemptTime),
    neverSynced: synced?.lastSuccessSync === null,
  }
}

/** Whether Exchange says another state than the settings come to; what nobody knows differs from nothing. */
function differs(reported: DeviceAccessState | null | undefined, predicted: PredictedState): boolean {
  return !!reported && reported !== 'Unknown' && predicted !== 'NotKnown' && reported !== predicted
}

function millisecondsOf(time: string | null | undefined): number | null {
  const at = time ? Date.parse(time) : Number.NaN
  return Number.isNaN(at) ? null : at
}
