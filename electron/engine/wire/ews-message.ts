import type { EwsAnswer } from '../../../shared/artifacts/ews.ts'
import { distinguishedFolder, ewsPost } from './ews-envelope.ts'
import { type EwsResponse, readEwsResponse } from './ews-response.ts'
import type { HttpRequest } from './http-connection.ts'
import { findElement, textOf, type XmlElement } from './xml.ts'

/** The POST of GetFolder for one mailbox's inbox, its default shape (MS-OXWSFOLD section 3.1.4.5). */
export function getFolderPost(url: URL, mailbox: string, userAgent: string, impersonate?: string): HttpRequest {
  const body = `<m:GetFolder>
      <m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>
      <m:FolderIds>${distinguishedFolder('inbox', mailbox)}</m:FolderIds>
    </m:GetFolder>`
  return ewsPost(url, { userAgent, body, impersonate })
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
  const total = textOf(folder, 'TotalCount') ?? ''
  return { displayName, ...(COUNT.test(total) && { totalCount: Number(total) }) }
}

/** Reads a GetFolder response or a SOAP fault; throws as `readEwsResponse` does. */
export function readGetFolderResponse(bytes: Uint8Array, where: string): EwsResponse & Pick<EwsAnswer, 'folder'> {
  const { response, root } = readEwsResponse(bytes, where)
  const folder = folderOf(root)
  return { ...response, ...(folder && { folder }) }
}
