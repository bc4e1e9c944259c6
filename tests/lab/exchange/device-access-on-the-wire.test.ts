import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PresentedDevice } from '../../../lab/exchange/device-access.ts'
import { textAt } from '../../../lab/exchange/wbxml.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { collectionOf, policyKeyOf, readyDevice, statusOf, TestDevice } from '../active-sync-device.ts'

// TestDevice is of the type Test, calls itself TestDevice/1, and tells by Provision that it is a Test phone with Test 1.0.

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(() => lab.setFaults([]))

async function apply(...commands: readonly string[]): Promise<void> {
  expect(await lab.apply(commands.join('\n'))).toMatchObject({ applied: true })
}

const alice = "Set-CASMailbox -Identity 'alice@contoso.test'"
const byDefault = (level: string) => `Set-ActiveSyncOrganizationSettings -DefaultAccessLevel '${level}'`
const rule = (characteristic: string, query: string, level: string) =>
  `New-ActiveSyncDeviceAccessRule -Characteristic '${characteristic}' -QueryString '${query}' -AccessLevel '${level}'`
const identity = 'contoso.test/Users/Alice Example/ExchangeActiveSyncDevices/Test§TEST1'

function shown(): Record<string, unknown> | undefined {
  return JSON.parse(lab.configuration().slice(1))['Get-MobileDevice'][0]
}

/** What a new phone comes to: FolderSync after it went through Provision as far as it may. */
async function comes(): Promise<string | undefined> {
  const device = new TestDevice(lab)
  const first = await device.firstRound()
  if (statusOf(first) !== '1') return statusOf(first)
  // What it has told by the first round may block it before the second one.
  const second = await device.secondRound(policyKeyOf(first))
  if (statusOf(second) === '1') device.policyKey = policyKeyOf(second)
  return statusOf(await device.folderSync())
}

it.each<[what: string, script: readonly string[], status: string, state: string, reason: string, rule: string | null]>([
  ['nothing is set', [], '1', 'Allowed', 'Global', null],
  ['quarantine by default', [byDefault('Quarantine')], '1', 'Quarantined', 'Global', null],
  ['blocked by default', [byDefault('Block')], '129', 'Blocked', 'Global', null],
  [
    'blocked by default and allowed',
    [byDefault('Block'), `${alice} -ActiveSyncAllowedDeviceIDs @{Add='test1'}`],
    '1',
    'Allowed',
    'Individual',
    null,
  ],
  [
    'allowed and blocked',
    [`${alice} -ActiveSyncAllowedDeviceIDs 'TEST1' -ActiveSyncBlockedDeviceIDs 'TEST1'`],
    '129',
    'Blocked',
    'Individual',
    null,
  ],
  [
    'a rule of its type',
    [rule('DeviceType', 'Test', 'Quarantine')],
    '1',
    'Quarantined',
    'DeviceRule',
    'Test (DeviceType)',
  ],
  [
    'a rule of its user agent',
    [byDefault('Block'), rule('UserAgent', 'TestDevice/1', 'Allow')],
    '1',
    'Allowed',
    'DeviceRule',
    'TestDevice/1 (UserAgent)',
  ],
  [
    'a rule of its model',
    [rule('DeviceModel', 'Test phone', 'Block')],
    '129',
    'Blocked',
    'DeviceRule',
    'Test phone (DeviceModel)',
  ],
  [
    'a rule of its system',
    [rule('DeviceOS', 'Test 1.0', 'Block')],
    '129',
    'Blocked',
    'DeviceRule',
    'Test 1.0 (DeviceOS)',
  ],
  ['a rule of another', [rule('DeviceOS', 'Test 1', 'Block')], '1', 'Allowed', 'Global', null],
  [
    'rules that contradict each other',
    [rule('DeviceType', 'Test', 'Allow'), rule('UserAgent', 'TestDevice/1', 'Quarantine')],
    '1',
    'Quarantined',
    'DeviceRule',
    'TestDevice/1 (UserAgent)',
  ],
])('a new phone where %s', async (_what, script, status, state, reason, controlRule) => {
  await apply(...script)
  expect(await comes()).toBe(status)
  expect(shown()).toMatchObject({
    ...{ Identity: identity, DeviceId: 'TEST1', DeviceType: 'Test', DeviceUserAgent: 'TestDevice/1' },
    ...{ DeviceAccessState: state, DeviceAccessStateReason: reason, DeviceAccessControlRule: controlRule },
  })
  const presented: PresentedDevice = {
    ...{ deviceId: 'TEST1', deviceType: 'Test', userAgent: 'TestDevice/1', xmswlHeader: '' },
    ...{ deviceModel: 'Test phone', deviceOS: 'Test 1.0', minutesKnown: 0, isTooFrequent: false },
    policyApplication: 'AppliedInFull',
  }
  expect(lab.accessOf('alice', presented)).toEqual({ state, reason, rule: controlRule })
})

it('is not let in where ActiveSync is off for the mailbox, which leaves no partnership', async () => {
  await apply(`${alice} -ActiveSyncEnabled $false`)
  expect(await comes()).toBe('126')
  expect(shown()).toBeUndefined()
  await apply(`${alice} -ActiveSyncEnabled $true`)
  expect(await comes()).toBe('1')
})

it('the fault of a mailbox without ActiveSync is what the cmdlet shows, and undoes', async () => {
  await lab.setFaults(['mailbox-active-sync-disabled'])
  expect(await comes()).toBe('126')
  const [mailbox] = JSON.parse(lab.configuration().slice(1))['Get-CASMailbox']
  expect(mailbox).toMatchObject({ ActiveSyncEnabled: false })
  await apply(`${alice} -ActiveSyncEnabled $true`)
  expect(await comes()).toBe('1')
})

describe('a phone in quarantine', () => {
  const key = async (device: TestDevice) => textAt(collectionOf(await device.sync('0')), 'AirSync:SyncKey') ?? ''
  const items = async (device: TestDevice) => {
    const { content } = collectionOf(await device.sync(await key(device)))
    const commands = Array.isArray(content) ? content.find(({ name }) => name === 'AirSync:Commands') : undefined
    return Array.isArray(commands?.content) ? commands.content.length : 0
  }

  it('is allowed by itself, and is when it comes next; its id outlives it', async () => {
    await apply(byDefault('Quarantine'))
    const { device } = await readyDevice(lab)
    expect(await items(device)).toBe(1)
    await apply(`${alice} -ActiveSyncAllowedDeviceIDs @{Add='TEST1'} -ErrorAction Stop`)
    // It has not come since.
    expect(shown()).toMatchObject({ DeviceAccessState: 'Quarantined', DeviceAccessStateReason: 'Global' })
    expect(statusOf(await device.folderSync())).toBe('1')
    expect(shown()).toMatchObject({ DeviceAccessState: 'Allowed', DeviceAccessStateReason: 'Individual' })
    expect(await items(device)).toBe(13)

    await apply(`Remove-MobileDevice -Identity '${identity}' -Confirm:$false -ErrorAction Stop`)
    expect(lab.devices('alice')).toEqual([])
    const [mailbox] = JSON.parse(lab.configuration().slice(1))['Get-CASMailbox']
    expect(mailbox).toMatchObject({ ActiveSyncAllowedDeviceIDs: ['TEST1'] })
    // Whoever comes with that id is allowed, and nobody is asked.
    expect(await comes()).toBe('1')
    expect(shown()).toMatchObject({ DeviceAccessState: 'Allowed', DeviceAccessStateReason: 'Individual' })

    await apply(`${alice} -ActiveSyncAllowedDeviceIDs @{Remove='TEST1'} -ErrorAction Stop`)
    await comes()
    expect(shown()).toMatchObject({ DeviceAccessState: 'Quarantined', DeviceAccessStateReason: 'Global' })
  })

  it('is let in by a rule made for it, and put back when the rule is removed', async () => {
    await apply(byDefault('Quarantine'))
    const { device } = await readyDevice(lab)
    await apply(rule('UserAgent', 'TestDevice/1', 'Allow'))
    await device.folderSync()
    expect(await items(device)).toBe(13)
    await apply("Remove-ActiveSyncDeviceAccessRule -Identity 'TestDevice/1 (UserAgent)' -Confirm:$false")
    expect(shown()).toMatchObject({ DeviceAccessState: 'Allowed' })
    await device.folderSync()
    expect(shown()).toMatchObject({ DeviceAccessState: 'Quarantined', DeviceAccessStateReason: 'Global' })
  })

  it('was let in before, when the default changed: at once, and it has to start anew', async () => {
    const { device, inboxKey } = await readyDevice(lab)
    await apply(byDefault('Quarantine'))
    expect(shown()).toMatchObject({ DeviceAccessState: 'Quarantined', DeviceAccessStateReason: 'Global' })
    expect(statusOf(await device.sync(inboxKey))).toBe('12')
    await device.folderSync()
    expect(await items(device)).toBe(1)
  })
})

it('a policy that lets in nobody who cannot apply all of it goes before an exemption', async () => {
  await apply(
    "Set-MobileDeviceMailboxPolicy -Identity 'Default' -AllowNonProvisionableDevices $false",
    `${alice} -ActiveSyncAllowedDeviceIDs 'TEST1'`,
  )
  const device = new TestDevice(lab)
  await device.provision('2')
  expect(statusOf(await device.folderSync())).toBe('139')
  expect(shown()).toMatchObject({ DeviceAccessState: 'Blocked', DeviceAccessStateReason: 'Policy' })
  await device.provision('1')
  expect(statusOf(await device.folderSync())).toBe('1')
  expect(shown()).toMatchObject({ DeviceAccessState: 'Allowed', DeviceAccessStateReason: 'Individual' })
})

it('has made-up devices of its own, and again after other faults', { timeout: 30_000 }, async () => {
  const many = await startLab({ devices: 40 })
  try {
    const count = () => JSON.parse(many.configuration().slice(1))['Get-MobileDevice'].length
    expect(count()).toBe(40)
    expect(many.devices('bob')).toMatchObject([{ userAgent: 'python-EAS-Client 1.0', state: 'Quarantined' }])
    await many.setFaults(['ews-disabled-organisation'])
    expect(count()).toBe(40)
    const device = new TestDevice(many)
    await device.provision()
    await device.folderSync()
    expect(many.devices('alice')).toMatchObject([{ state: 'Quarantined' }, { deviceId: 'TEST1', state: 'Quarantined' }])
  } finally {
    await many.close()
  }
})
