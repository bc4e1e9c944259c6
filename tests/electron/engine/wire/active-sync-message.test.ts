import { describe, expect, it } from 'vitest'
import {
  acknowledgement,
  asksForWipe,
  deviceInformationRequest,
  folderSyncRequest,
  policyRequest,
  readFolders,
  readInboxPage,
  readProvision,
  readSyncKey,
  statusOf,
  syncKeyRequest,
  syncPageRequest,
} from '../../../../electron/engine/wire/active-sync-message.ts'
import { activeSyncPost } from '../../../../electron/engine/wire/active-sync-request.ts'
import { encodeWbxml } from '../../../../electron/engine/wire/wbxml/encode-wbxml.ts'
import { element, holds, type WbxmlElement } from '../../../../electron/engine/wire/wbxml/wbxml-element.ts'

const hex = (root: WbxmlElement) =>
  encodeWbxml(root)
    .toString('hex')
    .toUpperCase()
    .replaceAll(/(..)(?!$)/g, '$1 ')
const information = { model: 'M', friendlyName: 'F', os: 'O', userAgent: 'U' }
const text = (words: string) =>
  `03 ${Buffer.from(words)
    .toString('hex')
    .toUpperCase()
    .replaceAll(/(..)(?!$)/g, '$1 ')} 00`
const TYPE = `48 ${text('MS-EAS-Provisioning-WBXML')} 01`

describe('the bytes of each request', () => {
  it.each<[string, WbxmlElement, string]>([
    // MS-ASPROV 4.1.1: an initial request, in the tokens of MS-ASWBXML 2.1.2.1.15.
    ['the policy, up to 14.0', policyRequest(undefined), `03 01 6A 00 00 0E 45 46 47 ${TYPE} 01 01 01`],
    [
      'the policy, from 14.1 on',
      policyRequest(information),
      `03 01 6A 00 00 0E 45 00 12 56 48 57 ${text('M')} 01 59 ${text('F')} 01 5A ${text('O')} 01 60 ${text('U')} 01 01 01 ` +
        `00 0E 46 47 ${TYPE} 01 01 01`,
    ],
    // MS-ASPROV 4.1.3: the acknowledgement.
    [
      'the acknowledgement',
      acknowledgement('1307199584'),
      `03 01 6A 00 00 0E 45 46 47 ${TYPE} 49 ${text('1307199584')} 01 4B ${text('1')} 01 01 01 01`,
    ],
    [
      'Settings',
      deviceInformationRequest(information),
      `03 01 6A 00 00 12 45 56 48 57 ${text('M')} 01 59 ${text('F')} 01 5A ${text('O')} 01 60 ${text('U')} 01 01 01 01`,
    ],
    ['FolderSync', folderSyncRequest(), '03 01 6A 00 00 07 56 52 03 30 00 01 01'],
    ['Sync with key 0', syncKeyRequest('5'), '03 01 6A 00 45 5C 4F 4B 03 30 00 01 52 03 35 00 01 01 01 01'],
    [
      'one page',
      syncPageRequest('5', '{1}1', 5),
      `03 01 6A 00 45 5C 4F 4B ${text('{1}1')} 01 52 ${text('5')} 01 53 ${text('1')} 01 55 ${text('5')} 01 ` +
        `57 58 ${text('0')} 01 00 11 45 46 ${text('1')} 01 47 ${text('512')} 01 01 01 01 01 01`,
    ],
  ])('%s', (_, root, bytes) => {
    expect(hex(root)).toBe(bytes)
  })
})

it('a command goes as MS-ASHTTP 2.2.1.1.1.2 has it, each value escaped', () => {
  const request = activeSyncPost(
    new URL('https://mail.contoso.test/Microsoft-Server-ActiveSync'),
    'FolderSync',
    folderSyncRequest(),
    { user: 'zoë & co', deviceId: 'POSTERN00', deviceType: 'iPhone', userAgent: 'agent 1', version: '14.1' },
    '1307199584',
  )
  expect(request).toMatchObject({
    method: 'POST',
    path: '/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=zo%C3%AB%20%26%20co&DeviceId=POSTERN00&DeviceType=iPhone',
    headers: {
      'user-agent': 'agent 1',
      'content-type': 'application/vnd.ms-sync.wbxml',
      'ms-asprotocolversion': '14.1',
      'x-ms-policykey': '1307199584',
    },
  })
  expect(request.body).toEqual(encodeWbxml(folderSyncRequest()))
})

const provision = (...content: WbxmlElement[]) => element('Provision:Provision', content)
const policy = (...content: WbxmlElement[]) => element('Provision:Policies', [element('Provision:Policy', content)])

describe('what Provision answers', () => {
  it.each<[string, WbxmlElement, object]>([
    ['nothing', provision(), { status: undefined, policyStatus: undefined, policyKey: undefined, demands: [] }],
    ['a status that is no number', provision(element('Provision:Status', 'one')), { status: undefined }],
    ['a status of ten digits', provision(element('Provision:Status', '1234567890')), { status: undefined }],
    ['a negative status', provision(element('Provision:Status', '-1')), { status: undefined }],
    ['a key that is no number', provision(policy(element('Provision:PolicyKey', 'a\r\nb'))), { policyKey: undefined }],
    [
      'a key of eleven digits',
      provision(policy(element('Provision:PolicyKey', '12345678901'))),
      { policyKey: undefined },
    ],
    ['a key', provision(policy(element('Provision:PolicyKey', '4294967295'))), { policyKey: '4294967295' }],
    [
      'a policy, of which only numbers are kept',
      provision(
        element('Provision:Status', '1'),
        policy(
          element('Provision:Status', '1'),
          element('Provision:Data', [
            element('Provision:EASProvisionDoc', [
              element('Provision:DevicePasswordEnabled', '1'),
              element('Provision:MinDevicePasswordLength'),
              element('Provision:MaxAttachmentSize', 'a text'),
              element('Provision:ApprovedApplicationList', [element('Provision:Hash', '00')]),
            ]),
          ]),
        ),
      ),
      { status: 1, policyStatus: 1, demands: ['DevicePasswordEnabled 1'] },
    ],
    ['a document that is a text', provision(policy(element('Provision:Data', 'x'))), { demands: [] }],
  ])('%s', (_, root, expected) => {
    expect(readProvision(root)).toMatchObject(expected)
  })
})

describe('a request to wipe', () => {
  it.each<[string, WbxmlElement]>([
    ['by its element', provision(element('Provision:Status', '1'), element('Provision:RemoteWipe'))],
    ['of the account alone', provision(element('Provision:AccountOnlyRemoteWipe'))],
    ['deep inside', provision(policy(element('Provision:Data', [element('Provision:RemoteWipe')])))],
    ['by status 140 of Provision', provision(element('Provision:Status', '140'))],
    ['by status 140 of the policy', provision(policy(element('Provision:Status', '140')))],
    ['by status 140 of FolderSync', element('FolderHierarchy:FolderSync', [element('FolderHierarchy:Status', '140')])],
    ['by status 140 of Sync', element('AirSync:Sync', [element('AirSync:Status', '140')])],
    ['by status 140 of Settings', element('Settings:Settings', [element('Settings:Status', '140')])],
  ])('%s', (_, root) => {
    expect(asksForWipe(root)).toBe(true)
  })

  it('is none of ours', () => {
    for (const request of [
      policyRequest(information),
      acknowledgement('1'),
      deviceInformationRequest(information),
      folderSyncRequest(),
      syncKeyRequest('5'),
      syncPageRequest('5', '1', 5),
    ]) {
      expect(asksForWipe(request)).toBe(false)
      expect(holds(request, 'Provision:RemoteWipe')).toBe(false)
    }
  })
})

const folder = (id: string, type: string) =>
  element('FolderHierarchy:Add', [element('FolderHierarchy:ServerId', id), element('FolderHierarchy:Type', type)])
const hierarchy = (...added: WbxmlElement[]) =>
  element('FolderHierarchy:FolderSync', [
    element('FolderHierarchy:Status', '1'),
    element('FolderHierarchy:Changes', [element('FolderHierarchy:Count', '9'), ...added]),
  ])

it.each<[string, WbxmlElement, object]>([
  ['no changes', element('FolderHierarchy:FolderSync'), { count: 0, inbox: undefined }],
  ['no inbox', hierarchy(folder('1', '8')), { count: 1, inbox: undefined }],
  ['an inbox', hierarchy(folder('1', '8'), folder('5', '2')), { count: 2, inbox: '5' }],
])('folders: %s', (_, root, expected) => {
  expect(readFolders(root)).toEqual(expected)
})

const mail = (subject: string, body = '', received = '2026-11-24T22:41:07.000Z', from = '"Bob" <bob@contoso.test>') =>
  element('AirSync:Add', [
    element('AirSync:ServerId', '5:1'),
    element('AirSync:ApplicationData', [
      element('Email:From', from),
      element('Email:Subject', subject),
      element('Email:DateReceived', received),
      element('AirSyncBase:Body', [element('AirSyncBase:Data', body)]),
    ]),
  ])
const page = (items: WbxmlElement[], ...rest: WbxmlElement[]) =>
  element('AirSync:Sync', [
    element('AirSync:Collections', [
      element('AirSync:Collection', [
        element('AirSync:SyncKey', '2'),
        element('AirSync:Status', '1'),
        ...rest,
        element('AirSync:Commands', items),
      ]),
    ]),
  ])
const NOTICE =
  'Your mobile device is temporarily blocked from accessing content via Exchange ActiveSync because the mobile device has been quarantined.'

const SENT = '2026-11-24T22:41:07.000Z'
const EXCHANGE = '"Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.test>'
const inTurkish = (from: string) =>
  mail(
    'Mobil cihazınızın Exchange ActiveSync üzerinden eşitlenmesi geçici olarak engellendi',
    'Cihaz karantinaya alındı.',
    SENT,
    from,
  )

describe('one page of the inbox', () => {
  it.each<[string, WbxmlElement | undefined, object]>([
    ['no body', undefined, { items: 0, more: false }],
    ['nothing new', element('AirSync:Sync'), { items: 0, more: false }],
    ['two messages', page([mail('a'), mail('b')]), { items: 2, more: false }],
    ['more to come', page([mail('a')], element('AirSync:MoreAvailable')), { items: 1, more: true }],
    ['a deletion', page([element('AirSync:Delete')]), { items: 0, more: false }],
    ['a word of quarantine alone', page([mail('The ship is in quarantine')]), { items: 1, more: false }],
    ['a word of ActiveSync alone', page([mail('ActiveSync works')]), { items: 1, more: false }],
    [
      'the notice',
      page([mail('A mobile device', NOTICE)]),
      { items: 0, more: false, quarantineNotice: { receivedAt: '2026-11-24T22:41:07.000Z' } },
    ],
    [
      'the notice in German',
      page([mail('Ihr mobiles Gerät', 'Exchange ActiveSync: das Gerät wurde unter Quarantäne gestellt.')]),
      { items: 0, quarantineNotice: {} },
    ],
    ['the notice in a language that is not known', page([inTurkish(EXCHANGE)]), { items: 0, quarantineNotice: {} }],
    ['the same words of somebody else', page([inTurkish('"Bob" <bob@contoso.test>')]), { items: 1, more: false }],
    [
      'another message of Exchange',
      page([mail('Posta kutunuz neredeyse dolu', '', SENT, EXCHANGE)]),
      { items: 1, more: false },
    ],
    ['the notice by its subject', page([mail(`${NOTICE}`)]), { items: 0, quarantineNotice: {} }],
    ['two notices', page([mail('x', NOTICE), mail('x', NOTICE)]), { items: 0, quarantineNotice: { count: 2 } }],
    ['a date that is none', page([mail('x', NOTICE, 'secret words')]), { items: 0, quarantineNotice: {} }],
    [
      'a notice among messages',
      page([mail('a'), mail('x', NOTICE)]),
      { items: 1, more: false, quarantineNotice: { receivedAt: '2026-11-24T22:41:07.000Z' } },
    ],
  ])('%s', (_, root, expected) => {
    expect(readInboxPage(root)).toMatchObject(expected)
  })

  it('keeps nothing of what people write', () => {
    const read = JSON.stringify(
      readInboxPage(page([mail('A secret subject', 'A secret body'), mail('x', NOTICE, 'y')])),
    )
    expect(read).toBe('{"items":1,"more":false,"quarantineNotice":{}}')
  })
})

it('the status is the command’s own, or that of its one folder', () => {
  expect(statusOf(page([]))).toBe(1)
  expect(readSyncKey(page([]))).toBe('2')
  expect(statusOf(element('AirSync:Sync', [element('AirSync:Status', '4')]))).toBe(4)
  expect(statusOf(hierarchy())).toBe(1)
  expect(statusOf(element('Ping:Ping'))).toBeUndefined()
})
