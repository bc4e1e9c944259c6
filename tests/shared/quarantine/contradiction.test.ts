import { describe, expect, it } from 'vitest'
import type { MobileDevice, MobileDeviceStatistics } from '../../../shared/management/mobile-configuration.ts'
import { accessSettingsOf } from '../../../shared/quarantine/access-settings.ts'
import {
  type ContradictionCause,
  contradictionCauses,
  contradictionOf,
} from '../../../shared/quarantine/contradiction.ts'
import { decideDevice } from '../../../shared/quarantine/decide-device.ts'
import { indexDevices } from '../../../shared/quarantine/device-index.ts'
import type { ReadTimes } from '../../../shared/quarantine/read-times.ts'
import { type AccessRow, configurationOf, now } from './access-table.ts'

const plain: AccessRow = {
  enabled: true,
  policy: 'open',
  personal: 'none',
  behaviour: 'none',
  rules: 'none',
  defaultLevel: 'Allow',
}

function told(
  row: Partial<AccessRow>,
  device: Partial<MobileDevice>,
  statistics: Partial<MobileDeviceStatistics> = {},
  read?: ReadTimes,
) {
  const made = configurationOf({ ...plain, ...row })
  const configuration = {
    ...made,
    mobileDevices: made.mobileDevices?.map((each) => ({ ...each, ...device })),
    mobileDeviceStatistics: made.mobileDeviceStatistics?.map((each) => ({ ...each, ...statistics })),
  }
  const [joined] = indexDevices(configuration).devices
  if (!joined) throw new Error('no device')
  const settings = accessSettingsOf(configuration, now)
  return contradictionOf(joined, decideDevice(joined, settings), settings, read)
}

const said = (deviceAccessState: MobileDevice['deviceAccessState'], reason: string, rule: string | null = null) => ({
  deviceAccessState,
  deviceAccessStateReason: reason,
  deviceAccessControlRule: rule,
})

describe('Nothing contradicts', () => {
  it.each<[string, Partial<AccessRow>, Partial<MobileDevice>]>([
    ['what is not known', { rules: 'none' }, { ...said('Blocked', 'Global'), deviceAccessState: 'Unknown' }],
    ['what was not told', {}, said(undefined, 'Global')],
    ['the same state for the same reason', {}, said('Allowed', 'Global')],
    ['the same rule', { rules: 'type-blocked' }, said('Blocked', 'DeviceRule', 'iphone (devicetype)')],
    ['a reason without its rule', { rules: 'type-blocked' }, said('Blocked', 'DeviceRule')],
    ['what Exchange alone knows', { defaultLevel: 'Allow' }, said('Blocked', 'CommandFrequency')],
    ['ActiveSync that is off, of a device that was blocked', { enabled: false }, said('Blocked', 'Global')],
  ])('%s', (_, row, device) => {
    expect(told(row, device)).toBeUndefined()
  })
})

const cases: [ContradictionCause, string, Partial<AccessRow>, Partial<MobileDevice>, ReadTimes?][] = [
  ['activesync-off', 'allowed before it was switched off', { enabled: false }, said('Allowed', 'Global')],
  ['discovery-passed', 'a window that is over', {}, said('DeviceDiscovery', 'Global')],
  ['stale-exemption', 'an id that was taken off the list', {}, said('Blocked', 'Individual')],
  [
    'settings-changed',
    'an id that went from one list to the other',
    { personal: 'blocked' },
    said('Allowed', 'Individual'),
  ],
  ['rule-deleted', 'a rule that is gone', {}, said('Blocked', 'DeviceRule', 'Old (DeviceType)')],
  [
    'rule-changed',
    'a rule with another level now',
    { rules: 'type-blocked' },
    said('Allowed', 'DeviceRule', 'iPhone (DeviceType)'),
  ],
  ['default-changed', 'another default then', { defaultLevel: 'Quarantine' }, said('Allowed', 'Global')],
  [
    'settings-changed',
    'a rule that came after the default decided',
    { rules: 'type-blocked' },
    said('Allowed', 'Global'),
  ],
  ['policy-changed', 'a policy that is stricter now', { policy: 'strict-not-applied' }, said('Allowed', '')],
  ['policy-changed', 'a policy that kept it out then', {}, said('Blocked', 'Policy')],
  ['unknown-reason', 'a reason that is nobody’s here', {}, said('Blocked', 'NotEnrolled')],
  [
    'behaviour',
    'too many commands, of a device that is allowed',
    { personal: 'allowed' },
    said('Blocked', 'CommandFrequency'),
  ],
  [
    'reading-older',
    'devices of yesterday',
    {},
    said('Blocked', 'Global'),
    { devices: now - 86_400_000, settings: now },
  ],
]

describe('What Exchange says is contradicted', () => {
  it.each(cases)('by %s: %s', (cause, _, row, device, read) => {
    const contradiction = told(row, device, {}, read)
    expect(contradiction).toMatchObject({ about: 'state', cause })
    expect(contradiction?.sentence).toMatch(/^Exchange says .*\. .*\.$/)
  })

  it('for every cause there is', () => {
    expect(new Set(cases.map(([cause]) => cause))).toEqual(new Set(contradictionCauses))
  })

  it('also where the state is the same and the reason is not', () => {
    expect(told({ personal: 'allowed' }, said('Allowed', 'Global'))).toMatchObject({ about: 'reason' })
    expect(told({ rules: 'type-blocked' }, said('Blocked', 'DeviceRule', 'Other (DeviceModel)'))).toMatchObject({
      about: 'reason',
      cause: 'rule-deleted',
    })
  })
})

it('A device that has not come since is awaited, one that was here just now is not', () => {
  const at = (lastSyncAttemptTime: string | null | undefined) =>
    told({}, said('Blocked', 'Global'), { lastSyncAttemptTime })
  expect(at('2026-11-29T07:59:00Z')).toMatchObject({
    awaited: true,
    sentence: expect.stringContaining('more than an hour'),
  })
  expect(at(null)).toMatchObject({ awaited: true })
  expect(at('2026-11-29T08:30:00Z')).toMatchObject({ awaited: false })
  expect(at(undefined)).toMatchObject({ awaited: false })
})
