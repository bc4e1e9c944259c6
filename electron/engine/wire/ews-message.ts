import type { EwsAnswer } from '../../../shared/artifacts/ews.ts'
import { distinguishedFolder, ewsPost } from './ews-envelope.ts'
import { type EwsResponse, readEwsResponse } from './ews-response.ts'
import type { HttpRequest } from './http-connection.ts'
import { findElement, findElements, textOf, type XmlElement } from './xml.ts'

/** The POST of GetFolder for one mailbox's inbox, its default shape (MS-OXWSFOLD section 3.1.4.5). */
export function getFolderPost(url: URL, mailbox: string, userAgent: string, impersonate?: string): HttpRequest {
  return ewsPost(url, { userAgent, body: getFolder(distinguishedFolder('inbox', mailbox)), impersonate })
}

/**
 * The POST of GetFolder for two inboxes: that of whoever signs in, which is meant where no mailbox is named, and that of
 * `mailbox`, which shows whether the two are one.
 */
export function ownInboxPost(url: URL, mailbox: string, userAgent: string): HttpRequest {
  const own = '<t:DistinguishedFolderId Id="inbox"/>'
  return ewsPost(url, { userAgent, body: getFolder(own + distinguishedFolder('inbox', mailbox)) })
}

function getFolder(ids: string): string {
  return `<m:GetFolder>
      <m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>
      <m:FolderIds>${ids}</m:FolderIds>
    </m:GetFolder>`
}

const MOST_CHARACTERS = 500
/** What a 32-bit count can be that is none below nothing. */
const COUNT = /^\d{1,10}$/

/** The folder that a GetFolder response holds, when it does. */
export function folderOf(root: XmlElement): EwsAnswer['folder'] {
  const message = findElement(root, 'GetFolderResponseMessage')
  const folder = message && findElement(message, 'Folder')
  if (!folder) return undefined
  const displayName = (textOf(folder, 'DisplayName') ?? '').slice(0, MOST_CHARACTERS)
  return { displayName, ...countIn(folder) }
}

function countIn(folder: XmlElement): { totalCount?: number } {
  const total = textOf(folder, 'TotalCount') ?? ''
  return COUNT.test(total) ? { totalCount: Number(total) } : {}
}

/** Of an account without a mailbox: whose inbox is meant has to be said. */
const NO_MAILBOX = 'ErrorMissingEmailAddress'
/** How EWS does not open a mailbox of somebody else's; one's own inbox is there and opens. */
const SOMEBODY_ELSES = ['ErrorItemNotFound', 'ErrorFolderNotFound', 'ErrorAccessDenied', 'ErrorNonExistentMailbox']

/** What comes back for `ownInboxPost`: `organisations` says whether the inbox is that of the mailbox too, where that can be told. */
export function ownInboxOf(root: XmlElement): { opened: boolean; items?: number; organisations?: boolean } {
  const [own, named] = findElements(root, 'GetFolderResponseMessage')
  const folder = own && findElement(own, 'Folder')
  if (!folder) {
    const hasNone = textOf(own ?? root, 'ResponseCode') === NO_MAILBOX
    return { opened: false, ...(hasNone && { organisations: false }) }
  }
  const { totalCount } = countIn(folder)
  const organisations = named && isSame(folder, named)
  return {
    opened: true,
    ...(totalCount !== undefined && { items: totalCount }),
    ...(organisations !== undefined && { organisations }),
  }
}

function isSame(own: XmlElement, named: XmlElement): boolean | undefined {
  const [one, other] = [own, named].map((each) => findElement(each, 'FolderId')?.attributes.Id)
  if (one && other) return one === other
  return SOMEBODY_ELSES.includes(textOf(named, 'ResponseCode') ?? '') ? false : undefined
}

/** Reads a GetFolder response or a SOAP fault; throws as `readEwsResponse` does. */
export function readGetFolderResponse(bytes: Uint8Array, where: string): EwsResponse & Pick<EwsAnswer, 'folder'> {
  const { response, root } = readEwsResponse(bytes, where)
  const folder = folderOf(root)
  return { ...response, ...(folder && { folder }) }
}
