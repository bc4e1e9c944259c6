import type { Agent } from 'node:https'
import { XMLParser } from 'fast-xml-parser'
import type { Lab } from '../../lab/lab.ts'
import { type Answer, asAlice, ask } from './https-client.ts'
import { xml } from './requests.ts'

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true })

/** A folder as a client names it, of one's own mailbox or another's. */
export function folder(id: string, mailbox?: string): string {
  const of = mailbox === undefined ? '' : `<t:Mailbox><t:EmailAddress>${mailbox}</t:EmailAddress></t:Mailbox>`
  return `<t:DistinguishedFolderId Id="${id}">${of}</t:DistinguishedFolderId>`
}

/** Operations as the open protocol documents write them, the lab's own clock aside. */
export const operations = {
  getFolder: (id = folder('inbox')) =>
    `<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>${id}</m:FolderIds></m:GetFolder>`,
  syncFolderHierarchy: (shape = 'IdOnly') =>
    `<m:SyncFolderHierarchy><m:FolderShape><t:BaseShape>${shape}</t:BaseShape></m:FolderShape></m:SyncFolderHierarchy>`,
  findItem: (days = 7, { id = folder('calendar'), most = 5, shape = 'IdOnly' } = {}) =>
    `<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>${shape}</t:BaseShape></m:ItemShape><m:CalendarView MaxEntriesReturned="${most}" StartDate="${new Date().toISOString()}" EndDate="${new Date(Date.now() + days * 86_400_000).toISOString()}"/><m:ParentFolderIds>${id}</m:ParentFolderIds></m:FindItem>`,
  getUserAvailability: (address = 'alice@contoso.test', from = '2026-11-25T00:00:00', to = '2026-11-26T00:00:00') =>
    `<m:GetUserAvailabilityRequest><t:TimeZone><t:Bias>0</t:Bias></t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>${address}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>${from}</t:StartTime><t:EndTime>${to}</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>MergedOnly</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>`,
  getServerTimeZones: (ids: string[] = [], full = false) =>
    `<m:GetServerTimeZones ReturnFullTimeZoneData="${full}">${ids.length === 0 ? '' : `<m:Ids>${ids.map((id) => `<t:Id>${id}</t:Id>`).join('')}</m:Ids>`}</m:GetServerTimeZones>`,
  resolveNames: (entry = 'alice@contoso.test') =>
    `<m:ResolveNames ReturnFullContactData="false"><m:UnresolvedEntry>${entry}</m:UnresolvedEntry></m:ResolveNames>`,
  subscribe: (id = folder('inbox')) =>
    `<m:Subscribe><m:PullSubscriptionRequest><t:FolderIds>${id}</t:FolderIds><t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:Timeout>1</t:Timeout></m:PullSubscriptionRequest></m:Subscribe>`,
  unsubscribe: (id: string) => `<m:Unsubscribe><m:SubscriptionId>${id}</m:SubscriptionId></m:Unsubscribe>`,
} as const

export interface EwsAsking {
  readonly userAgent?: string
  readonly impersonate?: string
  readonly version?: string
  readonly headers?: Record<string, string>
  readonly agent?: Agent
}

/** The EWS answer to one operation: the HTTP answer, and what stands in it. */
interface EwsAnswered extends Answer {
  /** The SOAP Body, as objects without prefixes; nothing where the body is no XML. */
  // biome-ignore lint/suspicious/noExplicitAny: the parser's own shape, looked into by the tests' matchers
  readonly soap: any
  readonly code: string | undefined
}

/** Posts one operation as alice. */
export async function askEws(lab: Lab, body: string, asking: EwsAsking = {}): Promise<EwsAnswered> {
  const { userAgent = 'Test', impersonate, version = 'Exchange2013_SP1', headers = asAlice, agent } = asking
  const acting =
    impersonate === undefined
      ? ''
      : `<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${impersonate}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  const answer = await ask(lab, '/EWS/Exchange.asmx', {
    method: 'POST',
    ...(agent && { agent }),
    headers: { ...headers, ...xml, 'User-Agent': userAgent },
    body: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="${version}"/>${acting}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`,
  })
  const isWhole = answer.body.startsWith('<?xml') && answer.body.endsWith('</s:Envelope>')
  const soap = isWhole ? parser.parse(answer.body)?.Envelope?.Body : undefined
  return { ...answer, soap, code: /<[me]:ResponseCode[^>]*>([^<]+)</.exec(answer.body)?.[1] }
}
