import { type User, users } from '../users.ts'
import { mailboxOf } from './active-sync-mailbox.ts'
import { type EwsCall, type EwsHandler, openMailbox, required, textOf } from './ews-call.ts'
import { EwsError, messagesOf, ns } from './ews-soap.ts'
import { child, type XmlElement, XmlRefusal } from './xml.ts'

const SHAPES = ['IdOnly', 'Default', 'AllProperties']

interface Kind {
  readonly name: string
  readonly element: 'Folder' | 'CalendarFolder' | 'ContactsFolder'
  readonly itemClass: string
}

/** Distinguished folders (MS-OXWSCDATA section 2.2.5.10) that the lab has, and how they are called and typed. */
const kinds: Readonly<Record<string, Kind>> = {
  msgfolderroot: { name: 'Top of Information Store', element: 'Folder', itemClass: 'IPF.Note' },
  inbox: { name: 'Inbox', element: 'Folder', itemClass: 'IPF.Note' },
  calendar: { name: 'Calendar', element: 'CalendarFolder', itemClass: 'IPF.Appointment' },
  contacts: { name: 'Contacts', element: 'ContactsFolder', itemClass: 'IPF.Contact' },
  drafts: { name: 'Drafts', element: 'Folder', itemClass: 'IPF.Note' },
  sentitems: { name: 'Sent Items', element: 'Folder', itemClass: 'IPF.Note' },
  deleteditems: { name: 'Deleted Items', element: 'Folder', itemClass: 'IPF.Note' },
}

/** One folder of somebody's mailbox. */
export interface Folder extends Kind {
  readonly owner: User
  readonly id: string
}

/** GetFolder (MS-OXWSFOLD section 3.1.4.5). */
export const getFolder: EwsHandler = (call) => {
  const shape = shapeOf(call.operation, 'FolderShape')
  const ids = child(call.operation, ns.messages, 'FolderIds')?.children ?? []
  if (ids.length === 0) throw new XmlRefusal("The element 'FolderIds' has incomplete content.")
  for (const id of ids) checkId(id)
  return messagesOf(
    'GetFolder',
    ids,
    (id) => `<m:Folders>${folderXml(openFolder(id, call), shape, call)}</m:Folders>`,
    '<m:Folders/>',
  )
}

/** SyncFolderHierarchy (MS-OXWSSYNC section 3.1.4.1), always from the beginning. */
export const syncFolderHierarchy: EwsHandler = (call) => {
  const shape = shapeOf(call.operation, 'FolderShape')
  const id = child(call.operation, ns.messages, 'SyncFolderId')?.children[0]
  if (id !== undefined) checkId(id)
  return messagesOf('SyncFolderHierarchy', [id], (each) => {
    const owner = each === undefined ? openMailbox(undefined, call) : openFolder(each, call).owner
    if (call.at.settings.ews.hierarchy === 'corrupt') {
      throw new EwsError('ErrorInternalServerError', 'An internal server error occurred. The operation failed.')
    }
    const found = Object.keys(kinds).filter((each) => each !== 'msgfolderroot' && isThere(each, call))
    const changes = found.map((each) => `<t:Create>${folderXml(folderOf(owner, each), shape, call)}</t:Create>`)
    return (
      `<m:SyncState>${Buffer.from(`lab-sync:${owner.account}`).toString('base64')}</m:SyncState>` +
      `<m:IncludesLastFolderInRange>true</m:IncludesLastFolderInRange><m:Changes>${changes.join('')}</m:Changes>`
    )
  })
}

/** BaseShape, which the schema limits to three words. */
export function shapeOf(operation: XmlElement, element: string): string {
  const shape = textOf(required(operation, 'messages', element), 'types', 'BaseShape') ?? ''
  if (!SHAPES.includes(shape)) {
    throw new XmlRefusal(`The 'BaseShape' element is invalid - The value '${shape}' is invalid.`)
  }
  return shape
}

/** Throws XmlRefusal for an element that is not an id of a folder. */
export function checkId(id: XmlElement): void {
  const known = id.namespace === ns.types && (id.name === 'FolderId' || id.name === 'DistinguishedFolderId')
  if (!known) throw new XmlRefusal(`The element 'FolderIds' has invalid child element '${id.name}'.`)
  if (!id.attributes.has('Id')) throw new XmlRefusal("The required attribute 'Id' is missing.")
}

/** The folder that an id names, if the caller may see it. Throws EwsError. */
export function openFolder(id: XmlElement, call: EwsCall): Folder {
  const named = id.attributes.get('Id') ?? ''
  const address = textOf(child(id, ns.types, 'Mailbox'), 'types', 'EmailAddress')
  const { account, id: kind } = id.name === 'FolderId' ? readKey(named) : { account: undefined, id: named }
  const owner = openMailbox(account?.mailbox ?? address, call)
  const right = owner === call.user ? 'full' : owner.account === 'bob' ? call.at.settings.ews.rightsOnBob : 'none'
  // With a right that does not reach this far, Exchange says so; without any, it does not admit that the folder is there.
  if (right === 'visible') throw new EwsError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
  if (right !== 'full' || !isThere(kind, call)) {
    const text = `The specified object was not found in the store., Default folder ${kind} not found.`
    throw new EwsError('ErrorItemNotFound', text)
  }
  return folderOf(owner, kind)
}

function isThere(kind: string, { at }: EwsCall): boolean {
  return Object.hasOwn(kinds, kind) && !(kind === 'calendar' && at.settings.ews.calendar === 'missing')
}

function folderOf(owner: User, id: string): Folder {
  const kind = kinds[id]
  if (kind === undefined) throw new Error(`The lab has no folder ${id}.`)
  return { owner, id, ...kind }
}

/** A folder's XML in the wanted shape (MS-OXWSFOLD section 2.2.4.12). */
function folderXml({ owner, id, element, name, itemClass }: Folder, shape: string, { at }: EwsCall): string {
  const counts =
    id === 'inbox' ? mailboxOf(owner, at) : { total: id === 'calendar' ? owner.calendar.length : 0, unread: 0 }
  const key = Buffer.from(`lab:${owner.account}:${id}`).toString('base64')
  const identity = `<t:FolderId Id="${key}" ChangeKey="AQAAABYAAAB${key.slice(0, 8)}"/>`
  const rest =
    `<t:FolderClass>${itemClass}</t:FolderClass><t:DisplayName>${name}</t:DisplayName>` +
    `<t:TotalCount>${counts.total}</t:TotalCount><t:ChildFolderCount>0</t:ChildFolderCount>` +
    (element === 'Folder' ? `<t:UnreadCount>${counts.unread}</t:UnreadCount>` : '')
  return `<t:${element}>${identity}${shape === 'IdOnly' ? '' : rest}</t:${element}>`
}

function readKey(key: string): { account: User; id: string } {
  const [lab, name, id = ''] = Buffer.from(key, 'base64').toString('utf8').split(':')
  const account = users.find((user) => user.account === name)
  if (lab !== 'lab' || account === undefined || !Object.hasOwn(kinds, id)) {
    throw new EwsError('ErrorInvalidIdMalformed', 'Id is malformed.')
  }
  return { account, id }
}
