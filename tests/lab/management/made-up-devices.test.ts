import { describe, expect, it } from 'vitest'
import { Devices } from '../../../lab/exchange/active-sync-devices.ts'
import type { PresentedDevice } from '../../../lab/exchange/device-access.ts'
import { reviewDevices } from '../../../lab/management/made-up-devices.ts'
import { Management } from '../../../lab/management/management.ts'
import { healthySettings } from '../../../lab/settings.ts'
import { taken } from '../../electron/engine/management/read-text-file.ts'

const now = () => new Date('2026-11-29T08:00:00Z')

function organisation(count: number, seed?: number) {
  const settings = healthySettings()
  reviewDevices(settings.activeSync)
  const devices = new Devices()
  const management = new Management({ settingsOf: () => settings, port: 8443, devices, now })
  management.makeUpDevices(count, seed)
  const shown = (cmdlet: string): Record<string, unknown>[] => JSON.parse(management.configuration().slice(1))[cmdlet]
  return { settings, devices, management, shown }
}

const large = organisation(5_000)
const listed = large.shown('Get-MobileDevice')
const allowedIds = new Map(
  large.shown('Get-CASMailbox').map(({ Identity, ActiveSyncAllowedDeviceIDs: ids }) => [Identity, ids as string[]]),
)

describe('made-up devices', () => {
  it('are so many, each with a name of its own, in mailboxes that are there', () => {
    expect(listed).toHaveLength(5_000)
    expect(new Set(listed.map(({ Identity }) => Identity)).size).toBe(5_000)
    expect(new Set(listed.map(({ Guid }) => Guid)).size).toBe(5_000)
    expect(large.shown('Get-MobileDeviceStatistics').map(({ Identity }) => Identity)).toEqual(
      listed.map(({ Identity }) => Identity),
    )
    for (const { UserDisplayName } of listed) expect(allowedIds.has(UserDisplayName)).toBe(true)
  })

  it('are the same for the same seed, and the n-th is the n-th of every longer list', () => {
    expect(organisation(5_000).management.configuration()).toBe(large.management.configuration())
    const other = organisation(5_000, 2).shown('Get-MobileDevice')
    expect(other.map(({ DeviceId }) => DeviceId)).not.toEqual(listed.map(({ DeviceId }) => DeviceId))
    for (const count of [1, 3, 4, 700]) {
      const ids = new Set(
        organisation(count)
          .shown('Get-MobileDevice')
          .map(({ Identity }) => Identity),
      )
      expect(ids.size).toBe(count)
      expect(listed.slice(0, count).every(({ Identity }) => ids.has(Identity))).toBe(true)
    }
  })

  it('are three of the integration, in quarantine, one for each person of the lab', () => {
    const ours = listed.filter(({ DeviceUserAgent }) => DeviceUserAgent === 'python-EAS-Client 1.0')
    expect(ours.map(({ UserDisplayName }) => UserDisplayName)).toEqual([
      'contoso.test/Users/Alice Example',
      'contoso.test/Users/Bob Example',
      'contoso.test/Users/Zoë Example',
    ])
    for (const each of ours) {
      expect(each).toMatchObject({ DeviceAccessState: 'Quarantined', DeviceAccessStateReason: 'Global' })
    }
    expect(new Set(ours.map(({ DeviceType }) => DeviceType)).size).toBe(3)
  })

  it('stand in every way that there is, most of them allowed', () => {
    const counts = new Map<string, number>()
    for (const { DeviceAccessState, DeviceAccessStateReason } of listed) {
      const key = `${DeviceAccessState} ${DeviceAccessStateReason}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect([...counts.keys()].toSorted()).toEqual([
      'Allowed DeviceRule',
      'Allowed Individual',
      'Blocked CommandFrequency',
      'Blocked DeviceRule',
      'Blocked Individual',
      'Blocked Policy',
      'DeviceDiscovery DeviceRule',
      'Quarantined Global',
    ])
    expect(counts.get('Allowed Individual')).toBeGreaterThan(2_500)
    expect(counts.get('Quarantined Global')).toBeGreaterThan(100)
  })

  it('leave ids of devices that are gone, share some, and are silent or many in a mailbox', () => {
    const there = new Set(listed.map(({ UserDisplayName, DeviceId }) => `${UserDisplayName} ${DeviceId}`))
    const stale = [...allowedIds].flatMap(([who, ids]) => ids.filter((id) => !there.has(`${who} ${id}`)))
    expect(stale.length).toBeGreaterThan(100)
    expect(new Set(listed.map(({ DeviceId }) => DeviceId)).size).toBeLessThan(4_990)
    const crowd = Map.groupBy(listed, ({ UserDisplayName }) => UserDisplayName)
    expect(Math.max(...Array.from(crowd.values(), (devices) => devices.length))).toBeGreaterThanOrEqual(100)
    const silent = large
      .shown('Get-MobileDeviceStatistics')
      .filter(({ LastSyncAttemptTime }) => String(LastSyncAttemptTime) < '2026-08-30')
    expect(silent.length).toBeGreaterThan(400)
  })

  it('stand as the server says, but for those that were allowed since they came', () => {
    let since = 0
    for (const [account, device] of large.devices.all()) {
      const { information, hasTold, firstSync, policyApplied } = device
      const presented: PresentedDevice = {
        ...{ deviceId: device.deviceId, deviceType: device.deviceType, userAgent: device.userAgent, xmswlHeader: '' },
        deviceModel: hasTold ? (information.Model ?? '') : undefined,
        deviceOS: hasTold ? (information.OS ?? '') : undefined,
        policyApplication:
          policyApplied === 'fully' ? 'AppliedInFull' : policyApplied === 'partly' ? 'PartiallyApplied' : 'Unknown',
        minutesKnown: (now().getTime() - Date.parse(firstSync)) / 60_000,
        isTooFrequent: device.blockedUntil !== undefined,
      }
      const said = large.management.accessOf(account, presented)
      if (said === 'not-enabled') throw new Error('ActiveSync is not enabled.')
      if (device.state === 'Quarantined' && said.reason === 'Individual') since += 1
      else expect([account, device.state, device.reason, device.rule]).toEqual([account, ...Object.values(said)])
    }
    expect(since).toBeGreaterThan(0)
    expect(since).toBeLessThan(50)
  })

  it('are changed by scripts as the people’s are', async () => {
    const { management, shown } = organisation(50)
    const device = shown('Get-MobileDevice').find(({ UserDisplayName }) => /\d$/.test(String(UserDisplayName)))
    const identity = String(device?.Identity).replaceAll("'", "''")
    const owner = identity.split('/ExchangeActiveSyncDevices/')[0]
    const result = await management.apply(
      `Remove-MobileDevice -Identity '${identity}' -Confirm:$false -ErrorAction Stop\nSet-CASMailbox -Identity '${owner}' -ActiveSyncBlockedDeviceIDs @{Add='x'} -ErrorAction Stop`,
    )
    expect(result).toMatchObject({ applied: true })
    expect(shown('Get-MobileDevice')).toHaveLength(49)
    const blocked = shown('Get-CASMailbox').filter(({ ActiveSyncBlockedDeviceIDs: ids }) =>
      (ids as string[]).includes('x'),
    )
    expect(blocked).toHaveLength(1)
  })

  it('are read without a word about them, and whole', () => {
    const { problems, ignoredObjects, configuration } = taken(large.management.configuration())
    expect([problems, ignoredObjects]).toEqual([[], 0])
    expect(configuration.mobileDevices).toHaveLength(5_000)
    expect(configuration.mobileDeviceStatistics).toHaveLength(5_000)
    expect(configuration.mobileDevices?.[0]).toMatchObject({
      deviceUserAgent: 'python-EAS-Client 1.0',
      deviceAccessState: 'Quarantined',
      firstSyncTime: expect.stringMatching(/Z$/),
    })
    expect(configuration.activeSyncDeviceAccessRules).toHaveLength(4)
    expect(configuration.activeSyncOrganizationSettings).toMatchObject({ defaultAccessLevel: 'Quarantine' })
    expect(configuration.mobileDeviceMailboxPolicies).toMatchObject([{ isDefault: true }, { name: 'Executives' }])
  })

  it('of a mailbox that is none are not asked about', () => {
    expect(() => large.management.accessOf('eve', {} as PresentedDevice)).toThrow(RangeError)
  })
})
