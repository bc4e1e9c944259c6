import { describe, expect, it } from 'vitest'
import {
  accessOf,
  type DeviceAccessOrder,
  type DeviceStanding,
  type PolicyApplication,
  type PresentedDevice,
} from '../../../lab/exchange/device-access.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import type { DeviceDecision } from '../../../shared/quarantine/device-decision.ts'
import type { QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { type AccessRow, configurationOf, everyRow, now } from './access-table.ts'

/** Where the two may differ, since no document says who is right: docs/decisions/device-access.md. */
const inDoubt = {
  'letter-case': ({ rules }: AccessRow) => rules === 'type-allowed-in-other-case',
  'frequency-before-the-rest': ({ behaviour }: AccessRow) => behaviour === 'command-frequency',
} as const

type Played = { row: AccessRow; lab: DeviceStanding['state']; ours: DeviceDecision }

/** Each row, decided by the lab's server and, once it has said so to Get-MobileDevice, by Postern. */
function* played(): Generator<Played> {
  for (const row of everyRow()) {
    const configuration = configurationOf(row)
    const standing = accessOf(presented(configuration, row), orderOf(configuration, row))
    const reported =
      standing === 'not-enabled'
        ? { deviceAccessState: null, deviceAccessStateReason: null }
        : { deviceAccessState: standing.state, deviceAccessStateReason: standing.reason }
    const mobileDevices = configuration.mobileDevices.map((device) => ({
      ...device,
      ...reported,
      deviceAccessControlRule: standing === 'not-enabled' ? null : standing.rule,
    }))
    const desk = openDesk({ ...configuration, mobileDevices }, now)
    const [device] = desk.index.devices
    if (!device) throw new Error('The row has no device.')
    yield { row, lab: standing === 'not-enabled' ? 'Blocked' : standing.state, ours: desk.decisionOf(device) }
  }
}

function presented(
  { mobileDevices: [device], mobileDeviceStatistics: [statistics] }: Required<QuarantineConfiguration>,
  row: AccessRow,
): PresentedDevice {
  if (!device || !statistics) throw new Error('The row has no device.')
  return {
    deviceId: device.deviceId ?? '',
    deviceType: device.deviceType ?? '',
    userAgent: device.deviceUserAgent ?? '',
    xmswlHeader: '',
    deviceModel: device.deviceModel ?? undefined,
    deviceOS: device.deviceOS ?? undefined,
    policyApplication: statistics.devicePolicyApplicationStatus as PolicyApplication,
    minutesKnown: (now - Date.parse(device.firstSyncTime ?? '')) / 60_000,
    isTooFrequent: row.behaviour === 'command-frequency',
  }
}

function orderOf(configuration: Required<QuarantineConfiguration>, row: AccessRow): DeviceAccessOrder {
  const { casMailboxes, mobileDeviceMailboxPolicies, activeSyncDeviceAccessRules } = configuration
  const policy = mobileDeviceMailboxPolicies.find(({ isDefault }) => isDefault)
  const [mailbox] = casMailboxes
  return {
    mailbox: {
      enabled: mailbox?.activeSyncEnabled === true,
      allowedIds: [...(mailbox?.activeSyncAllowedDeviceIDs ?? [])],
      blockedIds: [...(mailbox?.activeSyncBlockedDeviceIDs ?? [])],
      policy: null,
      upgraded: row.behaviour === 'upgrade',
    },
    policy: {
      name: 'Default',
      allowNonProvisionable: policy?.allowNonProvisionableDevices === true,
      allowExternalManagement: policy?.allowExternalDeviceManagement === true,
    },
    rules: activeSyncDeviceAccessRules.map(({ characteristic, queryString, accessLevel }) => {
      if (!characteristic || !queryString || !accessLevel) throw new Error('The row has half a rule.')
      return { characteristic, queryString, accessLevel }
    }),
    defaultAccessLevel: row.defaultLevel,
  }
}

describe('What Postern says of a device, and what the lab’s server does with it', () => {
  const rows = [...played()]
  const differing = rows.filter(({ lab, ours }) => ours.state !== lab)

  it('agree in all rows of which a document tells', () => {
    const doubted = ({ row }: Played) => Object.values(inDoubt).some((isDoubted) => isDoubted(row))
    expect(rows.filter((each) => !doubted(each)).length).toBeGreaterThan(5_000)
    expect(differing.filter((each) => !doubted(each))).toEqual([])
  })

  it('meet every state', () => {
    expect(new Set(rows.map(({ lab }) => lab))).toEqual(
      new Set(['Allowed', 'Blocked', 'Quarantined', 'DeviceDiscovery']),
    )
  })

  it('differ elsewhere only where Postern says that it is in doubt', () => {
    expect(differing.length).toBeGreaterThan(0)
    expect(
      differing
        .filter(({ ours }) => ours.doubts.length === 0)
        .map(({ row, lab, ours }) => ({ row, lab, ours: ours.state })),
    ).toEqual([])
  })
})
