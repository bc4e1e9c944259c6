import type { EwsAnswer } from '../../../shared/artifacts/ews.ts'
import { findElement, parseXml, textOf } from './xml.ts'

/** GetFolder for the inbox, its basic shape (MS-OXWSFOLD 3.1.4.6; SOAP 1.1 as MS-OXWSCDATA has it). */
export const getFolderRequest = `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">
  <soap:Header><t:RequestServerVersion Version="Exchange2013"/></soap:Header>
  <soap:Body>
    <m:GetFolder>
      <m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>
      <m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds>
    </m:GetFolder>
  </soap:Body>
</soap:Envelope>
`

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
