import { describe, expect, it } from 'vitest'
import type { AccessLevel, DeviceCharacteristic } from '../../../lab/settings/device-access.ts'
import { healthySettings } from '../../../lab/settings.ts'
import { HandledDevice, type HandledDeviceOptions } from './handled-device.ts'

const about = {
  ...{ deviceType: 'iPhone', userAgent: 'Apple-iPhone16C1/2207.100', xmswl: 'gateway', model: 'iPhone16C1' },
  os: 'iOS 18.6.2 22G100',
} as const satisfies HandledDeviceOptions

const QUERY = {
  ...{ DeviceType: about.deviceType, UserAgent: about.userAgent, XMSWLHeader: about.xmswl },
  ...{ DeviceModel: about.model, DeviceOS: about.os },
} as const satisfies Record<DeviceCharacteristic, string>

const LEVELS = ['Allow', 'Block', 'Quarantine'] as const
const STATE = { Allow: 'Allowed', Block: 'Blocked', Quarantine: 'Quarantined' } as const
/** Which levels the rules of a row have, the strictest last. */
const RULES: readonly (readonly AccessLevel[])[] = [
  [],
  ['Allow'],
  ['Quarantine'],
  ['Block'],
  ['Allow', 'Quarantine'],
  ['Allow', 'Block'],
]
const EXEMPTIONS = ['none', 'allowed', 'blocked', 'both'] as const

const rows = [true, false].flatMap((enabled) =>
  EXEMPTIONS.flatMap((exemption) =>
    RULES.flatMap((levels) =>
      (Object.keys(QUERY) as DeviceCharacteristic[]).flatMap((characteristic) =>
        LEVELS.map((byDefault) => ({ enabled, exemption, levels, characteristic, byDefault })),
      ),
    ),
  ),
)

describe(`${rows.length} devices that come to ActiveSync`, () => {
  it.each([true, false])('where the mailbox is enabled: %s', (enabled) => {
    for (const row of rows.filter((each) => each.enabled === enabled)) {
      const { exemption, levels, characteristic, byDefault } = row
      const settings = healthySettings()
      const { activeSync } = settings
      activeSync.accessLevel = byDefault
      // Two rules of one device are of two characteristics: no two have one name.
      activeSync.rules = levels.map((accessLevel, index) => {
        const looksAt = index === 0 ? characteristic : characteristic === 'DeviceType' ? 'UserAgent' : 'DeviceType'
        return { characteristic: looksAt, queryString: QUERY[looksAt], accessLevel }
      })
      Object.assign(activeSync.mailboxes.alice, {
        enabled,
        allowedIds: exemption === 'allowed' || exemption === 'both' ? ['phone1'] : [],
        blockedIds: exemption === 'blocked' || exemption === 'both' ? ['phone1'] : [],
      })
      const device = new HandledDevice({ settings, ...about })
      device.provision()
      const status = device.folderSync()
      if (!enabled) {
        expect([row, status, device.kept]).toEqual([row, '126', undefined])
        continue
      }
      const strictest = levels.at(-1)
      const expected =
        exemption === 'blocked' || exemption === 'both'
          ? ['Blocked', 'Individual']
          : exemption === 'allowed'
            ? ['Allowed', 'Individual']
            : strictest
              ? [STATE[strictest], 'DeviceRule']
              : [STATE[byDefault], 'Global']
      const { state, reason, rule } = device.kept ?? {}
      expect([row, state, reason, status]).toEqual([row, ...expected, expected[0] === 'Blocked' ? '129' : '1'])
      expect([row, rule !== null]).toEqual([row, reason === 'DeviceRule'])
      if (state === 'Blocked') continue
      const subjects = device.inbox()
      expect([row, subjects.length]).toEqual([row, state === 'Allowed' ? 12 + (device.kept?.noticed ? 1 : 0) : 1])
      if (state === 'Quarantined') expect(subjects[0]).toMatch(/^Your mobile device is temporarily blocked/)
    }
  })
})

describe('what a device has not told', () => {
  const withRule = (options: HandledDeviceOptions = {}) => {
    const settings = healthySettings()
    settings.activeSync.accessLevel = 'Quarantine'
    settings.activeSync.rules = [{ characteristic: 'DeviceModel', queryString: 'iPhone16C1', accessLevel: 'Allow' }]
    return new HandledDevice({ settings, ...options })
  }

  it('has it wait, and be allowed by the next command after it told', () => {
    const device = withRule(about)
    expect(device.folderSync()).toBe('142')
    expect(device.kept).toMatchObject({ state: 'DeviceDiscovery', reason: 'DeviceRule', rule: null, noticed: false })
    device.provision()
    expect(device.folderSync()).toBe('1')
    expect(device.kept).toMatchObject({ state: 'Allowed', reason: 'DeviceRule', rule: 'iPhone16C1 (DeviceModel)' })
  })

  it('has it wait for fourteen minutes at most, given nothing and not told why', () => {
    const device = withRule({ version: '12.1' })
    device.provision()
    expect(device.folderSync()).toBe('1')
    expect(device.inbox()).toEqual([])
    device.now = new Date(device.now.getTime() + 13 * 60_000)
    device.folderSync()
    expect(device.kept).toMatchObject({ state: 'DeviceDiscovery', noticed: false })
    device.now = new Date(device.now.getTime() + 60_000)
    expect(device.folderSync()).toBe('1')
    expect(device.kept).toMatchObject({ state: 'Quarantined', reason: 'Global', noticed: true })
    expect(device.inbox()).toEqual([expect.stringMatching(/temporarily blocked/)])
  })
})

describe('the policy of the mailbox', () => {
  const strict = (policyKey?: string) => {
    const settings = healthySettings()
    settings.activeSync.otherPolicies = [
      { name: 'Strict', allowNonProvisionable: false, allowExternalManagement: false },
    ]
    settings.activeSync.mailboxes.alice.policy = 'Strict'
    settings.activeSync.mailboxes.alice.allowedIds = ['PHONE1']
    const device = new HandledDevice({ settings, ...about })
    device.policyKey = policyKey
    return device
  }

  it.each<[did: string, state: string, status: string]>([
    ['1', 'Allowed', '1'],
    ['2', 'Blocked', '139'],
    ['3', 'Blocked', '139'],
    ['4', 'Blocked', '145'],
  ])('goes before an exemption, by what the device says that it did with it: %s', (did, state, status) => {
    const device = strict('0')
    expect(device.folderSync()).toBe('142')
    device.provision(did)
    expect(device.folderSync()).toBe(status)
    expect(device.kept).toMatchObject({ state, reason: state === 'Allowed' ? 'Individual' : 'Policy' })
  })

  it('keeps out a device that knows no policies, and lets it go through Provision', () => {
    const device = strict()
    expect(device.folderSync()).toBe('141')
    expect(device.kept).toMatchObject({ state: 'Blocked', reason: 'Policy' })
    device.provision()
    expect(device.folderSync()).toBe('1')
    expect(device.kept).toMatchObject({ state: 'Allowed', reason: 'Individual' })
  })

  it('lets managed devices in where it says so, and all where it is not strict', () => {
    const device = strict('0')
    const [policy] = device.settings.activeSync.otherPolicies
    device.provision('4')
    Object.assign(policy ?? {}, { allowExternalManagement: true })
    expect(device.folderSync()).toBe('1')
    Object.assign(policy ?? {}, { allowExternalManagement: false, allowNonProvisionable: true })
    expect(device.folderSync()).toBe('1')
  })
})

describe('too many commands', () => {
  it('block a device for a while, whoever allowed it, and then it goes on', () => {
    const settings = healthySettings()
    settings.activeSync.commandFrequency = { mostCommands: 5, withinMinutes: 1, blockedMinutes: 10 }
    settings.activeSync.mailboxes.alice.allowedIds = ['PHONE1']
    const device = new HandledDevice({ settings, ...about })
    device.provision()
    for (let count = 0; count < 3; count += 1) expect(device.folderSync()).toBe('1')
    const { reply } = device.ask('FolderSync')
    expect(reply.status).toBe(503)
    expect(new Map(reply.headers).get('Retry-After')).toBe('600')
    expect(new Map(reply.headers).get('X-MS-ASThrottle')).toBe('CommandFrequency')
    expect(device.kept).toMatchObject({ state: 'Blocked', reason: 'CommandFrequency' })
    device.now = new Date(device.now.getTime() + 10 * 60_000)
    expect(device.folderSync()).toBe('1')
    expect(device.kept).toMatchObject({ state: 'Allowed', reason: 'Individual' })
  })

  it('are none where they come slowly', () => {
    const settings = healthySettings()
    settings.activeSync.commandFrequency = { mostCommands: 2, withinMinutes: 1, blockedMinutes: 10 }
    const device = new HandledDevice({ settings, ...about })
    for (let count = 0; count < 20; count += 1) {
      device.now = new Date(device.now.getTime() + 31_000)
      expect(device.folderSync()).toBe('142')
    }
  })
})

it('an upgraded mailbox lets a device in until it has told of itself', () => {
  const settings = healthySettings()
  settings.activeSync.accessLevel = 'Block'
  settings.activeSync.mailboxes.alice.upgraded = true
  const device = new HandledDevice({ settings, ...about })
  expect(device.folderSync()).toBe('142')
  expect(device.kept).toMatchObject({ state: 'Allowed', reason: 'Upgrade' })
  device.provision()
  expect(device.kept).toMatchObject({ state: 'Blocked', reason: 'Global' })
  expect(device.folderSync()).toBe('129')
})

it('the notice of a quarantine says why, and what the organisation has to say', () => {
  const settings = healthySettings()
  settings.activeSync.userMailInsert = 'Ask the mobile team.'
  settings.activeSync.rules = [{ characteristic: 'DeviceType', queryString: 'iPhone', accessLevel: 'Quarantine' }]
  const device = new HandledDevice({ settings, ...about })
  device.provision()
  device.folderSync()
  const [notice, ...others] = device.mail()
  expect(others).toEqual([])
  expect(notice?.body).toContain('Device access state reason: DeviceRule\r\nAsk the mobile team.')
  // It stays as it is in the inbox of a device that is let in.
  settings.activeSync.mailboxes.alice.allowedIds = ['PHONE1']
  device.folderSync()
  expect(device.mail().at(-1)?.body).toContain('Device access state reason: DeviceRule')
})
