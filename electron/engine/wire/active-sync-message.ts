import { childrenOf, descend, element, holds, textAt, type WbxmlElement } from './wbxml/wbxml-element.ts'

const POLICY_TYPE = 'MS-EAS-Provisioning-WBXML'

/** What a device says of itself (MS-ASCMD 2.2.3.45). */
export type DeviceInformation = { model: string; friendlyName: string; os: string; userAgent: string }

function deviceInformation({ model, friendlyName, os, userAgent }: DeviceInformation): WbxmlElement {
  return element('Settings:DeviceInformation', [
    element('Settings:Set', [
      element('Settings:Model', model),
      element('Settings:FriendlyName', friendlyName),
      element('Settings:OS', os),
      element('Settings:UserAgent', userAgent),
    ]),
  ])
}

/**
 * The first round of Provision (MS-ASPROV 3.1.5.1.1). DeviceInformation must go with it from version 14.1 on, and must
 * not before.
 */
export function policyRequest(information: DeviceInformation | undefined): WbxmlElement {
  return element('Provision:Provision', [
    ...(information ? [deviceInformation(information)] : []),
    element('Provision:Policies', [element('Provision:Policy', [element('Provision:PolicyType', POLICY_TYPE)])]),
  ])
}

/** The second round (MS-ASPROV 3.1.5.1.2): the policy with this temporary key is applied, status 1. */
export function acknowledgement(temporaryKey: string): WbxmlElement {
  return element('Provision:Provision', [
    element('Provision:Policies', [
      element('Provision:Policy', [
        element('Provision:PolicyType', POLICY_TYPE),
        element('Provision:PolicyKey', temporaryKey),
        element('Provision:Status', '1'),
      ]),
    ]),
  ])
}

/** MS-ASCMD 2.2.1.18: the same of a device by a command of its own, where Provision may not carry it. */
export function deviceInformationRequest(information: DeviceInformation): WbxmlElement {
  return element('Settings:Settings', [deviceInformation(information)])
}

/** MS-ASCMD 2.2.1.5: the whole folder hierarchy. */
export function folderSyncRequest(): WbxmlElement {
  return element('FolderHierarchy:FolderSync', [element('FolderHierarchy:SyncKey', '0')])
}

/** MS-ASCMD 2.2.1.21: with key 0 the server gives a key, and nothing else. */
export function syncKeyRequest(collectionId: string): WbxmlElement {
  return syncOf([element('AirSync:SyncKey', '0'), element('AirSync:CollectionId', collectionId)])
}

/** One small page of a folder, newest and oldest alike, each body cut to what a notice of quarantine begins with. */
export function syncPageRequest(collectionId: string, syncKey: string, size: number): WbxmlElement {
  return syncOf([
    element('AirSync:SyncKey', syncKey),
    element('AirSync:CollectionId', collectionId),
    element('AirSync:GetChanges', '1'),
    element('AirSync:WindowSize', String(size)),
    element('AirSync:Options', [
      element('AirSync:FilterType', '0'),
      element('AirSyncBase:BodyPreference', [
        element('AirSyncBase:Type', '1'),
        element('AirSyncBase:TruncationSize', '512'),
      ]),
    ]),
  ])
}

function syncOf(collection: WbxmlElement[]): WbxmlElement {
  return element('AirSync:Sync', [element('AirSync:Collections', [element('AirSync:Collection', collection)])])
}

/** A number in an element; undefined where it is missing or no whole number. */
function numberAt(from: WbxmlElement | undefined, ...path: string[]): number | undefined {
  const text = textAt(from, ...path)
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

type ProvisionAnswer = {
  status: number | undefined
  policyStatus: number | undefined
  policyKey: string | undefined
  /** Elements of the policy with their values: `DevicePasswordEnabled 1`. */
  demands: string[]
}

/** What Provision answers, in either round (MS-ASPROV 2.2.2). A policy key is a number of at most ten digits. */
export function readProvision(root: WbxmlElement): ProvisionAnswer {
  const policy = descend(root, 'Provision:Policies', 'Provision:Policy')
  const key = textAt(policy, 'Provision:PolicyKey')
  const document = descend(policy, 'Provision:Data', 'Provision:EASProvisionDoc')
  const values = Array.isArray(document?.content) ? (document.content as readonly WbxmlElement[]) : []
  return {
    status: numberAt(root, 'Provision:Status'),
    policyStatus: numberAt(policy, 'Provision:Status'),
    policyKey: key !== undefined && /^\d{1,10}$/.test(key) ? key : undefined,
    demands: values.flatMap(({ name, content }) =>
      typeof content === 'string' && /^\d{1,9}$/.test(content) ? [`${name.replace('Provision:', '')} ${content}`] : [],
    ),
  }
}

/**
 * Whether an answer asks for the device, or the account on it, to be wiped: by status 140 or by an element, wherever
 * it stands. Nothing may be sent after that: even an ordinary answer could be taken for a confirmation.
 */
export function asksForWipe(root: WbxmlElement): boolean {
  if (holds(root, 'Provision:RemoteWipe') || holds(root, 'Provision:AccountOnlyRemoteWipe')) return true
  return (
    statusOf(root) === 140 ||
    textAt(descend(root, 'Provision:Policies', 'Provision:Policy'), 'Provision:Status') === '140'
  )
}

/** The command's own Status, of whichever command it is. */
export function statusOf(root: WbxmlElement): number | undefined {
  const [page] = root.name.split(':')
  return (
    numberAt(root, `${page}:Status`) ??
    numberAt(descend(root, 'AirSync:Collections', 'AirSync:Collection'), 'AirSync:Status')
  )
}

/** The folders that FolderSync adds; `inbox` is the id of the one with type 2 (MS-ASCMD 2.2.3.186.3). */
export function readFolders(root: WbxmlElement): { count: number; inbox: string | undefined } {
  const added = childrenOf(descend(root, 'FolderHierarchy:Changes'), 'FolderHierarchy:Add')
  const inbox = added.find((folder) => textAt(folder, 'FolderHierarchy:Type') === '2')
  return { count: added.length, inbox: textAt(inbox, 'FolderHierarchy:ServerId') }
}

/** The key that a Sync gives for its one folder. */
export function readSyncKey(root: WbxmlElement): string | undefined {
  return textAt(root, 'AirSync:Collections', 'AirSync:Collection', 'AirSync:SyncKey')
}

export type InboxPage = { items: number; more: boolean; quarantineNotice?: { receivedAt?: string; count?: number } }

/** Counts what one page of the inbox brings. Nothing of a message is kept but the date of a notice of quarantine. */
export function readInboxPage(root: WbxmlElement | undefined): InboxPage {
  const collection = descend(root, 'AirSync:Collections', 'AirSync:Collection')
  const added = childrenOf(descend(collection, 'AirSync:Commands'), 'AirSync:Add')
  const data = added.map((item) => descend(item, 'AirSync:ApplicationData'))
  const notices = data.filter(isQuarantineNotice)
  const receivedAt = textAt(notices[0], 'Email:DateReceived')
  return {
    items: added.length - notices.length,
    more: descend(collection, 'AirSync:MoreAvailable') !== undefined,
    ...(notices.length > 0 && {
      quarantineNotice: {
        ...(receivedAt && /^[\d\-T:.Z]{8,30}$/.test(receivedAt) && { receivedAt }),
        ...(notices.length > 1 && { count: notices.length }),
      },
    }),
  }
}

/** The word in the languages that Exchange writes its notices in most. */
const QUARANTINE =
  /quarant[aä]|quarentena|cuarentena|kwarantann|karant[eé]|карантин|検疫|隔离|隔離|격리|temporarily blocked from (?:accessing|synchronizing)/i

/** From whom Exchange's own messages come, in every organisation: the recipient that set-up makes. */
const EXCHANGE_ITSELF = /\bMicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@/i

/**
 * Exchange's own notice names ActiveSync, in its subject or at the beginning of its text; and it names the quarantine, or
 * shows by its sender that it is Exchange's, in whatever language.
 */
function isQuarantineNotice(data: WbxmlElement | undefined): boolean {
  const subject = textAt(data, 'Email:Subject') ?? ''
  const body = textAt(data, 'AirSyncBase:Body', 'AirSyncBase:Data') ?? ''
  const text = `${subject}\n${body}`
  const isExchanges = EXCHANGE_ITSELF.test(textAt(data, 'Email:From') ?? '')
  return /ActiveSync/i.test(text) && (isExchanges || QUARANTINE.test(text))
}
