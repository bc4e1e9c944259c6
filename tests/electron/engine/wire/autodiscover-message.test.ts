import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  autodiscoverRequest,
  mobileSyncRequest,
  readAutodiscoverResponse,
  readMobileSyncResponse,
} from '../../../../electron/engine/wire/autodiscover-message.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import { parseXml, textOf } from '../../../../electron/engine/wire/xml.ts'
import { wireErrorOf } from './wire-error-of.ts'

const where = 'autodiscover.contoso.test'

function read(text: string) {
  return readAutodiscoverResponse(Buffer.from(text), where)
}

function respond(inner: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">${inner}</Response></Autodiscover>`
}

/** MS-OXDSCLI section 4.2, shortened: the protocols inside (EXCH) and outside (EXPR), and the web (WEB). */
const settings = respond(
  '<User><DisplayName>Alice Example</DisplayName></User><Account><AccountType>email</AccountType><Action>settings</Action>' +
    '<Protocol><Type>EXCH</Type><Server>exch01</Server><EwsUrl>https://exch01.contoso.test/EWS/Exchange.asmx</EwsUrl></Protocol>' +
    '<Protocol><Type>EXPR</Type><EwsUrl>https://mail.contoso.test/EWS/Exchange.asmx</EwsUrl></Protocol>' +
    '<Protocol><Type>WEB</Type><Internal><OWAUrl>https://owa.contoso.test</OWAUrl></Internal></Protocol></Account>',
)

describe('a name and a password in an address', () => {
  const address = `https://user:${'s3cret'.repeat(10)}@mail.contoso.test/a`

  it('are no setting', () => {
    const protocol = `<Protocol><Type>EXPR</Type><EwsUrl>${address}</EwsUrl><ASUrl>${address}</ASUrl></Protocol>`
    const inside = `<Protocol><Type>EXCH</Type><EwsUrl>${address}</EwsUrl></Protocol>`
    const read = readAutodiscoverResponse(Buffer.from(respond(`<Account>${inside}${protocol}</Account>`)), where)
    expect(read).toMatchObject({ externalEwsUrl: 'https://mail.contoso.test/a' })
    expect(JSON.stringify(read)).not.toContain('s3cret')
  })

  it.each([
    ['a redirect', `<Account><Action>redirectUrl</Action><RedirectUrl>${address}</RedirectUrl></Account>`],
    ['an error', `<Error><ErrorCode>600</ErrorCode><Message>${'x'.repeat(450)} ${address}</Message></Error>`],
  ])('are not kept of %s', (_what, inner) => {
    expect(JSON.stringify(read(respond(inner)))).not.toContain('s3cret')
  })

  it('are not kept of what a phone is told', () => {
    const server = `<Server><Type>MobileSync</Type><Url>${address}</Url></Server>`
    const answer = respond(`<Action><Settings>${server}</Settings></Action>`)
    expect(readMobileSyncResponse(Buffer.from(answer), where)).toEqual({
      kind: 'settings',
      url: 'https://mail.contoso.test/a',
    })
  })
})

describe('what is not an Autodiscover response', () => {
  it.each<[string, RegExp]>([
    ['', /./],
    ['Not found', /./],
    ['<!DOCTYPE html><html></html>', /document type/],
    ['<html><body>Welcome</body></html>', /root is <html>/],
    ['<Autodiscover/>', /root is <Autodiscover>/],
    [`<${'x'.repeat(1000)}/>`, /^its root is <x{40}>$/],
    ['<a><Autodiscover><Response/></Autodiscover></a>', /root is <a>/],
  ])('%j', async (text, detail) => {
    const failure = await wireErrorOf(() => read(text))
    expect(failure).toMatchObject({ code: 'xml-malformed', where })
    expect(failure.detail).toMatch(detail)
  })

  it('an empty response has no settings to speak of', () => {
    expect(read(respond(''))).toEqual({ kind: 'settings' })
  })
})

describe('an Autodiscover response', () => {
  it('is an error with its code and message (MS-OXDSCLI 2.2.4.1.1.1)', () => {
    const text = respond(
      '<Error Time="10:00:00" Id="1"><ErrorCode>500</ErrorCode><Message>The e-mail address cannot be found.</Message><DebugData/></Error>',
    )
    expect(read(text)).toEqual({ kind: 'error', code: '500', message: 'The e-mail address cannot be found.' })
  })

  it('is an error without either', () => {
    expect(read(respond('<Error/>'))).toEqual({ kind: 'error', code: '', message: '' })
  })

  it('is an error whose message is cut at 500 characters', () => {
    const answer = read(respond(`<Error><Message>${'x'.repeat(10_000)}</Message></Error>`))
    expect(answer).toMatchObject({ kind: 'error', message: 'x'.repeat(500) })
  })

  it('redirects to another address', () => {
    const url = 'https://autodiscover.contoso.test/autodiscover/autodiscover.xml'
    const text = respond(`<Account><Action>redirectUrl</Action><RedirectUrl>${url}</RedirectUrl></Account>`)
    expect(read(text)).toEqual({ kind: 'redirect', url })
  })

  it('names addresses and people at no greater length than these have', () => {
    const long = 'x'.repeat(100_000)
    expect(read(respond(`<Account><RedirectUrl>${long}</RedirectUrl></Account>`))).toEqual({
      kind: 'redirect',
      url: 'x'.repeat(2_000),
    })
    const protocols = ['EXCH', 'EXPR'].map(
      (type) =>
        `<Protocol><Type>${type}</Type><EwsUrl>${long}</EwsUrl><OABUrl>${long}</OABUrl><Server>${long}</Server></Protocol>`,
    )
    expect(read(respond(`<User><DisplayName>${long}</DisplayName></User><Account>${protocols}</Account>`))).toEqual({
      kind: 'settings',
      displayName: 'x'.repeat(320),
      internalEwsUrl: 'x'.repeat(2_000),
      externalEwsUrl: 'x'.repeat(2_000),
      server: 'x'.repeat(253),
      services: ['outside', 'inside'].map((scope) => ({ service: 'address-book', scope, url: 'x'.repeat(2_000) })),
    })
  })

  it('names another mailbox to ask for', () => {
    const text = respond(
      '<Account><Action>redirectAddr</Action><RedirectAddr>alice@contoso.com</RedirectAddr></Account>',
    )
    expect(read(text)).toEqual({ kind: 'redirect-address', address: 'alice@contoso.com' })
  })

  it('gives the primary address of the mailbox, at no greater length than one has', () => {
    const user = (address: string) =>
      respond(`<User><AutoDiscoverSMTPAddress>${address}</AutoDiscoverSMTPAddress></User><Account></Account>`)
    expect(read(user('alice@contoso.test'))).toEqual({ kind: 'settings', primaryAddress: 'alice@contoso.test' })
    expect(read(user('x'.repeat(100_000)))).toEqual({ kind: 'settings', primaryAddress: 'x'.repeat(320) })
    expect(read(user(''))).toEqual({ kind: 'settings' })
  })

  it('gives the addresses of EWS, inside and outside', () => {
    expect(read(settings)).toEqual({
      kind: 'settings',
      displayName: 'Alice Example',
      internalEwsUrl: 'https://exch01.contoso.test/EWS/Exchange.asmx',
      externalEwsUrl: 'https://mail.contoso.test/EWS/Exchange.asmx',
      services: [{ service: 'web-mail', scope: 'inside', url: 'https://owa.contoso.test' }],
    })
  })

  it('gives where free/busy times and the address book are, inside and outside', () => {
    const text = respond(
      '<Account><Protocol><Type>EXCH</Type><ASUrl>https://in/EWS</ASUrl><OABUrl>https://in/OAB</OABUrl></Protocol>' +
        '<Protocol><Type>EXHTTP</Type><ASUrl>https://out/EWS</ASUrl></Protocol></Account>',
    )
    expect(read(text)).toEqual({
      kind: 'settings',
      services: [
        { service: 'availability', scope: 'outside', url: 'https://out/EWS' },
        { service: 'availability', scope: 'inside', url: 'https://in/EWS' },
        { service: 'address-book', scope: 'inside', url: 'https://in/OAB' },
      ],
    })
  })

  it('names the server outside, for people who type it', () => {
    const text = respond('<Account><Protocol><Type>EXPR</Type><Server>mail.contoso.test</Server></Protocol></Account>')
    expect(read(text)).toEqual({ kind: 'settings', server: 'mail.contoso.test' })
  })

  it('gives the one outside as EXHTTP, in an attribute as MAPI over HTTP has it', () => {
    const text = respond(
      '<Account><Protocol Type="EXHTTP"><EwsUrl>https://mail.contoso.test/e</EwsUrl></Protocol></Account>',
    )
    expect(read(text)).toEqual({ kind: 'settings', externalEwsUrl: 'https://mail.contoso.test/e' })
  })
})

describe('an answer to a phone', () => {
  const answer = (inner: string) =>
    Buffer.from(
      `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006"><Culture>en:us</Culture>${inner}</Response></Autodiscover>`,
    )
  const readPhone = (inner: string) => readMobileSyncResponse(answer(inner), where)
  const people = '<User><DisplayName>Alice Example</DisplayName><EMailAddress>alice@contoso.test</EMailAddress></User>'

  it('is no Autodiscover', async () => {
    const failure = await wireErrorOf(() => readMobileSyncResponse(Buffer.from('<html/>'), where))
    expect(failure).toMatchObject({ code: 'xml-malformed', detail: 'its root is <html>' })
  })

  it('names the server of ActiveSync, beside one for certificates (MS-ASCMD 4.2.3)', () => {
    const servers =
      '<Server><Type>CertEnroll</Type><Url>https://cert.contoso.test/CertEnroll</Url><Name/><ServerData>CertEnrollTemplate</ServerData></Server>' +
      '<Server><Type>MobileSync</Type><Url>https://mail.contoso.test/Microsoft-Server-ActiveSync</Url><Name>https://mail.contoso.test/Microsoft-Server-ActiveSync</Name></Server>'
    expect(readPhone(`${people}<Action><Settings>${servers}</Settings></Action>`)).toEqual({
      kind: 'settings',
      url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync',
    })
  })

  it('names none', () => {
    expect(readPhone(`${people}<Action><Settings/></Action>`)).toEqual({ kind: 'settings' })
  })

  it('sends on to another mailbox (MS-ASCMD 4.2.4)', () => {
    const redirect = '<Action><Redirect>alice@corp.contoso.test</Redirect></Action>'
    expect(readPhone(people + redirect)).toEqual({ kind: 'redirect-address', address: 'alice@corp.contoso.test' })
  })

  it('is an error in its Action, with a Status (MS-ASCMD 4.2.6)', () => {
    const error =
      '<Action><Error><Status>1</Status><Message>The directory service could not be reached</Message></Error></Action>'
    expect(readPhone(people + error)).toEqual({
      kind: 'error',
      code: 'Status 1',
      message: 'The directory service could not be reached',
    })
  })

  it('is an error of the whole request (MS-ASCMD 4.2.5)', () => {
    const error =
      '<Error Time="16:56:32.6164027" Id="1054084152"><ErrorCode>600</ErrorCode><Message>Invalid Request</Message><DebugData/></Error>'
    expect(readPhone(error)).toEqual({ kind: 'error', code: '600', message: 'Invalid Request' })
  })

  it('is one of these, or an error of the wire, whatever comes', () => {
    const pieces = [
      '<Action>',
      '</Action>',
      '<Error>',
      '</Error>',
      '<Server><Type>MobileSync</Type></Server>',
      '<',
      '&',
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 20 }), (parts) => {
        for (const reading of [readMobileSyncResponse, readAutodiscoverResponse]) {
          try {
            const { kind } = reading(answer(parts.join('')), where)
            expect(['settings', 'redirect', 'redirect-address', 'error']).toContain(kind)
          } catch (error) {
            expect(error).toBeInstanceOf(WireError)
          }
        }
      }),
    )
  })
})

describe('a request', () => {
  it('of a phone names its own schemas (MS-ASCMD 2.2.1.1)', () => {
    const text = mobileSyncRequest('alice@contoso.test')
    const request = parseXml(Buffer.from(text), where)
    const schemas = 'http://schemas.microsoft.com/exchange/autodiscover/mobilesync'
    expect(text).toContain(`<Autodiscover xmlns="${schemas}/requestschema/2006">`)
    expect(textOf(request, 'AcceptableResponseSchema')).toBe(`${schemas}/responseschema/2006`)
  })

  it('names the mailbox and the schema of the response (MS-OXDSCLI 2.2.3)', () => {
    const request = parseXml(Buffer.from(autodiscoverRequest('alice@contoso.test')), where)
    expect(textOf(request, 'EMailAddress')).toBe('alice@contoso.test')
    expect(textOf(request, 'AcceptableResponseSchema')).toBe(
      'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a',
    )
  })

  it('carries any mailbox through, whatever characters are in it', () => {
    const mailbox = fc.string({ unit: fc.constantFrom(...'<>&"\'; @.aä&#x;'), minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(
        mailbox.filter((text) => text.trim() !== ''),
        (text) => {
          const request = parseXml(Buffer.from(autodiscoverRequest(text)), where)
          expect(textOf(request, 'EMailAddress')).toBe(text.trim())
        },
      ),
    )
  })
})
