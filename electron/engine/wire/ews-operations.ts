import type { EwsOperationName } from '../../../shared/artifacts/ews-operations.ts'
import { distinguishedFolder } from './ews-envelope.ts'
import { escapeXml, findElement, findElements, textOf, type XmlElement } from './xml.ts'

const DAY_MILLISECONDS = 24 * 3_600_000
/** What is looked at of a calendar: as far back and forward as shows that it can be read. */
const DAYS_BACK = 1
const DAYS_FORWARD = 7
const MOST_ITEMS = 5

/** What an operation is asked about. */
type OperationSubject = { mailbox: string; now: Date; subscriptionId?: string | undefined }

/** What came of an operation beside its response code: numbers and yes or no, nothing of what people wrote. */
type OperationResult = { count?: number; found?: boolean; subscriptionId?: string }

type Operation = {
  body: (subject: OperationSubject) => string
  read: (root: XmlElement, mailbox: string) => OperationResult
}

const UTC =
  '<t:TimeZone><t:Bias>0</t:Bias>' +
  ['StandardTime', 'DaylightTime']
    .map(
      (name) =>
        `<t:${name}><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:${name}>`,
    )
    .join('') +
  '</t:TimeZone>'

/** The operations as an integration asks them, each in the smallest form that shows whether it works. */
export const ewsOperations: Readonly<Record<EwsOperationName, Operation>> = {
  // MS-OXWSGTZ section 3.1.4.1: names alone; the rules of every zone would be a megabyte.
  GetServerTimeZones: {
    body: () => '<m:GetServerTimeZones ReturnFullTimeZoneData="false"/>',
    read: (root) => ({ count: countOf(root, 'TimeZoneDefinition') }),
  },
  // MS-OXWSSYNC section 3.1.4.1: no SyncState, so from the beginning; IdOnly, so that no folder is named.
  SyncFolderHierarchy: {
    body: ({ mailbox }) =>
      `<m:SyncFolderHierarchy><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:SyncFolderId>${distinguishedFolder('msgfolderroot', mailbox)}</m:SyncFolderId></m:SyncFolderHierarchy>`,
    read: (root) => ({ count: countOf(root, 'Create'), found: findElement(root, 'CalendarFolder') !== undefined }),
  },
  // MS-OXWSSRCH section 3.1.4.2, with a CalendarView (MS-OXWSMTGS).
  FindItem: {
    body: ({ mailbox, now }) =>
      `<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:CalendarView MaxEntriesReturned="${MOST_ITEMS}" StartDate="${moment(now, -DAYS_BACK)}" EndDate="${moment(now, DAYS_FORWARD)}"/><m:ParentFolderIds>${distinguishedFolder('calendar', mailbox)}</m:ParentFolderIds></m:FindItem>`,
    read: (root) => ({ count: countOf(root, 'CalendarItem') }),
  },
  // MS-OXWAVLS section 3.1.4.1: a day in slots of an hour, merged to a digit each, with no appointment named.
  GetUserAvailability: {
    body: ({ mailbox, now }) =>
      `<m:GetUserAvailabilityRequest>${UTC}<m:MailboxDataArray><t:MailboxData><t:Email><t:Address>${escapeXml(mailbox)}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType><t:ExcludeConflicts>false</t:ExcludeConflicts></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>${midnight(now, 0)}</t:StartTime><t:EndTime>${midnight(now, 1)}</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>MergedOnly</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>`,
    read: (root) => ({ count: textOf(root, 'MergedFreeBusy')?.length ?? 0 }),
  },
  // MS-OXWSRSLNM section 3.1.4.1: the mailbox's own address in the address list.
  ResolveNames: {
    body: ({ mailbox }) =>
      `<m:ResolveNames ReturnFullContactData="false" SearchScope="ActiveDirectory"><m:UnresolvedEntry>${escapeXml(mailbox)}</m:UnresolvedEntry></m:ResolveNames>`,
    read: (root, mailbox) => {
      const addresses = findElements(root, 'EmailAddress').map(({ text }) => text.trim().toLowerCase())
      return { count: countOf(root, 'Resolution'), found: addresses.includes(mailbox.toLowerCase()) }
    },
  },
  // MS-OXWSNTIF section 3.1.4.2: pulled, so that Exchange need not reach this machine; forgotten after a minute anyway.
  Subscribe: {
    body: ({ mailbox }) =>
      `<m:Subscribe><m:PullSubscriptionRequest><t:FolderIds>${distinguishedFolder('inbox', mailbox)}</t:FolderIds><t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:Timeout>1</t:Timeout></m:PullSubscriptionRequest></m:Subscribe>`,
    read: (root) => {
      const subscriptionId = textOf(root, 'SubscriptionId')
      return { found: subscriptionId !== undefined, ...(subscriptionId && { subscriptionId }) }
    },
  },
  Unsubscribe: {
    body: ({ subscriptionId }) =>
      `<m:Unsubscribe><m:SubscriptionId>${escapeXml(subscriptionId ?? '')}</m:SubscriptionId></m:Unsubscribe>`,
    read: () => ({}),
  },
}

function countOf(root: XmlElement, name: string): number {
  return findElements(root, name).length
}

function moment(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MILLISECONDS).toISOString()
}

/** Midnight UTC as GetUserAvailability takes it: without a zone, in the one that the request names. */
function midnight(now: Date, days: number): string {
  return `${moment(now, days).slice(0, 10)}T00:00:00`
}
