import { describe, expect, it } from 'vitest'
import {
  getFolderPost,
  ownInboxOf,
  ownInboxPost,
  readGetFolderResponse,
} from '../../../../electron/engine/wire/ews-message.ts'
import { findElement, findElements, parseXml, textOf } from '../../../../electron/engine/wire/xml.ts'
import { wireErrorOf } from './wire-error-of.ts'

const where = 'mail.contoso.test'

function read(text: string) {
  return readGetFolderResponse(Buffer.from(text), where)
}

/** MS-OXWSFOLD section 4.1.2, as Exchange 2019 writes it. */
const opened = `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="2" MajorBuildNumber="1748" MinorBuildNumber="10" Version="V2017_07_11" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/></s:Header><s:Body><m:GetFolderResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:ResponseMessages><m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Folders><t:Folder><t:FolderId Id="AAMk" ChangeKey="AQAA"/><t:DisplayName>Inbox</t:DisplayName><t:TotalCount>12</t:TotalCount><t:ChildFolderCount>0</t:ChildFolderCount><t:UnreadCount>3</t:UnreadCount></t:Folder></m:Folders></m:GetFolderResponseMessage></m:ResponseMessages></m:GetFolderResponse></s:Body></s:Envelope>`

const refused = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:GetFolderResponse xmlns:m="urn:m"><m:ResponseMessages><m:GetFolderResponseMessage ResponseClass="Error"><m:MessageText>The SMTP address has no mailbox associated with it.</m:MessageText><m:ResponseCode>ErrorNonExistentMailbox</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:Folders/></m:GetFolderResponseMessage></m:ResponseMessages></m:GetFolderResponse></s:Body></s:Envelope>`

const fault = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode xmlns:a="urn:a">a:ErrorSchemaValidation</faultcode><faultstring xml:lang="en-US">The request failed schema validation.</faultstring><detail><e:ResponseCode xmlns:e="urn:e">ErrorSchemaValidation</e:ResponseCode><e:Message xmlns:e="urn:e">The request failed schema validation.</e:Message></detail></s:Fault></s:Body></s:Envelope>`

describe('what is not an EWS response', () => {
  it.each(['', 'Service unavailable', '<!DOCTYPE html><html></html>', '<html><body><br></body></html>'])(
    '%j is xml-malformed',
    async (text) => {
      expect(await wireErrorOf(() => read(text))).toMatchObject({ code: 'xml-malformed', where })
    },
  )

  it.each(['<html><body>Sign in</body></html>', '<s:Envelope xmlns:s="urn:s"><s:Body/></s:Envelope>'])(
    'XML of another kind says nothing: %s',
    (text) => {
      expect(read(text)).toEqual({})
    },
  )

  it('a count that is no number is left out', () => {
    expect(read(opened.replace('>12<', '>many<')).folder).toEqual({ displayName: 'Inbox' })
  })

  it('a version that is cut has zeros', () => {
    expect(read('<a><ServerVersionInfo MajorVersion="15"/></a>')).toEqual({ serverVersion: '15.0.0.0' })
    expect(read('<a><ServerVersionInfo MinorVersion="2"/></a>')).toEqual({})
  })

  it('numbers that are none are left out, and texts are cut, so that they fit the artifact', () => {
    for (const nonsense of ['99999999999999999999', '-5', '1e9', '0x10', '12 items', '1.5']) {
      const { folder } = read(opened.replace('>12<', `>${nonsense}<`))
      expect(folder).toEqual({ displayName: 'Inbox' })
    }
    expect(read(opened.replace('>Inbox<', `>${'x'.repeat(10_000)}<`)).folder?.displayName).toHaveLength(500)
    const version = read(`<a><ServerVersionInfo MajorVersion="${'1'.repeat(10_000)}"/></a>`).serverVersion
    expect(version).toBe(`${'1'.repeat(10)}.0.0.0`)
  })

  it('a message is cut at 500 characters', () => {
    expect(read(fault.replace('The request failed', 'x'.repeat(10_000))).messageText).toHaveLength(500)
  })
})

describe('an EWS response', () => {
  it('opens the inbox', () => {
    expect(read(opened)).toEqual({
      responseCode: 'NoError',
      folder: { displayName: 'Inbox', totalCount: 12 },
      serverVersion: '15.2.1748.10',
    })
  })

  it('refuses to, and says why', () => {
    expect(read(refused)).toEqual({
      responseCode: 'ErrorNonExistentMailbox',
      messageText: 'The SMTP address has no mailbox associated with it.',
    })
  })

  it('is a SOAP fault', () => {
    expect(read(fault)).toEqual({
      responseCode: 'ErrorSchemaValidation',
      messageText: 'The request failed schema validation.',
      soapFault: true,
    })
  })

  it('is a SOAP fault without the details of EWS', () => {
    const text = fault.replace(/<detail>.*<\/detail>/, '')
    expect(read(text).responseCode).toBe('a:ErrorSchemaValidation')
  })
})

it('the request asks for the inbox of the mailbox, in well-formed XML', () => {
  const url = new URL('https://mail.contoso.test/EWS/Exchange.asmx?a=b')
  const post = getFolderPost(url, `o'neil&"<x>"@contoso.test`, 'test')
  expect(post).toMatchObject({ method: 'POST', path: '/EWS/Exchange.asmx?a=b', headers: { 'user-agent': 'test' } })
  const request = parseXml(Buffer.from(post.body ?? ''), where)
  expect(request.name).toBe('Envelope')
  expect(findElement(request, 'DistinguishedFolderId')?.attributes).toEqual({ Id: 'inbox' })
  expect(textOf(request, 'EmailAddress')).toBe(`o'neil&"<x>"@contoso.test`)
  expect(findElement(request, 'RequestServerVersion')?.attributes).toEqual({ Version: 'Exchange2013' })
})

describe('two inboxes in one answer, the account’s own first', () => {
  const folder = (id: string, total: string) =>
    `<m:ResponseCode>NoError</m:ResponseCode><m:Folders><t:Folder><t:FolderId Id="${id}" ChangeKey="AQ"/><t:TotalCount>${total}</t:TotalCount></t:Folder></m:Folders>`
  const refusal = (code: string) => `<m:ResponseCode>${code}</m:ResponseCode><m:Folders/>`
  const answer = (...messages: string[]) =>
    ownInboxOf(
      parseXml(
        Buffer.from(
          `<r xmlns:m="urn:m" xmlns:t="urn:t">${messages.map((each) => `<m:GetFolderResponseMessage>${each}</m:GetFolderResponseMessage>`).join('')}</r>`,
        ),
        where,
      ),
    )

  it.each<[string, string[], ReturnType<typeof ownInboxOf>]>([
    ['nothing', [], { opened: false }],
    ['a refusal of both', [refusal('ErrorServerBusy'), refusal('ErrorServerBusy')], { opened: false }],
    ['the other alone', [refusal('ErrorAccessDenied'), folder('other', '4')], { opened: false }],
    [
      'no mailbox of its own',
      [refusal('ErrorMissingEmailAddress'), folder('other', '4')],
      { opened: false, organisations: false },
    ],
    ['one answer for two', [folder('own', '7')], { opened: true, items: 7 }],
    ['a count that is no number', [folder('own', 'many'), folder('own', '7')], { opened: true, organisations: true }],
    ['an id that is empty for both', [folder('', '7'), folder('', '7')], { opened: true, items: 7 }],
    ['another that is busy', [folder('own', '7'), refusal('ErrorInternalServerError')], { opened: true, items: 7 }],
    ['the same twice', [folder('own', '7'), folder('own', '7')], { opened: true, items: 7, organisations: true }],
    ['two of them', [folder('own', '7'), folder('other', '4')], { opened: true, items: 7, organisations: false }],
    [
      'another that is not let in to',
      [folder('own', '7'), refusal('ErrorItemNotFound')],
      { opened: true, items: 7, organisations: false },
    ],
    [
      'another that is not there',
      [folder('own', '7'), refusal('ErrorNonExistentMailbox')],
      { opened: true, items: 7, organisations: false },
    ],
  ])('%s', (_, messages, expected) => expect(answer(...messages)).toEqual(expected))

  it('is asked for without a mailbox, beside the organisation’s, and without impersonation', () => {
    const { body = '' } = ownInboxPost(
      new URL('https://mail.contoso.test/EWS/Exchange.asmx'),
      'probe&@contoso.test',
      'test',
    )
    const request = parseXml(Buffer.from(body), where)
    const [own, named, ...others] = findElements(request, 'DistinguishedFolderId')
    expect(others).toEqual([])
    expect(own).toEqual({ name: 'DistinguishedFolderId', attributes: { Id: 'inbox' }, text: '', children: [] })
    expect(textOf(named, 'EmailAddress')).toBe('probe&@contoso.test')
    expect(findElement(request, 'ExchangeImpersonation')).toBeUndefined()
  })
})

it('a SOAP fault that the account has no mailbox is taken for one', () => {
  const text = fault.replaceAll('ErrorSchemaValidation', 'ErrorMissingEmailAddress')
  expect(ownInboxOf(parseXml(Buffer.from(text), where))).toEqual({ opened: false, organisations: false })
})
