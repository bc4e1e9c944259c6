import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ewsPost } from '../../../../electron/engine/wire/ews-envelope.ts'
import { ewsOperations } from '../../../../electron/engine/wire/ews-operations.ts'
import { findElement, parseXml, textOf } from '../../../../electron/engine/wire/xml.ts'
import { type EwsOperationName, ewsOperationNames } from '../../../../shared/artifacts/ews-operations.ts'

const url = new URL('https://mail.contoso.test/EWS/Exchange.asmx')
const MAILBOX = 'probe@contoso.test'
const now = new Date('2026-11-25T10:20:30.000Z')

function requestOf(name: EwsOperationName, mailbox = MAILBOX, impersonate?: string) {
  const body = ewsOperations[name].body({ mailbox, now, subscriptionId: 'HgBl&' })
  const post = ewsPost(url, { userAgent: 'test', body, impersonate })
  return parseXml(Buffer.from(post.body ?? ''), 'here')
}

function read(name: EwsOperationName, inner: string) {
  const xml = `<s:Envelope xmlns:s="urn:s" xmlns:m="urn:m" xmlns:t="urn:t"><s:Body>${inner}</s:Body></s:Envelope>`
  return ewsOperations[name].read(parseXml(Buffer.from(xml), 'here'), MAILBOX)
}

describe('the requests', () => {
  it.each(ewsOperationNames)('%s is SOAP 1.1 with a version, and its element is the first of the Body', (name) => {
    const request = requestOf(name)
    expect(request.name).toBe('Envelope')
    expect(findElement(request, 'RequestServerVersion')?.attributes).toEqual({ Version: 'Exchange2013' })
    const element = name === 'GetUserAvailability' ? 'GetUserAvailabilityRequest' : name
    expect(findElement(request, 'Body')?.children.map((each) => each.name)).toEqual([element])
  })

  it('look at a calendar from a day back to a week ahead, five ids at most', () => {
    const request = requestOf('FindItem')
    expect(findElement(request, 'CalendarView')?.attributes).toEqual({
      MaxEntriesReturned: '5',
      StartDate: '2026-11-24T10:20:30.000Z',
      EndDate: '2026-12-02T10:20:30.000Z',
    })
    expect(textOf(request, 'BaseShape')).toBe('IdOnly')
  })

  it('ask for one day in UTC, without the words of any appointment', () => {
    const request = requestOf('GetUserAvailability')
    expect(textOf(request, 'StartTime')).toBe('2026-11-25T00:00:00')
    expect(textOf(request, 'EndTime')).toBe('2026-11-26T00:00:00')
    expect(textOf(request, 'RequestedView')).toBe('MergedOnly')
  })

  it('name no folder of people', () => {
    expect(textOf(requestOf('SyncFolderHierarchy'), 'BaseShape')).toBe('IdOnly')
  })

  it('subscribe for a minute, and end the subscription by its id', () => {
    expect(textOf(requestOf('Subscribe'), 'Timeout')).toBe('1')
    expect(textOf(requestOf('Unsubscribe'), 'SubscriptionId')).toBe('HgBl&')
  })

  it('act for a mailbox only where that is asked', () => {
    expect(findElement(requestOf('FindItem'), 'ExchangeImpersonation')).toBeUndefined()
    const acting = findElement(requestOf('FindItem', MAILBOX, 'bob@contoso.test'), 'ConnectingSID')
    expect(textOf(acting, 'PrimarySmtpAddress')).toBe('bob@contoso.test')
  })

  test('a mailbox of any characters stays one text', () => {
    const address = fc.string({ unit: fc.constantFrom('a', '<', '>', '&', '"', "'", 'ö', '@'), minLength: 1 })
    fc.assert(
      fc.property(address, (mailbox) => {
        expect(textOf(requestOf('ResolveNames', mailbox), 'UnresolvedEntry')).toBe(mailbox)
        expect(textOf(requestOf('FindItem', mailbox), 'EmailAddress')).toBe(mailbox)
        expect(textOf(requestOf('FindItem', MAILBOX, mailbox), 'PrimarySmtpAddress')).toBe(mailbox)
      }),
    )
  })
})

describe('the answers', () => {
  it.each<[EwsOperationName, string, object]>([
    ['GetServerTimeZones', '<m:TimeZoneDefinitions/>', { count: 0 }],
    ['GetServerTimeZones', '<t:TimeZoneDefinition Id="UTC"/><t:TimeZoneDefinition Id="GMT"/>', { count: 2 }],
    ['SyncFolderHierarchy', '<m:Changes/>', { count: 0, found: false }],
    [
      'SyncFolderHierarchy',
      '<m:Changes><t:Create><t:Folder/></t:Create><t:Create><t:CalendarFolder/></t:Create></m:Changes>',
      { count: 2, found: true },
    ],
    ['FindItem', '<m:RootFolder TotalItemsInView="0"><t:Items/></m:RootFolder>', { count: 0 }],
    ['FindItem', '<t:Items><t:CalendarItem><t:ItemId Id="a"/></t:CalendarItem></t:Items>', { count: 1 }],
    ['GetUserAvailability', '<m:FreeBusyView/>', { count: 0 }],
    ['GetUserAvailability', '<t:MergedFreeBusy>000000000022000000000000</t:MergedFreeBusy>', { count: 24 }],
    ['ResolveNames', '<m:ResolutionSet/>', { count: 0, found: false }],
    [
      'ResolveNames',
      '<t:Resolution><t:Mailbox><t:EmailAddress>Probe@contoso.test</t:EmailAddress></t:Mailbox></t:Resolution>',
      { count: 1, found: true },
    ],
    [
      'ResolveNames',
      '<t:Resolution><t:Mailbox><t:EmailAddress>other@contoso.test</t:EmailAddress></t:Mailbox></t:Resolution>',
      { count: 1, found: false },
    ],
    ['Subscribe', '<m:Watermark>AQAA</m:Watermark>', { found: false }],
    ['Subscribe', '<m:SubscriptionId>HgBl</m:SubscriptionId>', { found: true, subscriptionId: 'HgBl' }],
    ['Unsubscribe', '', {}],
  ])('%s: %s', (name, inner, result) => {
    expect(read(name, inner)).toEqual(result)
  })
})
