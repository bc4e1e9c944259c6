import type { ActiveSyncSettings } from '../settings/active-sync.ts'
import type { User } from '../users.ts'
import type { Device, DevicePartnership } from './active-sync-devices.ts'
import type { Answering } from './virtual-directory.ts'
import { element, type WbxmlElement } from './wbxml.ts'

/** A folder as FolderSync lists it; `type` by MS-ASCMD section 2.2.3.186.3. */
export interface Folder {
  readonly serverId: string
  readonly name: string
  readonly type: number
}

/** The default folders, with the ids that Exchange gives them. */
export const folders: readonly Folder[] = [
  { serverId: '1', name: 'Calendar', type: 8 },
  { serverId: '2', name: 'Contacts', type: 9 },
  { serverId: '3', name: 'Deleted Items', type: 4 },
  { serverId: '4', name: 'Drafts', type: 3 },
  { serverId: '5', name: 'Inbox', type: 2 },
  { serverId: '6', name: 'Journal', type: 11 },
  { serverId: '7', name: 'Notes', type: 10 },
  { serverId: '8', name: 'Outbox', type: 6 },
  { serverId: '9', name: 'Sent Items', type: 5 },
  { serverId: '10', name: 'Tasks', type: 7 },
  { serverId: 'RI', name: 'RecipientInfo', type: 19 },
]

const INBOX = '5'

/** A message as a device gets it. */
export interface Item {
  readonly serverId: string
  readonly data: readonly WbxmlElement[]
}

/** Somebody's inbox: what people wrote, and Exchange's notices about devices that are or were in quarantine. */
export interface Mailbox {
  readonly user: User
  readonly mail: { readonly total: number; readonly unread: number }
  readonly noticed: readonly DevicePartnership[]
  /** How much of what people wrote the policy shows to devices. */
  readonly shown: number
  readonly language: ActiveSyncSettings['noticeLanguage']
  /** What stands below a notice: UserMailInsert. */
  readonly insert: string | null
  /** How many items there are of both, as EWS counts them. */
  readonly total: number
  readonly unread: number
}

/** A mailbox as it is now. A notice outlives the quarantine, and the partnership as well. */
export function mailboxOf(user: User, { devices, settings }: Pick<Answering, 'devices' | 'settings'>): Mailbox {
  const { noOtherMail, noticeLanguage, oldMailHidden, quarantinedBefore, userMailInsert } = settings.activeSync
  const mail = noOtherMail ? { total: 0, unread: 0 } : user.inbox
  const noticed = devices.of(user.account).filter((device) => device.noticed)
  const notices = Math.max(noticed.length, quarantinedBefore ? 1 : 0)
  const shown = oldMailHidden ? 0 : mail.total
  return {
    user,
    mail,
    shown,
    noticed,
    language: noticeLanguage,
    insert: userMailInsert,
    total: mail.total + notices,
    unread: mail.unread + notices,
  }
}

/**
 * What a device may see of a folder: all that is in it; in quarantine nothing but Exchange's notice about itself, and in
 * discovery nothing at all. Every folder but the Inbox is empty.
 */
export function itemsFor(mailbox: Mailbox, device: Device, collectionId: string): Item[] {
  const { user, mail, shown, noticed } = mailbox
  if (collectionId !== INBOX) return []
  if (device.state === 'DeviceDiscovery') return []
  if (device.state !== 'Allowed') return [notice(mailbox, device, 0)]
  const messages = Array.from({ length: shown }, (_, index) => ({
    serverId: `${INBOX}:${index + 1}`,
    data: message(user, {
      from: '"Bob Example" <bob@contoso.test>',
      subject: `Message ${index + 1}`,
      received: new Date(Date.UTC(2026, 10, 2 + index, 9)),
      read: index >= mail.unread,
      body: 'Good morning.',
    }),
  }))
  return [...messages, ...noticed.map((each, index) => notice(mailbox, each, index))]
}

/** Subject, text and the line above what is known of the device; the names of what is known are the same in both here. */
const NOTICES: Readonly<Record<Mailbox['language'], readonly [subject: string, text: string, about: string]>> = {
  english: [
    'Your mobile device is temporarily blocked from synchronizing using Exchange ActiveSync until your administrator grants it access.',
    'Your mobile device is temporarily blocked from accessing content via Exchange ActiveSync because the mobile device has been quarantined. ' +
      "You don't need to take any action. Content will automatically be downloaded as soon as access is granted by your administrator.",
    'Information about your mobile device:',
  ],
  turkish: [
    'Mobil cihazınızın Exchange ActiveSync üzerinden eşitlenmesi, yöneticiniz erişim verinceye kadar engellendi.',
    'Mobil cihazınız karantinaya alındığı için Exchange ActiveSync üzerinden içeriğe erişimi geçici olarak engellendi.',
    'Mobil cihazınızla ilgili bilgiler:',
  ],
}

function notice({ user, language, insert }: Mailbox, device: DevicePartnership, index: number): Item {
  const { Model = '', OS = '', IMEI = '' } = device.information
  const known = [
    ['Device model', Model],
    ['Device type', device.deviceType],
    ['Device ID', device.deviceId],
    ['Device OS', OS],
    ['Device user agent', device.userAgent],
    ['Device IMEI', IMEI],
    ['Device access state', 'Quarantined'],
    ['Device access state reason', device.noticeReason ?? 'Global'],
  ].map(([name, value]) => `${name}: ${value}`)
  const [subject, text, about] = NOTICES[language]
  const body = [text, about, ...known, ...(insert === null ? [] : [insert])].join('\r\n')
  const from = '"Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.test>'
  const received = new Date(device.firstSync)
  return {
    serverId: `${INBOX}:${1000 + index}`,
    data: message(user, { from, subject, received, read: false, body }),
  }
}

interface Message {
  readonly from: string
  readonly subject: string
  readonly received: Date
  readonly read: boolean
  readonly body: string
}

/** ApplicationData of a message (MS-ASEMAIL section 2.2.2). */
function message(user: User, { from, subject, received, read, body }: Message): WbxmlElement[] {
  return [
    element('Email:To', `"${user.displayName}" <${user.mailbox}>`),
    element('Email:From', from),
    element('Email:Subject', subject),
    element('Email:DateReceived', received.toISOString()),
    element('Email:DisplayTo', user.displayName),
    element('Email:ThreadTopic', subject),
    element('Email:Importance', '1'),
    element('Email:Read', read ? '1' : '0'),
    element('AirSyncBase:Body', [
      element('AirSyncBase:Type', '1'),
      element('AirSyncBase:EstimatedDataSize', String(Buffer.byteLength(body))),
      element('AirSyncBase:Data', body),
    ]),
    element('Email:MessageClass', 'IPM.Note'),
    element('Email:InternetCPID', '65001'),
    element('Email:ContentClass', 'urn:content-classes:message'),
    element('AirSyncBase:NativeBodyType', '1'),
  ]
}
