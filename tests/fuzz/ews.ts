import { ownInboxOf, readGetFolderResponse } from '../../electron/engine/wire/ews-message.ts'
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
    ...[
      '<m:GetServerTimeZonesResponse><m:ResponseMessages><m:GetServerTimeZonesResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:TimeZoneDefinitions><t:TimeZoneDefinition Id="UTC" Name="UTC"/></m:TimeZoneDefinitions></m:GetServerTimeZonesResponseMessage></m:ResponseMessages></m:GetServerTimeZonesResponse>',
      '<m:SyncFolderHierarchyResponse><m:ResponseMessages><m:SyncFolderHierarchyResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Changes><t:Create><t:CalendarFolder><t:FolderId Id="BBB="/></t:CalendarFolder></t:Create></m:Changes></m:SyncFolderHierarchyResponseMessage></m:ResponseMessages></m:SyncFolderHierarchyResponse>',
      '<m:GetUserAvailabilityResponse><m:FreeBusyResponseArray><m:FreeBusyResponse><m:ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage><m:FreeBusyView><t:FreeBusyViewType>MergedOnly</t:FreeBusyViewType><t:MergedFreeBusy>000000002220</t:MergedFreeBusy></m:FreeBusyView></m:FreeBusyResponse></m:FreeBusyResponseArray></m:GetUserAvailabilityResponse>',
      '<m:ResolveNamesResponse><m:ResponseMessages><m:ResolveNamesResponseMessage ResponseClass="Warning"><m:MessageText>Multiple results were found.</m:MessageText><m:ResponseCode>ErrorNameResolutionMultipleResults</m:ResponseCode><m:ResolutionSet TotalItemsInView="2"><t:Resolution><t:Mailbox><t:EmailAddress>alice@contoso.test</t:EmailAddress></t:Mailbox></t:Resolution></m:ResolutionSet></m:ResolveNamesResponseMessage></m:ResponseMessages></m:ResolveNamesResponse>',
      '<m:SubscribeResponse><m:ResponseMessages><m:SubscribeResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:SubscriptionId>DgBleGNoMDE=</m:SubscriptionId><m:Watermark>AQAAAA==</m:Watermark></m:SubscribeResponseMessage></m:ResponseMessages></m:SubscribeResponse>',
    ].map((response) => envelope(response)),
  ],
  dictionary: [...xmlDictionary, '<t:TotalCount>', 'ResponseCode', 'BackOffMilliseconds'],
  read: (input, random) => {
    const where = 'mail.contoso.test'
    if (random.below(2) === 0) return EwsAnswer.parse({ ...asked, ...readGetFolderResponse(input, where) })
    const { response, root } = readEwsResponse(input, where)
    if (random.below(8) === 0) return ownInboxOf(root)
    const { subscriptionId, ...result } = random.pick(operations).read(root, 'alice@contoso.test')
    return { ...Operation.parse({ ...response, ...result }), subscriptionId }
  },
  growth: 8,
}
