import type { EwsAnswer } from '../../../shared/artifacts/ews.ts'
import type { HttpRequest } from './http-connection.ts'
import { escapeXml, findElement, parseXml, textOf } from './xml.ts'

/**
 * The POST of GetFolder for one mailbox's inbox, its default shape (MS-OXWSFOLD; SOAP 1.1 as MS-OXWSCDATA has it). The
 * mailbox is named, since the account that signs in may be another's.
 */
export function getFolderPost(url: URL, mailbox: string, userAgent: string): HttpRequest {
  return {
    method: 'POST',
    path: url.pathname + url.search,
    headers: { 'user-agent': userAgent, 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml' },
    body: `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">
  <soap:Header><t:RequestServerVersion Version="Exchange2013"/></soap:Header>
  <soap:Body>
    <m:GetFolder>
      <m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>
      <m:FolderIds>
        <t:DistinguishedFolderId Id="inbox"><t:Mailbox><t:EmailAddress>${escapeXml(mailbox)}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>
      </m:FolderIds>
    </m:GetFolder>
  </soap:Body>
</soap:Envelope>
`,
  }
}

type GetFolderAnswer = Pick<EwsAnswer, 'responseCode' | 'messageText' | 'folder' | 'serverVersion'>

/**
 * Reads a GetFolder response or a SOAP fault. Throws a WireError `xml-malformed` for what is not XML; XML of another
 * kind (a portal's page) gives an empty answer.
 */
export function readGetFolderResponse(bytes: Uint8Array, where: string): GetFolderAnswer {
  const envelope = parseXml(bytes, where)
  const message = findElement(envelope, 'GetFolderResponseMessage')
  const fault = findElement(envelope, 'Fault')
  const folder = message && findElement(message, 'Folder')
  const total = Number.parseInt(textOf(folder, 'TotalCount') ?? '', 10)
  const version = findElement(envelope, 'ServerVersionInfo')?.attributes
  const responseCode = textOf(message ?? fault, 'ResponseCode') ?? textOf(fault, 'faultcode')
  const messageText = textOf(message, 'MessageText') ?? textOf(fault, 'faultstring')
  return {
    ...(responseCode && { responseCode }),
    ...(messageText && { messageText: messageText.slice(0, 500) }),
    ...(folder && {
      folder: {
        displayName: textOf(folder, 'DisplayName') ?? '',
        ...(Number.isNaN(total) ? {} : { totalCount: total }),
      },
    }),
    ...(version?.MajorVersion && { serverVersion: versionText(version) }),
  }
}

function versionText(version: Record<string, string>): string {
  const { MajorVersion, MinorVersion, MajorBuildNumber, MinorBuildNumber } = version
  return [MajorVersion, MinorVersion, MajorBuildNumber, MinorBuildNumber].map((part) => part ?? '0').join('.')
}
