import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { childOf, childrenOf, element, textAt } from '../../../lab/exchange/wbxml.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import type { ActiveSyncSettings } from '../../../lab/settings/active-sync.ts'
import { collectionOf, EAS, policyKeyOf, readyDevice, statusOf, TestDevice } from '../active-sync-device.ts'
import { askEws, operations } from '../ews-requests.ts'
import { asAlice, askBytes } from '../https-client.ts'

/** What the lab reads afresh for each request, changed by a test and put back. */
let settings: ActiveSyncSettings
let healthy: ActiveSyncSettings
let lab: Lab
beforeAll(async () => {
  lab = await startLab({
    adjust: ({ activeSync }) => {
      settings = activeSync
    },
  })
  await lab.setFaults([])
  healthy = { ...settings }
})
afterAll(() => lab.close())
beforeEach(() => {
  Object.assign(settings, healthy)
  lab.forgetDevices()
})

/** How many items EWS counts in alice's inbox. */
async function ewsCount(): Promise<string | undefined> {
  const { body } = await askEws(lab, operations.getFolder())
  return /<t:TotalCount>(\d+)</.exec(body)?.[1]
}

const policyStatus = (document: Parameters<typeof textAt>[0]) =>
  textAt(document, 'Provision:Policies', 'Provision:Policy', 'Provision:Status')

describe('Provision (MS-ASPROV section 3.2.5.1)', () => {
  it('hands out a policy with a temporary key, then the key that counts', async () => {
    const device = new TestDevice(lab)
    expect(statusOf(await device.folderSync())).toBe('142')
    const first = await device.firstRound()
    expect(statusOf(first)).toBe('1')
    expect(policyStatus(first.document)).toBe('1')
    const document = textAt(
      first.document,
      'Provision:Policies',
      'Provision:Policy',
      'Provision:Data',
      'Provision:EASProvisionDoc',
      'Provision:DevicePasswordEnabled',
    )
    expect(document).toBe('0')
    const temporary = policyKeyOf(first)
    device.policyKey = temporary
    expect(statusOf(await device.folderSync())).toBe('144')
    const second = await device.secondRound(temporary)
    device.policyKey = policyKeyOf(second)
    expect(device.policyKey).not.toBe(temporary)
    expect(statusOf(await device.folderSync())).toBe('1')
    expect(lab.devices('alice')).toMatchObject([
      {
        deviceId: 'TEST1',
        deviceType: 'Test',
        userAgent: 'TestDevice/1',
        state: 'Allowed',
        information: { Model: 'Test phone', OS: 'Test 1.0' },
        commands: ['FolderSync', 'Provision', 'FolderSync', 'Provision', 'FolderSync'],
        wipeAcknowledged: false,
      },
    ])
  })

  it.each([
    ['16.1', false, '165'],
    ['14.1', false, '165'],
    ['14.1', true, '1'],
    ['14.0', false, '1'],
    ['14.0', true, '2'],
    ['12.1', true, '2'],
  ])('version %s with DeviceInformation %s: status %s', async (version, information, status) => {
    expect(statusOf(await new TestDevice(lab, { version }).firstRound(information))).toBe(status)
  })

  it('takes no acknowledgement of a key that it did not give', async () => {
    const device = new TestDevice(lab)
    expect(policyStatus((await device.secondRound('1')).document)).toBe('5')
    await device.firstRound()
    expect(policyStatus((await device.secondRound('1')).document)).toBe('5')
  })

  it('knows one type of policy, and needs one', async () => {
    const device = new TestDevice(lab, { version: '12.1' })
    const policy = [element('Provision:PolicyType', 'MS-WAP-Provisioning-XML')]
    const other = element('Provision:Provision', [element('Provision:Policies', [element('Provision:Policy', policy)])])
    expect(policyStatus((await device.command('Provision', other)).document)).toBe('3')
    expect(statusOf(await device.command('Provision', element('Provision:Provision')))).toBe('2')
  })

  it('asks for a wipe where one was ordered, whatever is asked, until it is acknowledged', async () => {
    const device = new TestDevice(lab)
    await device.provision()
    settings.remoteWipe = true
    expect(statusOf(await device.folderSync())).toBe('140')
    const { document } = await device.firstRound()
    expect(childrenOf(document).map(({ name }) => name)).toEqual(['Provision:Status', 'Provision:RemoteWipe'])
    expect(lab.devices('alice')).toMatchObject([{ wipeAcknowledged: false }])
    const wiped = element('Provision:Provision', [element('Provision:RemoteWipe', [element('Provision:Status', '1')])])
    await device.command('Provision', wiped)
    expect(lab.devices('alice')).toMatchObject([{ wipeAcknowledged: true }])
  })
})

describe('what keeps a device out (MS-ASCMD section 2.2.2)', () => {
  it.each<[string, Partial<ActiveSyncSettings>, string, number]>([
    ['blocked by default', { accessLevel: 'Block' }, '129', 403],
    ['a mailbox with as many devices as it may have', { otherDevices: 100 }, '177', 403],
    ['a common status', { refusal: 126 }, '126', 403],
    ['a store that is not mounted', { refusal: 111 }, '111', 503],
    ['a full mailbox', { refusal: 113 }, '113', 507],
    ['a version that is not spoken', { versions: ['12.0', '14.0'] }, '138', 400],
  ])('%s', async (_what, change, status, httpStatus) => {
    Object.assign(settings, change)
    const now = await new TestDevice(lab).folderSync()
    expect(now).toMatchObject({ status: 200, headers: { 'content-type': ['application/vnd.ms-sync.wbxml'] } })
    expect(statusOf(now)).toBe(status)
    const before = await new TestDevice(lab, { version: '12.1' }).folderSync()
    expect(before).toMatchObject({ status: httpStatus, document: undefined })
  })

  it('a key of another device, none, and zero', async () => {
    const device = new TestDevice(lab)
    await device.provision()
    const other = new TestDevice(lab, { deviceId: 'OTHER' })
    other.policyKey = device.policyKey
    expect(statusOf(await other.folderSync())).toBe('144')
    other.policyKey = undefined
    expect(statusOf(await other.folderSync())).toBe('1')
    settings.allowNonProvisionable = false
    expect(statusOf(await other.folderSync())).toBe('141')
    const old = new TestDevice(lab, { version: '12.1' })
    expect(await old.folderSync()).toMatchObject({ status: 449 })
  })

  it('a policy that was applied in part, where it must be applied whole', async () => {
    const device = new TestDevice(lab)
    await device.provision('2')
    expect(statusOf(await device.folderSync())).toBe('1')
    settings.allowNonProvisionable = false
    expect(statusOf(await device.folderSync())).toBe('139')
  })

  it.each([
    ['no device id', 'Cmd=FolderSync&DeviceType=a', '108'],
    ['a device id that is too long', `Cmd=FolderSync&DeviceType=a&DeviceId=${'A'.repeat(33)}`, '108'],
    ['no device type', 'Cmd=FolderSync&DeviceId=a', '109'],
  ])('%s', async (_what, query, status) => {
    expect(statusOf(await new TestDevice(lab).command('FolderSync', undefined, query))).toBe(status)
  })

  it('a body that is no WBXML', async () => {
    expect(statusOf(await new TestDevice(lab).command('FolderSync', Buffer.from('<xml/>')))).toBe('102')
  })
})

describe('the base64 query (MS-ASHTTP section 2.2.1.1.1.1)', () => {
  const query = (key: Buffer, rest = Buffer.alloc(0)) =>
    Buffer.concat([
      Buffer.from([141, 9, 9, 4]),
      ...[Buffer.from('BASE64ID'), key, Buffer.from('Phone')].flatMap((each) => [Buffer.from([each.length]), each]),
      rest,
    ]).toString('base64')
  const zero = Buffer.alloc(4)
  const body = element('FolderHierarchy:FolderSync', [element('FolderHierarchy:SyncKey', '0')])

  it('carries version, command, device and policy key', async () => {
    const device = new TestDevice(lab, { version: '' })
    expect(statusOf(await device.command('', body, query(zero)))).toBe('142')
    expect(lab.devices('alice')).toMatchObject([
      { deviceId: 'BASE64ID', deviceType: 'Phone', commands: ['FolderSync'] },
    ])
    // Behind it come parameters: CollectionId 5.
    expect(statusOf(await device.command('', body, query(Buffer.alloc(0), Buffer.from([1, 1, 0x35]))))).toBe('1')
  })

  it.each([
    ['cut off', query(zero).slice(0, 12)],
    ['a policy key of three bytes', query(Buffer.alloc(3))],
    ['no base64', 'x!'],
  ])('%s: 400', async (_what, broken) => {
    await expect(new TestDevice(lab).command('', body, broken)).resolves.toMatchObject({ status: 400 })
  })
})

describe('FolderSync (MS-ASCMD section 2.2.1.5)', () => {
  it('lists the default folders once', async () => {
    const device = new TestDevice(lab)
    await device.provision()
    const { document } = await device.folderSync()
    const changes = childOf(document, 'FolderHierarchy:Changes')
    const added = childrenOf(changes).filter(({ name }) => name === 'FolderHierarchy:Add')
    expect(textAt(changes, 'FolderHierarchy:Count')).toBe(String(added.length))
    const listed = added.map((each) => [
      textAt(each, 'FolderHierarchy:DisplayName'),
      textAt(each, 'FolderHierarchy:Type'),
    ])
    expect(listed).toEqual(
      expect.arrayContaining([
        ['Inbox', '2'],
        ['Calendar', '8'],
        ['Contacts', '9'],
      ]),
    )
    const key = textAt(document, 'FolderHierarchy:SyncKey') ?? ''
    const again = await device.folderSync(key)
    expect(textAt(again.document, 'FolderHierarchy:Changes', 'FolderHierarchy:Count')).toBe('0')
    expect(statusOf(await device.folderSync('7'))).toBe('9')
    expect(statusOf(await device.command('FolderSync'))).toBe('10')
  })

  it('fails where Exchange may not make a container below the user', async () => {
    const device = new TestDevice(lab)
    await device.provision()
    settings.deviceContainerDenied = true
    await expect(device.folderSync()).resolves.toMatchObject({ status: 500, document: undefined })
  })
})

describe('Sync (MS-ASCMD section 2.2.1.21)', () => {
  const subjects = (collection: ReturnType<typeof collectionOf>) =>
    childrenOf(childOf(collection, 'AirSync:Commands')).map((each) =>
      textAt(each, 'AirSync:ApplicationData', 'Email:Subject'),
    )

  it('brings the Inbox in windows, then an empty body', async () => {
    const { device, inboxKey } = await readyDevice(lab)
    const window = [element('AirSync:WindowSize', '10')]
    const first = collectionOf(await device.sync(inboxKey, '5', window))
    expect(textAt(first, 'AirSync:Status')).toBe('1')
    expect(childOf(first, 'AirSync:MoreAvailable')).toBeDefined()
    expect(subjects(first)).toHaveLength(10)
    const second = collectionOf(await device.sync(textAt(first, 'AirSync:SyncKey') ?? '', '5', window))
    expect(childOf(second, 'AirSync:MoreAvailable')).toBeUndefined()
    expect(subjects(second)).toHaveLength(2)
    const last = textAt(second, 'AirSync:SyncKey') ?? ''
    await expect(device.sync(last)).resolves.toMatchObject({ status: 200, document: undefined })
    expect(textAt(collectionOf(await device.sync(inboxKey)), 'AirSync:Status')).toBe('3')
  })

  it('wants the hierarchy first, a folder that is there, and a body', async () => {
    const device = new TestDevice(lab)
    await device.provision()
    expect(statusOf(await device.sync('0'))).toBe('12')
    await device.folderSync()
    expect(textAt(collectionOf(await device.sync('0', '77')), 'AirSync:Status')).toBe('8')
    expect(statusOf(await device.command('Sync'))).toBe('13')
    expect(statusOf(await device.command('Sync', element('AirSync:Sync')))).toBe('4')
  })

  it('brings a quarantined device nothing but the notice about itself, and starts over when it is let in', async () => {
    settings.accessLevel = 'Quarantine'
    const { device, inboxKey } = await readyDevice(lab)
    const notice = collectionOf(await device.sync(inboxKey))
    expect(subjects(notice)).toEqual([expect.stringMatching(/^Your mobile device is temporarily blocked/)])
    const body = textAt(
      childOf(notice, 'AirSync:Commands'),
      'AirSync:Add',
      'AirSync:ApplicationData',
      'AirSyncBase:Body',
      'AirSyncBase:Data',
    )
    expect(body).toContain('because the mobile device has been quarantined.')
    expect(body).toContain('Device ID: TEST1\r\n')
    expect(lab.devices('alice')).toMatchObject([{ state: 'Quarantined' }])
    settings.accessLevel = 'Allow'
    expect(statusOf(await device.sync(textAt(notice, 'AirSync:SyncKey') ?? ''))).toBe('12')
    await device.folderSync()
    const key = textAt(collectionOf(await device.sync('0')), 'AirSync:SyncKey') ?? ''
    // The notice stays where it is, in the inbox among the rest.
    const inbox = subjects(collectionOf(await device.sync(key)))
    expect(inbox).toHaveLength(13)
    expect(inbox.at(-1)).toMatch(/^Your mobile device is temporarily blocked/)
    await expect(ewsCount()).resolves.toBe('13')
  })
})

describe('the other commands', () => {
  it('GetItemEstimate counts what is left (MS-ASCMD section 2.2.1.9)', async () => {
    const { device, inboxKey } = await readyDevice(lab)
    const estimate = async (key: string, id = '5') => {
      const collection = [element('AirSync:SyncKey', key), element('GetItemEstimate:CollectionId', id)]
      const collections = [element('GetItemEstimate:Collection', collection)]
      const request = element('GetItemEstimate:GetItemEstimate', [element('GetItemEstimate:Collections', collections)])
      const { document } = await device.command('GetItemEstimate', request)
      const response = childOf(document, 'GetItemEstimate:Response')
      return [
        textAt(response, 'GetItemEstimate:Status'),
        textAt(response, 'GetItemEstimate:Collection', 'GetItemEstimate:Estimate'),
      ]
    }
    await expect(estimate(inboxKey)).resolves.toEqual(['1', '12'])
    await expect(estimate('0')).resolves.toEqual(['3', undefined])
    await expect(estimate('{x}1')).resolves.toEqual(['4', undefined])
    await expect(estimate('0', '77')).resolves.toEqual(['2', undefined])
    expect(statusOf(await device.command('GetItemEstimate'))).toBe('2')
  })

  it('Settings takes what the device is, and tells the address (MS-ASCMD section 2.2.1.18)', async () => {
    const { device } = await readyDevice(lab)
    const set = element('Settings:Set', [element('Settings:FriendlyName', 'Probe')])
    const request = element('Settings:Settings', [
      element('Settings:DeviceInformation', [set]),
      element('Settings:UserInformation', [element('Settings:Get')]),
      element('Settings:Oof', [element('Settings:Get')]),
      element('Settings:DevicePassword'),
    ])
    const { document } = await device.command('Settings', request)
    expect(textAt(document, 'Settings:Status')).toBe('1')
    expect(childrenOf(document).map((each) => textAt(each, 'Settings:Status'))).toEqual([undefined, '1', '1', '1', '2'])
    const address = ['Settings:UserInformation', 'Settings:Get', 'Settings:EmailAddresses', 'Settings:SmtpAddress']
    expect(textAt(document, ...address)).toBe('alice@contoso.test')
    expect(lab.devices('alice')).toMatchObject([{ information: { FriendlyName: 'Probe' } }])
    expect(statusOf(await device.command('Settings'))).toBe('2')
  })

  it('Ping says what is new, or that there is nothing (MS-ASCMD section 2.2.1.13)', async () => {
    const { device, inboxKey } = await readyDevice(lab)
    const ask = (seconds: string) =>
      device.command(
        'Ping',
        element('Ping:Ping', [
          element('Ping:HeartbeatInterval', seconds),
          element('Ping:Folders', [element('Ping:Folder', [element('Ping:Id', '5'), element('Ping:Class', 'Email')])]),
        ]),
      )
    const changed = await ask('120')
    expect(statusOf(changed)).toBe('2')
    expect(textAt(changed.document, 'Ping:Folders', 'Ping:Folder')).toBe('5')
    await device.sync(inboxKey)
    expect(statusOf(await ask('120'))).toBe('1')
    const short = await ask('5')
    expect([statusOf(short), textAt(short.document, 'Ping:HeartbeatInterval')]).toEqual(['5', '60'])
    expect(statusOf(await device.command('Ping'))).toBe('3')
  })
})

describe('answers that have nothing to do with the device', () => {
  it.each<[string, Partial<ActiveSyncSettings>, number, Record<string, unknown>]>([
    ['blocked account', { accountStatus: { status: 456, atOptions: true } }, 456, {}],
    ['password that ran out', { accountStatus: { status: 457, atOptions: true } }, 457, {}],
    [
      'another server',
      { otherServer: { host: 'other.contoso.test', atOptions: true } },
      451,
      { 'x-ms-location': [expect.stringMatching(/^https:\/\/other\.contoso\.test:\d+\/Microsoft-Server-ActiveSync$/)] },
    ],
    ['throttling', { throttledFor: 60 }, 503, { 'retry-after': ['60'], 'x-ms-asthrottle': ['CommandFrequency'] }],
    ['no virtual directory', { found: false }, 404, {}],
    ['TLS that was taken off', { tlsTakenOff: true }, 403, {}],
  ])('%s', async (_what, change, status, headers) => {
    Object.assign(settings, change)
    const answer = await askBytes(lab, `${EAS}?Cmd=FolderSync&User=alice&DeviceId=TEST1&DeviceType=Test`, {
      method: 'POST',
      headers: { ...asAlice, 'MS-ASProtocolVersion': '16.1' },
    })
    expect(answer).toMatchObject({ status, headers })
    expect(lab.devices('alice')).toEqual([])
  })
})
