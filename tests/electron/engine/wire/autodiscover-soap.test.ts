import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readUserSettingsResponse, userSettingsRequest } from '../../../../electron/engine/wire/autodiscover-soap.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import { findElement, findElements, parseXml, textOf } from '../../../../electron/engine/wire/xml.ts'
import { wireErrorOf } from './wire-error-of.ts'

const where = 'autodiscover.contoso.test'
const URL_OF_SOAP = 'https://autodiscover.contoso.test/autodiscover/autodiscover.svc'

function read(text: string) {
  return readUserSettingsResponse(Buffer.from(text), where)
}

/** The frame of an answer, as MS-OXWSADISC section 4.2 shows it. */
function respond(inner: string, code = 'NoError'): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header><a:Action s:mustUnderstand="1">http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/GetUserSettingsResponse</a:Action></s:Header><s:Body><GetUserSettingsResponseMessage xmlns="http://schemas.microsoft.com/exchange/2010/Autodiscover"><Response xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><ErrorCode>${code}</ErrorCode><ErrorMessage /><UserResponses>${inner}</UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>`
}

function user(code: string, rest = '', message = 'No error.'): string {
  return respond(
    `<UserResponse><ErrorCode>${code}</ErrorCode><ErrorMessage>${message}</ErrorMessage>${rest}</UserResponse>`,
  )
}

const setting = (name: string, value: string) =>
  `<UserSetting i:type="StringSetting"><Name>${name}</Name><Value>${value}</Value></UserSetting>`

describe('what is not an answer of SOAP Autodiscover', () => {
  it.each<[string, RegExp]>([
    ['', /./],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /document type/],
    ['<html><body>Welcome</body></html>', /root is <html>/],
    [`<${'x'.repeat(1000)}/>`, /^its root is <x{40}>$/],
    ['<s:Envelope xmlns:s="a"><s:Header/></s:Envelope>', /root is <Envelope>/],
    ['<s:Envelope xmlns:s="a"><s:Body><b/></s:Body></s:Envelope>', /neither a Response nor a Fault/],
    [respond(''), /no UserResponse/],
  ])('%j', async (text, detail) => {
    const failure = await wireErrorOf(() => read(text))
    expect(failure).toMatchObject({ code: 'xml-malformed', where })
    expect(failure.detail).toMatch(detail)
  })
})

describe('an answer', () => {
  it.each([
    ['a setting', user('NoError', setting('ExternalEwsUrl', 'https://user:s3cret@mail.contoso.test/a'))],
    ['a redirect', user('RedirectUrl', '<RedirectTarget>https://user:s3cret@mail.contoso.test/a</RedirectTarget>')],
    ['an error', user('InvalidUser', '', 'See https://user:s3cret@mail.contoso.test/a')],
  ])('holds no name and password of an address in %s', (_what, text) => {
    const answer = JSON.stringify(read(text))
    expect(answer).toContain('mail.contoso.test/a')
    expect(answer).not.toContain('s3cret')
  })

  it('is an error of the whole request', () => {
    expect(read(respond('', 'ServerBusy'))).toEqual({ kind: 'error', code: 'ServerBusy', message: '' })
  })

  it('is an error of the user, although settings of others have errors too', () => {
    const errors =
      '<UserSettingErrors><UserSettingError><ErrorCode>SettingIsNotAvailable</ErrorCode></UserSettingError></UserSettingErrors>'
    expect(read(user('InvalidUser', errors, "Invalid user: 'x'"))).toEqual({
      kind: 'error',
      code: 'InvalidUser',
      message: "Invalid user: 'x'",
    })
  })

  it('is a SOAP fault, whose prefix is dropped', () => {
    const fault =
      '<s:Envelope xmlns:s="a"><s:Body><s:Fault><faultcode xmlns:b="c">b:DeserializationFailed</faultcode><faultstring>It broke.</faultstring></s:Fault></s:Body></s:Envelope>'
    expect(read(fault)).toEqual({ kind: 'error', code: 'DeserializationFailed', message: 'It broke.' })
  })

  it('redirects to another address (RedirectUrl)', () => {
    expect(read(user('RedirectUrl', `<RedirectTarget>${URL_OF_SOAP}</RedirectTarget>`))).toEqual({
      kind: 'redirect',
      url: URL_OF_SOAP,
    })
  })

  it('names another mailbox (RedirectAddress)', () => {
    expect(read(user('RedirectAddress', '<RedirectTarget>alice@sub.contoso.test</RedirectTarget>'))).toEqual({
      kind: 'redirect-address',
      address: 'alice@sub.contoso.test',
    })
  })

  it('redirects nowhere: an error', () => {
    expect(read(user('RedirectUrl', '<RedirectTarget i:nil="true" />'))).toMatchObject({
      kind: 'error',
      code: 'RedirectUrl',
    })
  })

  it('gives the settings that were asked for, and no others', () => {
    const settings = [
      setting('UserDisplayName', 'Alice &amp; Bob'),
      setting('EwsSupportedSchemas', 'Exchange2007,  Exchange2010'),
      setting('ExternalEwsUrl', 'https://mail.contoso.test/EWS/Exchange.asmx'),
      setting('InternalEwsUrl', ''),
      setting('__proto__', 'x'),
      setting('AlternateMailboxes', 'x'),
    ].join('')
    const values = { kind: 'settings', values: expect.anything() }
    const answer = read(user('NoError', `<UserSettingErrors /><UserSettings>${settings}</UserSettings>`))
    expect(answer).toEqual(values)
    expect(answer.kind === 'settings' && answer.values).toEqual({
      UserDisplayName: 'Alice & Bob',
      EwsSupportedSchemas: 'Exchange2007,  Exchange2010',
      ExternalEwsUrl: 'https://mail.contoso.test/EWS/Exchange.asmx',
    })
  })

  it('is settings, or an error of the wire, whatever bytes come', () => {
    const pieces = [
      '<',
      '>',
      '/',
      's:Envelope',
      'Body',
      'Response',
      'UserResponse',
      'ErrorCode',
      'NoError',
      ' ',
      '"',
      '&',
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 30 }), (parts) => {
        try {
          expect(['settings', 'redirect', 'redirect-address', 'error']).toContain(read(parts.join('')).kind)
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
        }
      }),
    )
  })
})

describe('a request', () => {
  const { headers, body } = userSettingsRequest('alice@contoso.test', URL_OF_SOAP)
  const envelope = parseXml(Buffer.from(body), where)

  it('names its action in the header and in SOAP (MS-OXWSADISC 3.1.4.3)', () => {
    const action = 'http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/GetUserSettings'
    expect(headers.soapaction).toBe(`"${action}"`)
    expect(textOf(envelope, 'Action')).toBe(action)
    expect(textOf(envelope, 'To')).toBe(URL_OF_SOAP)
  })

  it('asks for one mailbox and for the addresses of EWS', () => {
    expect(findElements(envelope, 'Mailbox').map(({ text }) => text)).toEqual(['alice@contoso.test'])
    const settings = findElements(envelope, 'Setting').map(({ text }) => text)
    expect(settings).toContain('ExternalEwsUrl')
    expect(settings).toContain('InternalEwsUrl')
    expect(settings).toContain('EwsSupportedSchemas')
  })

  it('carries any mailbox and address through', () => {
    const text = fc.string({ unit: fc.constantFrom(...'<>&"\'@.aä&#x;'), minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(text, text, (mailbox, url) => {
        const sent = parseXml(Buffer.from(userSettingsRequest(mailbox, url).body), where)
        expect(findElement(sent, 'Mailbox')?.text).toBe(mailbox)
        expect(findElement(sent, 'To')?.text).toBe(url)
      }),
    )
  })
})
