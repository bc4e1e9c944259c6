import { readGetFolderResponse } from '../../electron/engine/wire/ews-message.ts'
import { ewsOperations } from '../../electron/engine/wire/ews-operations.ts'
import { readEwsResponse } from '../../electron/engine/wire/ews-response.ts'
import { EwsAnswer } from '../../shared/artifacts/ews.ts'
import { EwsOperation } from '../../shared/artifacts/ews-operations.ts'
import type { FuzzTarget } from './target.ts'
import { xmlDictionary } from './xml-dictionary.ts'

const envelope = (body: string): Buffer =>
  Buffer.from(
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="2" MajorBuildNumber="1748" MinorBuildNumber="10" xmlns:h="t"/></s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  )

const operations = Object.values(ewsOperations)

/** What a run asks of an answer before it takes it: one of another shape would be shown as our own bug. */
const asked = { userAgent: 'test', exchanges: [] }
const Operation = EwsOperation.omit({ operation: true, milliseconds: true }).partial()

/** Answers of Exchange Web Services (MS-OXWSFOLD and others), SOAP faults among them. */
export const ews: FuzzTarget = {
  name: 'ews',
  seeds: [
    envelope(
      '<m:GetFolderResponse xmlns:m="m" xmlns:t="t"><m:ResponseMessages><m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Folders><t:Folder><t:FolderId Id="AAA=" ChangeKey="AQ=="/><t:DisplayName>Inbox</t:DisplayName><t:TotalCount>12</t:TotalCount></t:Folder></m:Folders></m:GetFolderResponseMessage></m:ResponseMessages></m:GetFolderResponse>',
    ),
    envelope(
      '<s:Fault><faultcode xmlns:a="t">a:ErrorServerBusy</faultcode><faultstring xml:lang="en-US">The server is busy &amp; tired.</faultstring><detail><e:ResponseCode xmlns:e="e">ErrorServerBusy</e:ResponseCode><t:MessageXml xmlns:t="t"><t:Value Name="BackOffMilliseconds">297749</t:Value></t:MessageXml></detail></s:Fault>',
    ),
  ],
  dictionary: [...xmlDictionary, '<t:TotalCount>', 'ResponseCode', 'BackOffMilliseconds'],
  read: (input, random) => {
    const where = 'mail.contoso.test'
    if (random.below(2) === 0) return EwsAnswer.parse({ ...asked, ...readGetFolderResponse(input, where) })
    const { response, root } = readEwsResponse(input, where)
    const { subscriptionId, ...result } = random.pick(operations).read(root, 'alice@contoso.test')
    return { ...Operation.parse({ ...response, ...result }), subscriptionId }
  },
  growth: 8,
}
