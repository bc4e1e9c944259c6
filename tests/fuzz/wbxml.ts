import * as message from '../../electron/engine/wire/active-sync-message.ts'
import { decodeWbxml } from '../../electron/engine/wire/wbxml/decode-wbxml.ts'
import { element, encodeWbxml } from '../../lab/exchange/wbxml.ts'
import type { FuzzTarget } from './target.ts'

const policy = element('Provision:Policy', [
  element('Provision:PolicyType', 'MS-EAS-Provisioning-WBXML'),
  element('Provision:Status', '1'),
  element('Provision:PolicyKey', '1307199584'),
  element('Provision:Data', [element('Provision:EASProvisionDoc', [element('Provision:DevicePasswordEnabled', '0')])]),
])
const collection = element('AirSync:Collection', [
  element('AirSync:SyncKey', '{F3A0}2'),
  element('AirSync:CollectionId', '5'),
  element('AirSync:Status', '1'),
  element('AirSync:MoreAvailable'),
  element('AirSync:Commands', [
    element('AirSync:Add', [
      element('AirSync:ServerId', '5:1'),
      element('AirSync:ApplicationData', [
        element('Email:Subject', 'Your mobile device is temporarily blocked'),
        element('Email:MIMEData', Buffer.from('opaque')),
      ]),
    ]),
  ]),
])

/** ActiveSync messages in WBXML (MS-ASWBXML), and what is read of them. Made by the lab's codec, which is another. */
export const wbxml: FuzzTarget = {
  name: 'wbxml',
  seeds: [
    element('FolderHierarchy:FolderSync', [
      element('FolderHierarchy:Status', '1'),
      element('FolderHierarchy:SyncKey', '1'),
      element('FolderHierarchy:Changes', [
        element('FolderHierarchy:Count', '1'),
        element('FolderHierarchy:Add', [
          element('FolderHierarchy:ServerId', '5'),
          element('FolderHierarchy:DisplayName', 'Inbox'),
          element('FolderHierarchy:Type', '2'),
        ]),
      ]),
    ]),
    element('Provision:Provision', [
      element('Settings:DeviceInformation', [element('Settings:Status', '1')]),
      element('Provision:Status', '1'),
      element('Provision:Policies', [policy]),
    ]),
    element('AirSync:Sync', [element('AirSync:Collections', [collection])]),
  ].map(encodeWbxml),
  dictionary: ['00', '0007', '000e', '01', '03', 'c3', 'c3ffffffff7f', 'c38f', '0400', '8000', '4b0300'].map((hex) =>
    Buffer.from(hex, 'hex'),
  ),
  read: (input) => {
    const root = decodeWbxml(input, 'mail.contoso.test')
    return {
      root,
      provision: message.readProvision(root),
      wipe: message.asksForWipe(root),
      status: message.statusOf(root),
      folders: message.readFolders(root),
      key: message.readSyncKey(root),
      page: message.readInboxPage(root),
    }
  },
  // An element takes one byte, and its name some forty.
  growth: 256,
}
