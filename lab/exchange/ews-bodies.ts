import { build } from '../http/reply.ts'
import type { User } from '../users.ts'
import { escapeXml } from './xml.ts'

export const ns = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  messages: 'http://schemas.microsoft.com/exchange/services/2006/messages',
  types: 'http://schemas.microsoft.com/exchange/services/2006/types',
  errors: 'http://schemas.microsoft.com/exchange/services/2006/errors',
} as const

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'

/** One answer inside GetFolderResponse, inner XML of m:ResponseMessages. */
export function folderMessage(folder: string): string {
  return (
    '<m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>' +
    `<m:Folders>${folder}</m:Folders></m:GetFolderResponseMessage>`
  )
}

export function folderErrorMessage(code: string, text: string): string {
  return (
    `<m:GetFolderResponseMessage ResponseClass="Error"><m:MessageText>${escapeXml(text)}</m:MessageText>` +
    `<m:ResponseCode>${code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:Folders/>` +
    '</m:GetFolderResponseMessage>'
  )
}

/** Distinguished folders (MS-OXWSCDATA section 2.2.5.10) that the lab has, and how they are called and typed. */
const folders: Record<string, { name: string; element: string; itemClass: string }> = {
  inbox: { name: 'Inbox', element: 'Folder', itemClass: 'IPF.Note' },
  calendar: { name: 'Calendar', element: 'CalendarFolder', itemClass: 'IPF.Appointment' },
  contacts: { name: 'Contacts', element: 'ContactsFolder', itemClass: 'IPF.Contact' },
  drafts: { name: 'Drafts', element: 'Folder', itemClass: 'IPF.Note' },
  sentitems: { name: 'Sent Items', element: 'Folder', itemClass: 'IPF.Note' },
  deleteditems: { name: 'Deleted Items', element: 'Folder', itemClass: 'IPF.Note' },
  msgfolderroot: { name: 'Top of Information Store', element: 'Folder', itemClass: 'IPF.Note' },
}

/** A folder's XML in the wanted shape (MS-OXWSFOLD section 2.2.4.12), or nothing when there is no such folder. */
export function folderXml(user: User, id: string, shape: string): string | undefined {
  const folder = Object.hasOwn(folders, id) ? folders[id] : undefined
  if (folder === undefined) return undefined
  const counts = id === 'inbox' ? user.inbox : { total: 0, unread: 0 }
  const key = Buffer.from(`lab:${user.account}:${id}`).toString('base64')
  const identity = `<t:FolderId Id="${key}" ChangeKey="AQAAABYAAAB${key.slice(0, 8)}"/>`
  const rest =
    `<t:FolderClass>${folder.itemClass}</t:FolderClass><t:DisplayName>${folder.name}</t:DisplayName>` +
    `<t:TotalCount>${counts.total}</t:TotalCount><t:ChildFolderCount>0</t:ChildFolderCount>` +
    (folder.element === 'Folder' ? `<t:UnreadCount>${counts.unread}</t:UnreadCount>` : '')
  return `<t:${folder.element}>${identity}${shape === 'IdOnly' ? '' : rest}</t:${folder.element}>`
}

/** The whole answer to GetFolder (MS-OXWSFOLD section 3.1.4.5), with the version header of every EWS answer. */
export function getFolderResponse(messages: readonly string[]): string {
  const version =
    `<h:ServerVersionInfo MajorVersion="${build.major}" MinorVersion="${build.minor}" MajorBuildNumber="${build.build}" ` +
    `MinorBuildNumber="${build.revision}" Version="V2017_07_11" xmlns:h="${ns.types}" xmlns="${ns.types}"/>`
  return (
    `${DECLARATION}<s:Envelope xmlns:s="${ns.soap}"><s:Header>${version}</s:Header>` +
    `<s:Body><m:GetFolderResponse xmlns:m="${ns.messages}" xmlns:t="${ns.types}"><m:ResponseMessages>` +
    `${messages.join('')}</m:ResponseMessages></m:GetFolderResponse></s:Body></s:Envelope>`
  )
}

/** A request that the schema does not know, or that is no XML: always a SOAP fault with status 500. */
export function schemaFault(violation: string, line: number, column: number): string {
  return (
    `${DECLARATION}<s:Envelope xmlns:s="${ns.soap}"><s:Body><s:Fault>` +
    `<faultcode xmlns:a="${ns.types}">a:ErrorSchemaValidation</faultcode>` +
    `<faultstring xml:lang="en-US">The request failed schema validation: ${escapeXml(violation)}</faultstring><detail>` +
    `<e:ResponseCode xmlns:e="${ns.errors}">ErrorSchemaValidation</e:ResponseCode>` +
    `<e:Message xmlns:e="${ns.errors}">The request failed schema validation.</e:Message>` +
    `<t:MessageXml xmlns:t="${ns.types}"><t:LineNumber>${line}</t:LineNumber>` +
    `<t:LinePosition>${column}</t:LinePosition><t:Violation>${escapeXml(violation)}</t:Violation></t:MessageXml>` +
    '</detail></s:Fault></s:Body></s:Envelope>'
  )
}

/** What a browser sees at /EWS/Exchange.asmx once signed in: the help page that WCF makes. */
export function servicePage(host: string): string {
  return (
    '<HTML><HEAD><TITLE>Service</TITLE></HEAD><BODY><H1>Service</H1><P>You have created a service.</P>' +
    `<P>To test this service, you will need to create a client: svcutil.exe https://${escapeXml(host)}/EWS/Services.wsdl</P>` +
    '</BODY></HTML>'
  )
}
