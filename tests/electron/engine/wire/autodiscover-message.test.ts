import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autodiscoverRequest, readAutodiscoverResponse } from '../../../../electron/engine/wire/autodiscover-message.ts'
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

  it('names another mailbox to ask for', () => {
    const text = respond(
      '<Account><Action>redirectAddr</Action><RedirectAddr>alice@contoso.com</RedirectAddr></Account>',
    )
    expect(read(text)).toEqual({ kind: 'redirect-address', address: 'alice@contoso.com' })
  })

  it('gives the addresses of EWS, inside and outside', () => {
    expect(read(settings)).toEqual({
      kind: 'settings',
      displayName: 'Alice Example',
      internalEwsUrl: 'https://exch01.contoso.test/EWS/Exchange.asmx',
      externalEwsUrl: 'https://mail.contoso.test/EWS/Exchange.asmx',
    })
  })

  it('gives the one outside as EXHTTP, in an attribute as MAPI over HTTP has it', () => {
    const text = respond(
      '<Account><Protocol Type="EXHTTP"><EwsUrl>https://mail.contoso.test/e</EwsUrl></Protocol></Account>',
    )
    expect(read(text)).toEqual({ kind: 'settings', externalEwsUrl: 'https://mail.contoso.test/e' })
  })
})

describe('a request', () => {
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
