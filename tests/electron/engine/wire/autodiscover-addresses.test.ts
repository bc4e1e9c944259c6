import { describe, expect, it } from 'vitest'
import { readAutodiscoverResponse } from '../../../../electron/engine/wire/autodiscover-message.ts'

const EWS = 'https://mail.contoso.test/EWS/Exchange.asmx'
const INSIDE = 'https://exch01.contoso.test/EWS/Exchange.asmx'
const OWA = 'https://mail.contoso.test/owa/'

function read(account: string) {
  const response = `<Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"><Account><Action>settings</Action>${account}</Account></Response>`
  const text = `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">${response}</Autodiscover>`
  const answer = readAutodiscoverResponse(Buffer.from(text), 'autodiscover.contoso.test')
  if (answer.kind !== 'settings') throw new Error('These are no settings.')
  return answer
}

/** As `service scope url`, in order. */
function servicesIn(account: string): string[] {
  return (read(account).services ?? []).map(({ service, scope, url }) => `${service} ${scope} ${url}`)
}

describe('what is no address of a service', () => {
  it.each<[string, string]>([
    ['an empty element', '<Protocol><Type>EXPR</Type><OOFUrl/><OABUrl></OABUrl></Protocol>'],
    [
      'a fragment that is put behind EcpUrl',
      '<Protocol><Type>EXPR</Type><EcpUrl-um>?path=/options/callanswering</EcpUrl-um><EcpUrl-mt>options/ecp/PersonalSettings/DeliveryReport.aspx?rfr=olk</EcpUrl-mt></Protocol>',
    ],
    ['an address of another protocol', `<Protocol><Type>IMAP</Type><OOFUrl>${EWS}</OOFUrl></Protocol>`],
    ['an address outside of any protocol', `<OOFUrl>${EWS}</OOFUrl>`],
    ['OWAUrl without saying for whom', `<Protocol><Type>WEB</Type><OWAUrl>${OWA}</OWAUrl></Protocol>`],
    [
      'ASUrl that the web protocol repeats',
      `<Protocol><Type>WEB</Type><External><Protocol><Type>EXPR</Type><ASUrl>${EWS}</ASUrl></Protocol></External></Protocol>`,
    ],
    ['MAPI over HTTP without a store', `<Protocol Type="mapiHttp" Version="1"><InternalUrl>x</InternalUrl></Protocol>`],
    ['MailStore of a protocol that is not MAPI’s', `<Protocol><Type>EXPR</Type><MailStore/></Protocol>`],
  ])('%s', (_what, account) => {
    expect(servicesIn(account)).toEqual([])
  })
})

describe('the addresses of services', () => {
  it('are those of EXCH inside and of EXPR outside, by element', () => {
    const urls =
      '<ASUrl>A</ASUrl><EmwsUrl>B</EmwsUrl><SharingUrl>C</SharingUrl><EcpUrl>D</EcpUrl><OOFUrl>E</OOFUrl><UMUrl>F</UMUrl><OABUrl>G</OABUrl>'
    const given = ['availability A', 'automatic-replies E', 'address-book G', 'options D', 'voice-mail F']
    const ews = ['web-services B', 'sharing C']
    const as = (scope: string, all: string[]) => all.map((each) => each.replace(' ', ` ${scope} `))
    expect(servicesIn(`<Protocol><Type>EXCH</Type>${urls}</Protocol>`)).toEqual(as('inside', [...given, ...ews]))
    expect(servicesIn(`<Protocol><Type>EXPR</Type>${urls}<EwsPartnerUrl>H</EwsPartnerUrl></Protocol>`)).toEqual(
      as('outside', [...given, ...ews, 'partners H']),
    )
  })

  it('are those of OWA for each audience, each once, and of no more servers than anybody looks at', () => {
    const many = Array.from({ length: 9 }, (_, index) => `<OWAUrl>https://exch0${index}.contoso.test/owa/</OWAUrl>`)
    expect(
      servicesIn(
        `<Protocol><Type>WEB</Type><Internal>${many.join('')}</Internal><External><OWAUrl AuthenticationMethod="Fba">${OWA}</OWAUrl><OWAUrl AuthenticationMethod="Basic">${OWA}</OWAUrl></External></Protocol>`,
      ),
    ).toEqual([
      `web-mail outside ${OWA}`,
      ...many.slice(0, 4).map((_, index) => `web-mail inside https://exch0${index}.contoso.test/owa/`),
    ])
  })

  it('are those of MAPI over HTTP (MS-OXDSCLI 4.4), where the answer holds them', () => {
    const id = '?MailboxId=416c6368-656d-794a-6f45-57615272456e@contoso.test'
    expect(
      servicesIn(
        `<Protocol Type="mapiHttp" Version="1"><MailStore><InternalUrl>https://mail.contoso.test/mapi/emsmdb/${id}</InternalUrl><ExternalUrl>https://mail.contoso.test/mapi/emsmdb/${id}</ExternalUrl></MailStore><AddressBook><InternalUrl>https://mail.contoso.test/mapi/nspi/${id}</InternalUrl></AddressBook></Protocol>`,
      ),
    ).toEqual([
      `mailbox outside https://mail.contoso.test/mapi/emsmdb/${id}`,
      `mailbox inside https://mail.contoso.test/mapi/emsmdb/${id}`,
      `directory inside https://mail.contoso.test/mapi/nspi/${id}`,
    ])
  })

  it('are cut where no address is as long', () => {
    const long = 'x'.repeat(10_000)
    const [given] = servicesIn(`<Protocol><Type>WEB</Type><External><OWAUrl>${long}</OWAUrl></External></Protocol>`)
    expect(given).toBe(`web-mail outside ${'x'.repeat(2_000)}`)
  })
})

describe('EXCH and EXPR that the web protocol holds', () => {
  const web = `<Protocol><Type>WEB</Type><Internal><OWAUrl>${OWA}</OWAUrl><Protocol><Type>EXCH</Type><ASUrl>${INSIDE}</ASUrl></Protocol></Internal><External><OWAUrl>${OWA}</OWAUrl><Protocol><Type>EXPR</Type><ASUrl>${EWS}</ASUrl></Protocol></External></Protocol>`
  const own = `<Protocol><Type>EXCH</Type><EwsUrl>${INSIDE}</EwsUrl></Protocol><Protocol><Type>EXPR</Type><EwsUrl>${EWS}</EwsUrl></Protocol>`

  it.each([
    ['before', web + own],
    ['after', own + web],
  ])('stand for nobody else’s, %s them', (_where, account) => {
    expect(read(account)).toMatchObject({ internalEwsUrl: INSIDE, externalEwsUrl: EWS })
  })
})

describe('EXHTTP', () => {
  const node = (url: string, server: string) =>
    `<Protocol><Type>EXHTTP</Type><Server>${server}</Server><EwsUrl>${url}</EwsUrl><OOFUrl>${url}</OOFUrl></Protocol>`

  it('is for the outside where there is one', () => {
    expect(read(node(EWS, 'mail.contoso.test'))).toEqual({
      kind: 'settings',
      externalEwsUrl: EWS,
      server: 'mail.contoso.test',
      services: [{ service: 'automatic-replies', scope: 'outside', url: EWS }],
    })
  })

  it('is first for the inside and then for the outside where there are two', () => {
    expect(read(node(INSIDE, 'exch01.contoso.test') + node(EWS, 'mail.contoso.test'))).toEqual({
      kind: 'settings',
      internalEwsUrl: INSIDE,
      externalEwsUrl: EWS,
      server: 'mail.contoso.test',
      services: [
        { service: 'automatic-replies', scope: 'outside', url: EWS },
        { service: 'automatic-replies', scope: 'inside', url: INSIDE },
      ],
    })
  })

  it('leaves EXCH and EXPR alone', () => {
    const own = `<Protocol><Type>EXPR</Type><EwsUrl>${EWS}</EwsUrl></Protocol>`
    expect(read(node('a', 'b') + own + node('c', 'd')).externalEwsUrl).toBe(EWS)
  })
})
