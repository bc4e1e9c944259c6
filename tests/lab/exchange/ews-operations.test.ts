import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { askEws, type EwsAsking, folder, operations } from '../ews-requests.ts'

const BOB = 'bob@contoso.test'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(() => lab.setFaults([]))

const post = (body: string, asking: EwsAsking = {}) => askEws(lab, body, asking)

describe('SyncFolderHierarchy (MS-OXWSSYNC section 3.1.4.1)', () => {
  it('lists the folders below the top, with ids alone', async () => {
    const { soap, body } = await post(operations.syncFolderHierarchy())
    const message = soap.SyncFolderHierarchyResponse.ResponseMessages.SyncFolderHierarchyResponseMessage
    expect(message).toMatchObject({ ResponseCode: 'NoError', IncludesLastFolderInRange: true })
    expect(message.Changes.Create).toHaveLength(6)
    expect(message.SyncState).toMatch(/^\S+$/)
    expect(body).not.toContain('DisplayName')
  })

  it('names them when it is asked to, and opens each by its id', async () => {
    const { body } = await post(operations.syncFolderHierarchy('Default'))
    expect(body.match(/<t:DisplayName>/g)).toHaveLength(6)
    for (const [, id] of body.matchAll(/<t:FolderId Id="([^"]+)"/g)) {
      expect(await post(operations.getFolder(`<t:FolderId Id="${id}"/>`))).toMatchObject({ code: 'NoError' })
    }
  })
})

describe('FindItem over a calendar (MS-OXWSSRCH section 3.1.4.2)', () => {
  it.each([
    ['a week', 7, 5, 2, 2],
    ['a month', 30, 5, 3, 3],
    ['a month, cut', 30, 2, 3, 2],
    ['an hour', 1 / 24, 5, 0, 0],
  ])('%s', async (_what, days, most, total, items) => {
    const { soap, body } = await post(operations.findItem(days, { most }))
    const root = soap.FindItemResponse.ResponseMessages.FindItemResponseMessage.RootFolder
    expect(root).toMatchObject({ TotalItemsInView: String(total), IncludesLastItemInRange: String(total === items) })
    expect(body.match(/<t:CalendarItem>/g) ?? []).toHaveLength(items)
    expect(body).not.toContain('Stand-up')
  })

  it('tells subjects when it is asked to', async () => {
    expect((await post(operations.findItem(7, { shape: 'Default' }))).body).toContain('<t:Subject>Stand-up</t:Subject>')
  })

  it.each([
    [
      'a folder that is no calendar',
      operations.findItem(7, { id: folder('inbox') }),
      'ErrorCalendarFolderIsInvalidForCalendarView',
    ],
    ['a window that ends before it begins', operations.findItem(-1), 'ErrorCalendarEndDateIsEarlierThanStartDate'],
    ['the calendar of somebody else', operations.findItem(7, { id: folder('calendar', BOB) }), 'ErrorItemNotFound'],
    ['no dates', operations.findItem().replace(/StartDate="[^"]+"/, ''), 'ErrorSchemaValidation'],
    ['no folder', operations.findItem(7, { id: '' }), 'ErrorSchemaValidation'],
  ])('answers %s with an error', async (_what, body, code) => {
    expect(await post(body)).toMatchObject({ code })
  })
})

describe('GetUserAvailability (MS-OXWAVLS section 3.1.4.1)', () => {
  it('gives a digit for each hour, and no appointment', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const tomorrow = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    const { soap, body } = await post(
      operations.getUserAvailability('alice@contoso.test', `${today}T00:00:00`, `${tomorrow}T00:00:00`),
    )
    const response = soap.GetUserAvailabilityResponse.FreeBusyResponseArray.FreeBusyResponse
    expect(response.ResponseMessage).toMatchObject({ ResponseClass: 'Success', ResponseCode: 'NoError' })
    const merged = /<t:MergedFreeBusy>(\d+)</.exec(body)?.[1] ?? ''
    expect(merged).toMatch(/^[02]{72}$/)
    expect(merged.match(/2/g)?.length).toBeGreaterThanOrEqual(2)
    expect(body).not.toContain('Stand-up')
  })

  it.each([
    ['nobody', operations.getUserAvailability('nobody@contoso.test'), 'ErrorMailRecipientNotFound'],
    [
      'a day that ends before it begins',
      operations.getUserAvailability(BOB, '2026-01-02T00:00:00', '2026-01-01T00:00:00'),
      'ErrorInvalidTimeInterval',
    ],
    ['no day', operations.getUserAvailability(BOB, 'soon'), 'ErrorSchemaValidation'],
  ])('answers %s with an error', async (_what, body, code) => {
    expect(await post(body)).toMatchObject({ code })
  })
})

describe('GetServerTimeZones (MS-OXWSGTZ section 3.1.4.1)', () => {
  it.each([
    ['names', [], false, 12, 0],
    ['names with rules', [], true, 12, 12],
    ['one', ['UTC'], true, 1, 1],
    ['none of that name', ['Elsewhere Standard Time'], false, 0, 0],
  ])('%s', async (_what, ids: string[], full, zones, periods) => {
    const { body, code } = await post(operations.getServerTimeZones(ids, full))
    expect(code).toBe('NoError')
    expect(body.match(/<t:TimeZoneDefinition /g) ?? []).toHaveLength(zones)
    expect(body.match(/<t:Period /g) ?? []).toHaveLength(periods)
  })
})

describe('ResolveNames (MS-OXWSRSLNM section 3.1.4.1)', () => {
  it.each([
    ['an address', 'alice@contoso.test', 'alice@contoso.test'],
    ['an address with its type', 'smtp:BOB@contoso.test', BOB],
    ['the beginning of a name', 'Zoë', 'zoe@contoso.test'],
  ])('finds %s', async (_what, entry, address) => {
    const { body, code } = await post(operations.resolveNames(entry))
    expect(code).toBe('NoError')
    expect(body).toContain(`<t:EmailAddress>${address}</t:EmailAddress>`)
  })

  it('finds nobody', async () => {
    expect(await post(operations.resolveNames('nobody'))).toMatchObject({ code: 'ErrorNameResolutionNoResults' })
  })
})

describe('Subscribe and Unsubscribe (MS-OXWSNTIF sections 3.1.4.2 and 3.1.4.3)', () => {
  it('makes a subscription, and ends it once', async () => {
    const { soap } = await post(operations.subscribe())
    const id: string = soap.SubscribeResponse.ResponseMessages.SubscribeResponseMessage.SubscriptionId
    expect(lab.subscriptions('alice')).toBe(1)
    expect(await post(operations.unsubscribe(id))).toMatchObject({ code: 'NoError' })
    expect(lab.subscriptions('alice')).toBe(0)
    expect(await post(operations.unsubscribe(id))).toMatchObject({ code: 'ErrorSubscriptionNotFound' })
  })

  it.each([
    ['a folder of somebody else', operations.subscribe(folder('inbox', BOB)), 'ErrorItemNotFound'],
    ['no time-out', operations.subscribe().replace(/<t:Timeout>.*<\/t:Timeout>/, ''), 'ErrorSchemaValidation'],
    ['a subscription that never was', operations.unsubscribe('bGFi'), 'ErrorSubscriptionNotFound'],
  ])('refuses %s', async (_what, body, code) => {
    expect(await post(body)).toMatchObject({ code })
    expect(lab.subscriptions('alice')).toBe(0)
  })
})

describe('ExchangeImpersonation', () => {
  it.each([
    ['bob', { impersonate: BOB }, 200, 'NoError'],
    ['nobody', { impersonate: 'nobody@contoso.test' }, 500, 'ErrorNonExistentMailbox'],
    ['an empty address', { impersonate: '' }, 500, 'ErrorInvalidExchangeImpersonationHeaderData'],
  ])('of %s', async (_who, asking, status, code) => {
    expect(await post(operations.getFolder(), asking)).toMatchObject({ status, code })
  })

  it('opens the mailbox of the impersonated, and no longer one’s own', async () => {
    expect((await post(operations.getFolder(), { impersonate: BOB })).body).toContain('<t:TotalCount>4</t:TotalCount>')
    const own = operations.getFolder(folder('inbox', 'alice@contoso.test'))
    expect(await post(own, { impersonate: BOB })).toMatchObject({ code: 'ErrorItemNotFound' })
  })
})

it('refuses a folder id that it never gave', async () => {
  for (const id of ['AAMk', Buffer.from('lab:nobody:inbox').toString('base64')]) {
    expect(await post(operations.getFolder(`<t:FolderId Id="${id}"/>`))).toMatchObject({
      code: 'ErrorInvalidIdMalformed',
    })
  }
})
