import { beforeEach, describe, expect, it } from 'vitest'
import { type Device, Devices } from '../../../lab/exchange/active-sync-devices.ts'
import { Management } from '../../../lab/management/management.ts'
import { healthySettings, type Settings } from '../../../lab/settings.ts'
import { bulk, line } from './bulk.ts'

const now = () => new Date('2026-11-29T08:00:00Z')

let settings: Settings
let devices: Devices
let management: Management
let bobs: Device
beforeEach(() => {
  settings = healthySettings()
  devices = new Devices()
  management = new Management({ settingsOf: () => settings, port: 8443, devices, now })
  const firstSync = '2026-11-01T08:00:00.000Z'
  const phone = { deviceType: 'iPhone', userAgent: 'Apple-iPhone16C1/2207.100', firstSync }
  bobs = devices.add('bob', { ...phone, deviceId: 'ApplDN123' })
  devices.add('alice', { ...phone, deviceId: 'ApplDN456' })
})

function shown(cmdlet: string): Record<string, unknown>[] {
  return JSON.parse(management.configuration().slice(1))[cmdlet]
}

function mailbox(account: string): Record<string, unknown> | undefined {
  return shown('Get-CASMailbox').find(({ SamAccountName }) => SamAccountName === account)
}

const bob = "-Identity 'bob@contoso.test'"
const identity = 'contoso.test/Users/Bob Example/ExchangeActiveSyncDevices/iPhone§ApplDN123'
const rule = "New-ActiveSyncDeviceAccessRule -Characteristic 'DeviceType' -QueryString 'iPhone' -AccessLevel 'Block'"
const confirmed = '-Confirm:$false -ErrorAction Stop'
const strict = "New-MobileDeviceMailboxPolicy -Name 'Strict' -AllowNonProvisionableDevices $false"

describe('is refused, and nothing of the script is done', () => {
  it.each<[what: string, kind: 'script' | 'exchange', script: string, sentence: RegExp]>([
    ['a flag for ids', 'script', `Set-CASMailbox ${bob} -ActiveSyncAllowedDeviceIDs $true`, /takes texts/],
    ['an empty id', 'script', `Set-CASMailbox ${bob} -ActiveSyncAllowedDeviceIDs ''`, /empty/],
    ['an empty id to add', 'script', `Set-CASMailbox ${bob} -ActiveSyncBlockedDeviceIDs @{Add=''}`, /empty/],
    ['another key of a hash', 'script', `Set-CASMailbox ${bob} -ActiveSyncBlockedDeviceIDs @{Set='a'}`, /@\{Add=/],
    ['no flag', 'script', `Set-CASMailbox ${bob} -ActiveSyncEnabled $null`, /\$null/],
    ['a text for a flag', 'script', `Set-CASMailbox ${bob} -ActiveSyncEnabled 'false'`, /takes \$true or \$false/],
    [
      'an id that is there',
      'exchange',
      `Set-CASMailbox ${bob} -ActiveSyncAllowedDeviceIDs 'A'\nSet-CASMailbox ${bob} -ActiveSyncAllowedDeviceIDs @{Add='a'}`,
      /already in/,
    ],
    [
      'the list of a mailbox that is none',
      'exchange',
      "Set-CASMailbox -Identity 'eve' -ActiveSyncAllowedDeviceIDs @{Add='a'}",
      /eve/,
    ],
    [
      'a policy that is none',
      'exchange',
      `Set-CASMailbox ${bob} -ActiveSyncMailboxPolicy 'Strict'`,
      /"Strict" couldn't be found/,
    ],
    ['a rule that is there', 'exchange', `${rule}\n${rule}`, /"iPhone \(DeviceType\)" already exists/],
    ['a rule that differs in its level', 'exchange', `${rule}\n${rule.replace('Block', 'Allow')}`, /already exists/],
    ['a rule that differs by case', 'exchange', `${rule}\n${rule.replace('iPhone', 'IPHONE')}`, /already exists/],
    ['a rule without a query', 'script', rule.replace(" -QueryString 'iPhone'", ''), /no -QueryString/],
    ['a rule with an empty query', 'script', rule.replace('iPhone', ''), /no -QueryString/],
    ['a rule without a characteristic', 'script', rule.replace("-Characteristic 'DeviceType' ", ''), /no -Characteris/],
    ['a rule without a level', 'script', rule.replace(" -AccessLevel 'Block'", ''), /no -AccessLevel/],
    ['a rule by what is no characteristic', 'script', rule.replace('DeviceType', 'DeviceId'), /takes DeviceType, De/],
    ['a rule with a level that is none', 'script', rule.replace('Block', 'Deny'), /takes Allow, Block, Quarantine/],
    ['a rule with a name', 'script', `${rule} -Name 'x'`, /no parameter -Name/],
    [
      'to set a rule that is none',
      'exchange',
      "Set-ActiveSyncDeviceAccessRule -Identity 'iPhone (DeviceType)' -AccessLevel 'Allow'",
      /couldn't be found/,
    ],
    [
      'to set what a rule looks at',
      'script',
      `${rule}\nSet-ActiveSyncDeviceAccessRule -Identity 'iPhone (DeviceType)' -QueryString 'iPad'`,
      /no parameter -QueryString/,
    ],
    [
      'to remove a rule that is none',
      'exchange',
      `Remove-ActiveSyncDeviceAccessRule -Identity 'iPad (DeviceType)' ${confirmed}`,
      /couldn't be found/,
    ],
    [
      'to remove a rule and be asked',
      'exchange',
      `${rule}\nRemove-ActiveSyncDeviceAccessRule -Identity 'iPhone (DeviceType)'`,
      /-Confirm:\$false/,
    ],
    [
      'a default that is none',
      'script',
      "Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Deny'",
      /takes Allow, Block, Quarantine/,
    ],
    ['no default', 'script', 'Set-ActiveSyncOrganizationSettings -DefaultAccessLevel $null', /\$null/],
    [
      'settings of another name',
      'exchange',
      "Set-ActiveSyncOrganizationSettings -Identity 'x' -DefaultAccessLevel 'Block'",
      /couldn't be found/,
    ],
    [
      'an administrator without an address',
      'exchange',
      "Set-ActiveSyncOrganizationSettings -AdminMailRecipients 'admin'",
      /isn't a valid SMTP address/,
    ],
    [
      'an insert of 257 characters',
      'exchange',
      `Set-ActiveSyncOrganizationSettings -UserMailInsert '${'i'.repeat(257)}'`,
      /more than 256/,
    ],
    ['to remove a device and be asked', 'exchange', `Remove-MobileDevice -Identity '${identity}'`, /-Confirm:\$false/],
    ['to remove no device', 'script', `Remove-MobileDevice ${confirmed}`, /no -Identity/],
    [
      'a device that is none',
      'exchange',
      `Remove-MobileDevice -Identity '${identity}4' ${confirmed}`,
      /mobile device .* couldn't be found/,
    ],
    [
      'a device of another mailbox',
      'exchange',
      `Remove-MobileDevice -Identity '${identity.replace('Bob', 'Alice')}' ${confirmed}`,
      /mobile device/,
    ],
    [
      'a device of nobody',
      'exchange',
      `Remove-MobileDevice -Identity '${identity.replace('Bob', 'Eve')}' ${confirmed}`,
      /Eve Example/,
    ],
    [
      'a device of another type',
      'exchange',
      `Remove-MobileDevice -Identity '${identity.replace('iPhone', 'iPad')}' ${confirmed}`,
      /mobile device/,
    ],
    ['a device by its id alone', 'exchange', `Remove-MobileDevice -Identity 'ApplDN123' ${confirmed}`, /mobile device/],
    [
      'a device that is gone by then',
      'exchange',
      `Remove-MobileDevice -Identity '${identity}' ${confirmed}\nRemove-MobileDevice -Identity '${identity}' ${confirmed}`,
      /couldn't be found/,
    ],
    ['statistics of nothing', 'script', 'Get-MobileDeviceStatistics', /no -Identity/],
    [
      'a device of a mailbox and by its name',
      'script',
      `Get-MobileDevice -Identity '${identity}' -Mailbox 'bob'`,
      /parameter set/,
    ],
    ['devices of nobody', 'exchange', "Get-MobileDevice -Mailbox 'eve'", /eve/],
    ['to set a policy that is none', 'exchange', "Set-MobileDeviceMailboxPolicy -Identity 'Strict'", /couldn't be/],
    [
      'a blank in a policy',
      'script',
      "Set-MobileDeviceMailboxPolicy -Identity 'Default' -AllowNonProvisionableDevices $null",
      /\$null/,
    ],
    ['a policy that is there', 'exchange', `${strict}\n${strict}`, /already exists/],
    [
      'to remove the default policy',
      'exchange',
      `Remove-MobileDeviceMailboxPolicy -Identity 'Default' ${confirmed}`,
      /default policy/,
    ],
    [
      'to remove a policy that a mailbox has',
      'exchange',
      `${strict}\nSet-CASMailbox ${bob} -ActiveSyncMailboxPolicy 'Strict'\nRemove-MobileDeviceMailboxPolicy -Identity 'Strict' ${confirmed}`,
      /that of mailboxes/,
    ],
  ])('%s', async (_what, kind, script, sentence) => {
    const before = management.configuration()
    const last = script.split('\n').length
    const first = "Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Quarantine'"
    const result = await management.apply(`${first}\n${script}`)
    expect(result).toEqual({ applied: false, kind, line: last + 1, sentence: expect.stringMatching(sentence) })
    expect(management.configuration()).toBe(before)
  })
})

describe('Set-CASMailbox', () => {
  it.each<[script: string, shows: object]>([
    ["-ActiveSyncAllowedDeviceIDs @{Add='a','b'}", { ActiveSyncAllowedDeviceIDs: ['there', 'a', 'b'] }],
    ["-ActiveSyncAllowedDeviceIDs @{Add='a'; Remove='THERE','x'}", { ActiveSyncAllowedDeviceIDs: ['a'] }],
    ["-ActiveSyncAllowedDeviceIDs @{Remove='x'}", { ActiveSyncAllowedDeviceIDs: ['there'] }],
    ["-ActiveSyncAllowedDeviceIDs 'a'", { ActiveSyncAllowedDeviceIDs: ['a'] }],
    ["-ActiveSyncAllowedDeviceIDs 'a','b','a'", { ActiveSyncAllowedDeviceIDs: ['a', 'b'] }],
    ['-ActiveSyncAllowedDeviceIDs $null', { ActiveSyncAllowedDeviceIDs: [] }],
    [
      "-ActiveSyncBlockedDeviceIDs @{Add='there'}",
      { ActiveSyncAllowedDeviceIDs: ['there'], ActiveSyncBlockedDeviceIDs: ['there'] },
    ],
    ['-ActiveSyncEnabled $false', { ActiveSyncEnabled: false, EwsEnabled: null }],
    [
      "-ActiveSyncMailboxPolicy 'strict'",
      { ActiveSyncMailboxPolicy: 'Strict', ActiveSyncMailboxPolicyIsDefaulted: false },
    ],
    [
      '-ActiveSyncMailboxPolicy $null',
      { ActiveSyncMailboxPolicy: 'Default', ActiveSyncMailboxPolicyIsDefaulted: true },
    ],
  ])('%s', async (parameters, shows) => {
    settings.activeSync.mailboxes.bob.allowedIds = ['there']
    expect(await management.apply(`${strict}\nSet-CASMailbox ${bob} ${parameters}`)).toMatchObject({ applied: true })
    expect(mailbox('bob')).toMatchObject(shows)
    expect(mailbox('alice')).toMatchObject({ ActiveSyncAllowedDeviceIDs: [], ActiveSyncEnabled: true })
  })

  it('-ResetAutoBlockedDevices lets devices of the mailbox go on', async () => {
    const later = now().getTime() + 60_000
    bobs.blockedUntil = later
    Object.assign(devices.find('alice', 'ApplDN456') ?? {}, { blockedUntil: later })
    await management.apply(`Set-CASMailbox ${bob} -ResetAutoBlockedDevices -WhatIf`)
    expect(bobs.blockedUntil).toBe(later)
    await management.apply(`Set-CASMailbox ${bob} -ResetAutoBlockedDevices`)
    expect(bobs.blockedUntil).toBeUndefined()
    expect(devices.find('alice', 'ApplDN456')?.blockedUntil).toBe(later)
  })
})

it('a rule is made, set by either form of its name, and removed', async () => {
  await management.apply(rule)
  const made = { Identity: 'iPhone (DeviceType)', Name: 'iPhone (DeviceType)', Characteristic: 'DeviceType' }
  expect(shown('Get-ActiveSyncDeviceAccessRule')).toEqual([{ ...made, QueryString: 'iPhone', AccessLevel: 'Block' }])
  for (const name of ['IPHONE (devicetype)', 'iPhone(DeviceType)']) {
    for (const level of ['Allow', 'Quarantine']) {
      await management.apply(`Set-ActiveSyncDeviceAccessRule -Identity '${name}' -AccessLevel '${level}'`)
      expect(shown('Get-ActiveSyncDeviceAccessRule')).toMatchObject([{ AccessLevel: level }])
    }
  }
  await management.apply(`Remove-ActiveSyncDeviceAccessRule -Identity 'iPhone (DeviceType)' ${confirmed}`)
  expect(shown('Get-ActiveSyncDeviceAccessRule')).toEqual([])
})

it.each(['python-EAS-Client 1.0', "O'Brien's phone", 'a (b)', 'Ünïcode ‘quoted’', 'x*'])(
  'a rule looks at any text: %s',
  async (query) => {
    const quoted = query.replace(/(['‘’])/g, '$1$1')
    const made = `New-ActiveSyncDeviceAccessRule -Characteristic 'UserAgent' -QueryString '${quoted}' -AccessLevel 'Allow'`
    expect(await management.apply(made)).toMatchObject({ applied: true })
    expect(shown('Get-ActiveSyncDeviceAccessRule')).toMatchObject([
      { QueryString: query, Name: `${query} (UserAgent)` },
    ])
    const removed = `Remove-ActiveSyncDeviceAccessRule -Identity '${quoted} (UserAgent)' ${confirmed}`
    expect(await management.apply(removed)).toMatchObject({ applied: true })
  },
)

it('the settings of the organisation are set one by one', async () => {
  expect(shown('Get-ActiveSyncOrganizationSettings')).toEqual([
    {
      ...{ Name: 'Mobile Mailbox Settings', DefaultAccessLevel: 'Allow', AdminMailRecipients: [] },
      ...{ UserMailInsert: null, AllowAccessForUnSupportedPlatform: false },
    },
  ])
  const set = (parameters: string) => management.apply(`Set-ActiveSyncOrganizationSettings ${parameters}`)
  await set("-DefaultAccessLevel 'block'")
  await set("-AdminMailRecipients 'a@contoso.test','b@contoso.test' -UserMailInsert 'Ask us.'")
  await set("-AdminMailRecipients @{Remove='A@contoso.test'} -Identity 'mobile mailbox settings'")
  expect(shown('Get-ActiveSyncOrganizationSettings')).toMatchObject([
    { DefaultAccessLevel: 'Block', AdminMailRecipients: ['b@contoso.test'], UserMailInsert: 'Ask us.' },
  ])
  await set('-UserMailInsert $null')
  expect(settings.activeSync).toMatchObject({ accessLevel: 'Block', userMailInsert: null })
})

it('a policy is set, and the default one is what the server goes by', async () => {
  await management.apply(
    `${strict}\nSet-MobileDeviceMailboxPolicy -Identity 'default' -AllowNonProvisionableDevices $false\nSet-MobileDeviceMailboxPolicy -Identity 'STRICT' -AllowExternalDeviceManagement $true`,
  )
  expect(shown('Get-MobileDeviceMailboxPolicy')).toMatchObject([
    { Name: 'Default', IsDefault: true, AllowNonProvisionableDevices: false, AllowExternalDeviceManagement: false },
    { Name: 'Strict', IsDefault: false, AllowNonProvisionableDevices: false, AllowExternalDeviceManagement: true },
  ])
  expect(settings.activeSync.allowNonProvisionable).toBe(false)
  await management.apply(`Remove-MobileDeviceMailboxPolicy -Identity 'Strict' ${confirmed}`)
  expect(shown('Get-MobileDeviceMailboxPolicy')).toHaveLength(1)
})

describe('Remove-MobileDevice', () => {
  it.each([
    identity,
    identity.toUpperCase(),
    'bob@contoso.test\\ExchangeActiveSyncDevices\\iPhone§ApplDN123',
    'Bob Example\\ExchangeActiveSyncDevices\\iphone§appldn123',
    'bob/ExchangeActiveSyncDevices/iPhone§ApplDN123',
    'CN=iPhone§ApplDN123,CN=ExchangeActiveSyncDevices,CN=Bob Example,CN=Users,DC=contoso,DC=test',
    'by its GUID',
  ])('finds it as %s, and leaves its id where it was', async (name) => {
    await management.apply(`Set-CASMailbox ${bob} -ActiveSyncAllowedDeviceIDs 'ApplDN123'`)
    const found = shown('Get-MobileDevice').find(({ Identity }) => Identity === identity)
    const given = name === 'by its GUID' ? String(found?.Guid) : name
    const result = await management.apply(`Remove-MobileDevice -Identity '${given}' ${confirmed}`)
    expect(result).toMatchObject({ applied: true, steps: [{ target: identity, result: 'changed' }] })
    expect(shown('Get-MobileDevice').map(({ DeviceId }) => DeviceId)).toEqual(['ApplDN456'])
    expect(shown('Get-MobileDeviceStatistics').map(({ DeviceId }) => DeviceId)).toEqual(['ApplDN456'])
    expect(mailbox('bob')).toMatchObject({ ActiveSyncAllowedDeviceIDs: ['ApplDN123'] })
  })

  it('is known by its old name, too', async () => {
    await management.apply(`Remove-ActiveSyncDevice -Identity '${identity}' ${confirmed}`)
    expect(shown('Get-MobileDevice')).toHaveLength(1)
  })
})

describe('a new default', () => {
  it('hits at once whom nobody knows, and leaves the others until they come', async () => {
    const add = (deviceId: string, deviceType: string) =>
      devices.add('zoë', { deviceId, deviceType, userAgent: 'x', firstSync: '2026-11-01T08:00:00.000Z' })
    const [allowed, ruled, barred] = [add('allowed', 'iPad'), add('ruled', 'Tablet'), add('barred', 'iPad')]
    Object.assign(barred, { state: 'Blocked', reason: 'Policy' })
    await management.apply(
      `Set-CASMailbox -Identity 'zoë' -ActiveSyncAllowedDeviceIDs 'ALLOWED'\n${rule.replace("'iPhone'", "'Tablet'")}`,
    )
    const stand = () => [bobs, allowed, ruled, barred].map(({ state, reason }) => `${state} ${reason}`)
    // Decided, and not come since.
    const before = ['Allowed Global', 'Allowed Global', 'Allowed Global', 'Blocked Policy']
    expect(stand()).toEqual(before)
    await management.apply("Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Quarantine' -WhatIf")
    await management.apply("Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Allow' -UserMailInsert 'x'")
    expect(stand()).toEqual(before)
    await management.apply("Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Quarantine'")
    expect(stand()).toEqual(['Quarantined Global', 'Allowed Global', 'Allowed Global', 'Blocked Policy'])
    expect(bobs).toMatchObject({ noticed: true, changed: now().toISOString() })
    await management.apply("Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Block'")
    expect(bobs).toMatchObject({ state: 'Blocked', reason: 'Global' })
  })
})

it('-WhatIf changes nothing, whatever it stands on', async () => {
  const before = management.configuration()
  const commands = [
    `Set-CASMailbox ${bob} -ActiveSyncEnabled $false -ActiveSyncAllowedDeviceIDs @{Add='a'}`,
    rule,
    "Set-ActiveSyncOrganizationSettings -DefaultAccessLevel 'Block'",
    `Remove-MobileDevice -Identity '${identity}'`,
    "Set-MobileDeviceMailboxPolicy -Identity 'Default' -AllowNonProvisionableDevices $false",
    strict,
  ]
  const result = await management.apply(commands.map((command) => `${command} -WhatIf`).join('\n'))
  if (!result.applied) throw new Error(result.sentence)
  expect(result.steps.map((step) => step.result)).toEqual(commands.map(() => 'previewed'))
  expect(management.configuration()).toBe(before)
})

it('a script for many mailboxes decides about devices, and goes on after one that is refused', async () => {
  settings.activeSync.mailboxes.alice.allowedIds = ['ApplDN456']
  const allow = (name: string, id: string) =>
    line(name, `Set-CASMailbox -Identity '${name}' -ActiveSyncAllowedDeviceIDs @{Add='${id}'} -ErrorAction Stop`)
  const result = await management.apply(bulk(allow('alice', 'appldn456'), allow('bob', 'ApplDN123')))
  if (!result.applied) throw new Error(result.sentence)
  expect(result.steps.map((step) => step.result)).toEqual(['failed', 'changed'])
  expect(settings.activeSync.mailboxes.bob.allowedIds).toEqual(['ApplDN123'])
})

it('reads what is asked for with every cmdlet that only looks', async () => {
  const script = [
    `Get-MobileDevice -Identity '${identity}'`,
    "Get-MobileDevice -Mailbox 'bob' -ActiveSync",
    'Get-MobileDevice -ResultSize Unlimited',
    "Get-MobileDeviceStatistics -Mailbox 'bob'",
    'Get-ActiveSyncDeviceAccessRule',
    'Get-ActiveSyncOrganizationSettings',
    "Get-MobileDeviceMailboxPolicy -Identity 'Default'",
  ].join('\n')
  const result = await management.apply(script)
  if (!result.applied) throw new Error(result.sentence)
  expect(result.steps.map((step) => step.result)).toEqual(Array(7).fill('read'))
})
