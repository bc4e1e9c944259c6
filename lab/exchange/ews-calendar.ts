import { type User, userOfMailbox } from '../users.ts'
import { mailboxOf } from './active-sync-mailbox.ts'
import { type EwsCall, type EwsHandler, openMailbox, required, textOf } from './ews-call.ts'
import { checkId, type Folder, openFolder, shapeOf } from './ews-folders.ts'
import { EwsError, errorWords, messagesOf, ns, responseOf } from './ews-soap.ts'
import { child, escapeXml, type XmlElement, XmlRefusal } from './xml.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

interface Appointment {
  readonly id: string
  readonly subject: string
  readonly start: Date
  readonly end: Date
}

/** FindItem (MS-OXWSSRCH section 3.1.4.2): a window of a calendar, or the items of another folder. */
export const findItem: EwsHandler = (call) => {
  const shape = shapeOf(call.operation, 'ItemShape')
  const view = child(call.operation, ns.messages, 'CalendarView')
  const ids = required(call.operation, 'messages', 'ParentFolderIds').children
  if (ids.length === 0) throw new XmlRefusal("The element 'ParentFolderIds' has incomplete content.")
  for (const id of ids) checkId(id)
  return messagesOf('FindItem', ids, (id) => {
    const folder = openFolder(id, call)
    if (folder.id === 'calendar' && call.at.settings.ews.calendar === 'damaged') {
      throw new EwsError('ErrorCorruptData', 'The data in the folder is corrupt.')
    }
    return view ? calendarWindow(folder, view, shape, call) : allItems(folder, shape, call)
  })
}

function calendarWindow(folder: Folder, view: XmlElement, shape: string, call: EwsCall): string {
  if (folder.element !== 'CalendarFolder') {
    throw new EwsError('ErrorCalendarFolderIsInvalidForCalendarView', 'The folder must be a calendar folder.')
  }
  const from = dateOf(view.attributes.get('StartDate'))
  const to = dateOf(view.attributes.get('EndDate'))
  if (to <= from) throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate.')
  const most = Number(view.attributes.get('MaxEntriesReturned') ?? 1000)
  const found = appointmentsOf(folder.owner, call.at.now()).filter(({ start, end }) => start < to && end > from)
  const items = found.slice(0, most).map((each) => {
    const times = `<t:Start>${each.start.toISOString()}</t:Start><t:End>${each.end.toISOString()}</t:End>`
    const rest = `<t:Subject>${escapeXml(each.subject)}</t:Subject>${times}<t:LegacyFreeBusyStatus>Busy</t:LegacyFreeBusyStatus>`
    return `<t:CalendarItem>${itemId(each.id)}${shape === 'IdOnly' ? '' : rest}</t:CalendarItem>`
  })
  return rootFolder(found.length, items, found.length <= most)
}

function allItems(folder: Folder, shape: string, call: EwsCall): string {
  const page = child(call.operation, ns.messages, 'IndexedPageItemView')
  const most = Number(page?.attributes.get('MaxEntriesReturned') ?? 1000)
  const total = folder.id === 'inbox' ? mailboxOf(folder.owner, call.at).total : 0
  const items = Array.from({ length: Math.min(total, most) }, (_, index) => {
    const subject = shape === 'IdOnly' ? '' : `<t:Subject>Message ${index + 1}</t:Subject>`
    return `<t:Message>${itemId(`${folder.owner.account}:message:${index}`)}${subject}</t:Message>`
  })
  return rootFolder(total, items, total <= most)
}

function rootFolder(total: number, items: readonly string[], whole: boolean): string {
  return `<m:RootFolder TotalItemsInView="${total}" IncludesLastItemInRange="${whole}"><t:Items>${items.join('')}</t:Items></m:RootFolder>`
}

function itemId(key: string): string {
  return `<t:ItemId Id="${Buffer.from(`lab-item:${key}`).toString('base64')}" ChangeKey="DwAAABYAAAA="/>`
}

/** GetUserAvailability (MS-OXWAVLS section 3.1.4.1): one answer for each mailbox, in their order. */
export const getUserAvailability: EwsHandler = (call) => {
  const options = required(call.operation, 'types', 'FreeBusyViewOptions')
  const window = required(options, 'types', 'TimeWindow')
  const bias = Number(textOf(child(call.operation, ns.types, 'TimeZone'), 'types', 'Bias') ?? 0) * MINUTE
  const from = dateOf(`${textOf(window, 'types', 'StartTime')}Z`).getTime() + bias
  const to = dateOf(`${textOf(window, 'types', 'EndTime')}Z`).getTime() + bias
  const step = Number(textOf(options, 'types', 'MergedFreeBusyIntervalInMinutes') ?? 30) * MINUTE
  const mailboxes = required(call.operation, 'messages', 'MailboxDataArray').children
  const answers = mailboxes.map((each) => {
    try {
      const address = textOf(child(each, ns.types, 'Email'), 'types', 'Address') ?? ''
      if (call.at.settings.ews.availability === 'says-nothing') return freeBusy(NOTHING)
      const merged = mergedFreeBusy(ownerOf(address, call), from, to, step, call.at.now())
      return freeBusy(
        `<t:FreeBusyViewType>MergedOnly</t:FreeBusyViewType><t:MergedFreeBusy>${merged}</t:MergedFreeBusy>`,
      )
    } catch (error) {
      if (!(error instanceof EwsError)) throw error
      const words = errorWords(error.code, error.message)
      return (
        `<m:FreeBusyResponse><m:ResponseMessage ResponseClass="Error">${words}</m:ResponseMessage>` +
        `<m:FreeBusyView>${NOTHING}</m:FreeBusyView></m:FreeBusyResponse>`
      )
    }
  })
  return responseOf('GetUserAvailability', `<m:FreeBusyResponseArray>${answers.join('')}</m:FreeBusyResponseArray>`)
}

const NOTHING = '<t:FreeBusyViewType>None</t:FreeBusyViewType>'

/** The answer for one mailbox. */
function freeBusy(view: string): string {
  return (
    '<m:FreeBusyResponse><m:ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage>' +
    `<m:FreeBusyView>${view}</m:FreeBusyView></m:FreeBusyResponse>`
  )
}

function ownerOf(address: string, call: EwsCall): User {
  const { availability } = call.at.settings.ews
  if (userOfMailbox(address) === undefined) {
    throw new EwsError(
      'ErrorMailRecipientNotFound',
      `Unable to resolve e-mail address ${address} to an Active Directory object.`,
    )
  }
  if (availability === 'no-server-in-site') {
    throw new EwsError(
      'ErrorNoRespondingCASInDestinationSite',
      'No Client Access server of the destination site responded.',
    )
  }
  if (availability === 'generation-fails') {
    throw new EwsError('ErrorFreeBusyGenerationFailed', 'Unable to generate free/busy information for the mailbox.')
  }
  return openMailbox(address, call)
}

/** A digit for each slot: 0 free, 2 busy (MS-OXWAVLS section 2.2.4.13). */
function mergedFreeBusy(owner: User, from: number, to: number, step: number, now: Date): string {
  if (!(to > from) || !(step > 0)) throw new EwsError('ErrorInvalidTimeInterval', 'The time window is not valid.')
  const busy = appointmentsOf(owner, now)
  const slots = Math.min(Math.ceil((to - from) / step), 10_000)
  return Array.from({ length: slots }, (_, index) => {
    const start = from + index * step
    const taken = busy.some((each) => each.start.getTime() < start + step && each.end.getTime() > start)
    return taken ? '2' : '0'
  }).join('')
}

function appointmentsOf(owner: User, now: Date): Appointment[] {
  return owner.calendar.map(({ subject, inHours, hours }, index) => {
    const start = Math.floor(now.getTime() / HOUR) * HOUR + inHours * HOUR
    const end = new Date(start + hours * HOUR)
    return { id: `${owner.account}:calendar:${index}`, subject, start: new Date(start), end }
  })
}

function dateOf(text: string | undefined): Date {
  const at = Date.parse(text ?? '')
  if (Number.isNaN(at))
    throw new XmlRefusal(`The value '${text ?? ''}' is invalid according to its datatype 'dateTime'.`)
  return new Date(at)
}
