import { test } from 'vitest'
import { artifactSchemas } from '../../../../shared/artifacts/artifacts.ts'
import type { AutodiscoverService } from '../../../../shared/artifacts/autodiscover-service.ts'
import type { ServiceGlance } from '../../../../shared/artifacts/autodiscover-services.ts'
import check from '../../../../shared/checks/autodiscover/services.ts'
import { attempt, autodiscover, EWS, exchange, failure } from '../artifact-builders.ts'
import { expectBlocked, expectRow, type Row } from '../conclude.ts'

const OAB = 'https://mail.contoso.test/OAB/5c1e7a04-6f0d-4b60-9e2b-4a2f7d3a1c11/'
const OLD = 'https://old.contoso.test/EWS/Exchange.asmx'
const OWA = 'https://mail.contoso.test/owa/'
const ECP = 'https://mail.contoso.test/ecp/'
const LOGON = `${OWA}auth/logon.aspx?url=https%3a%2f%2fmail.contoso.test%2fowa%2f&reason=0`
const ADFS = 'https://adfs.contoso.test/adfs/ls/?wa=wsignin1.0&wtrealm=https%3a%2f%2fmail.contoso.test%2fowa%2f'
const MAILBOX_ID = '?MailboxId=416c6368-656d-794a-6f45-57615272456e@contoso.test'
const EMSMDB = `https://mail.contoso.test/mapi/emsmdb/${MAILBOX_ID}`
const outside = (service: AutodiscoverService) => ({ service, scope: 'outside' as const })
const inside = (service: AutodiscoverService) => ({ service, scope: 'inside' as const })

/** ASUrl as most give it: the address of EWS. */
const asEws: ServiceGlance = {
  url: EWS,
  services: [outside('availability'), { service: 'availability', scope: 'inside' }],
  notAsked: 'looked-at-anyway',
  schemes: [],
}
const oab = (changes: Partial<ServiceGlance> = {}): ServiceGlance => ({
  url: OAB,
  services: [outside('address-book')],
  schemes: ['negotiate', 'ntlm'],
  exchange: exchange(401),
  ...changes,
})
/** ASUrl of another server than that of EWS. */
const elsewhere = (changes: Partial<ServiceGlance>): ServiceGlance => ({
  url: OLD,
  services: [outside('availability')],
  schemes: [],
  ...changes,
})

/** One address of Exchange 2016 and later, for a person’s options and for Outlook on the web. */
const web = (changes: Partial<ServiceGlance> = {}): ServiceGlance => ({
  url: OWA,
  services: [outside('options'), outside('web-mail'), inside('options'), inside('web-mail')],
  schemes: [],
  ...changes,
})
const sentTo = (location: string, status = 302) => exchange(status, { headers: [['Location', location]] })
const page = (bodyExcerpt: string) =>
  exchange(200, { headers: [['Content-Type', 'text/html; charset=utf-8']], bodyExcerpt })
const store = (changes: Partial<ServiceGlance> = {}): ServiceGlance => ({
  url: EMSMDB,
  services: [outside('mailbox')],
  schemes: ['negotiate', 'ntlm'],
  exchange: exchange(401),
  ...changes,
})

function services(given: ServiceGlance[], settings: { externalEwsUrl?: string } = { externalEwsUrl: EWS }) {
  return {
    ...autodiscover([attempt({ result: 'settings' })], settings),
    autodiscoverServices: artifactSchemas.autodiscoverServices.parse({ given }),
  }
}

test('is skipped without settings', () => {
  expectBlocked(check, [
    '',
    { ...services([]), ...autodiscover([attempt({ result: 'unreachable' })]) },
    'autodiscover',
    'no settings',
  ])
})

test.each([
  ['connection-reset', 'autodiscoverServices', 'closed the connection'],
  ['connection-refused', 'tlsHandshake', 'refused the TCP connection'],
  ['proxy-sign-in', 'tlsHandshake', 'asks for a sign-in'],
  ['name-not-found', 'dnsAnswers', 'does not exist'],
  ['resolver-unreachable', 'dnsAnswers', 'gave no answer to the DNS question'],
] as const)('is skipped where the server of EWS itself gave no answer: %s', (code, by, reason) => {
  const unseen = oab({ exchange: undefined, failure: failure(code) })
  expectBlocked(check, ['', services([asEws, unseen]), by, reason])
})

test.each<Row>([
  [
    'free/busy times at the members’ area of a web site',
    services([elsewhere({ exchange: exchange(401, { headers: [['Server', 'nginx']] }), schemes: ['basic'] }), oab()]),
    'unlike-exchange',
    { url: OLD, host: 'old.contoso.test' },
  ],
  [
    'free/busy times at an Exchange server that offers Basic alone',
    services([
      elsewhere({ exchange: exchange(401, { headers: [['X-FEServer', 'EXCH02']] }), schemes: ['basic'] }),
      oab(),
    ]),
    'answer',
  ],
  [
    'the address book behind a proxy that this run looks at anyway, and that hides what it is',
    services([asEws, oab({ exchange: exchange(401, { headers: [['Server', 'nginx']] }), schemes: ['basic'] })]),
    'answer',
  ],
  [
    'free/busy times at a server that was retired',
    services([elsewhere({ failure: failure('name-not-found') }), oab()]),
    'unanswered',
    { url: OLD, what: 'free/busy times (ASUrl)', command: 'Set-WebServicesVirtualDirectory' },
  ],
  [
    'free/busy times at a server that is off',
    services([elsewhere({ failure: failure('connection-refused') }), oab()]),
    'unanswered',
    { detail: 'mail.contoso.test:443 refused the TCP connection' },
  ],
  [
    'free/busy times at a server with another certificate',
    services([elsewhere({ exchange: exchange(401), certificateProblem: 'it does not cover old.contoso.test' }), oab()]),
    'untrusted',
    { host: 'old.contoso.test', detail: 'it does not cover old.contoso.test' },
  ],
  [
    'free/busy times at a web site',
    services([elsewhere({ exchange: exchange(404) }), oab()]),
    'other-answer',
    { status: 404 },
  ],
  [
    'an address book that anybody may fetch',
    services([asEws, oab({ exchange: exchange(200) })]),
    'other-answer',
    { status: 200, command: 'Set-OabVirtualDirectory' },
  ],
  [
    'an address book under a name of the inside',
    services([asEws, oab({ url: 'https://exch01.contoso.local/OAB/', notAsked: 'foreign-host', exchange: undefined })]),
    'inside-name',
    { url: 'https://exch01.contoso.local/OAB/' },
  ],
  [
    'no address book for the outside',
    services([asEws, oab({ services: [{ service: 'address-book', scope: 'inside' }] })]),
    'missing',
    { what: 'the offline address book (OABUrl)' },
  ],
  ['no free/busy times, where EWS is given', services([oab()]), 'missing', { what: 'free/busy times (ASUrl)' }],
  ['no free/busy times, where EWS is not given either, which its check tells', services([oab()], {}), 'answer'],
  [
    'another path of a server whose certificate has a finding of its own',
    services([asEws, oab({ certificateProblem: 'it ran out' })]),
    'answer',
  ],
  [
    'a wrong path of such a server',
    services([asEws, oab({ certificateProblem: 'it ran out', exchange: exchange(404) })]),
    'other-answer',
    { status: 404 },
  ],
  [
    'such a path that is not Exchange’s',
    services([asEws, oab({ exchange: exchange(404) })]),
    'other-answer',
    { what: 'the offline address book (OABUrl)' },
  ],
  ['a proxy in the way', services([elsewhere({ failure: failure('proxy-refused') }), oab()]), 'answer'],
  ['a resolver that is silent', services([elsewhere({ failure: failure('resolver-refused') }), oab()]), 'answer'],
  [
    'an address of the firewall, to which no way leads from the inside',
    services([
      elsewhere({
        failure: failure('connection-timed-out'),
        exchange: exchange(undefined, { address: '8.8.4.4' }),
      }),
      oab(),
    ]),
    'answer',
  ],
  [
    'a dead address for the inside alone',
    services([
      asEws,
      oab(),
      elsewhere({ services: [{ service: 'availability', scope: 'inside' }], failure: failure('name-not-found') }),
    ]),
    'answer',
  ],
  [
    'somebody else’s host',
    services([asEws, oab({ url: 'https://oab.hosting.example/', notAsked: 'foreign-host', exchange: undefined })]),
    'answer',
  ],
  [
    'automatic replies at a server that was retired',
    services([
      asEws,
      oab(),
      elsewhere({ services: [outside('automatic-replies')], failure: failure('name-not-found') }),
    ]),
    'unanswered',
    { what: 'automatic replies (OOFUrl)', command: 'Set-WebServicesVirtualDirectory' },
  ],
  [
    'free/busy times and automatic replies at one address',
    services([
      elsewhere({
        services: [outside('automatic-replies'), outside('web-services'), outside('availability')],
        failure: failure('name-not-found'),
      }),
      oab(),
    ]),
    'unanswered',
    {
      what: 'free/busy times (ASUrl) and automatic replies (OOFUrl)',
      command: 'Set-WebServicesVirtualDirectory',
      breaks:
        'Outlook and whatever else goes by ASUrl see nobody’s free/busy times, and Outlook cannot open its automatic replies',
    },
  ],
  [
    'EWS by another name alone',
    services([asEws, oab(), elsewhere({ services: [outside('partners')], failure: failure('name-not-found') })]),
    'unanswered',
    { what: 'EWS for other products (EwsPartnerUrl)' },
  ],
  [
    'a mailbox over MAPI under a name of the inside',
    services([
      asEws,
      oab(),
      store({ url: 'https://exch01.contoso.local/mapi/emsmdb/', notAsked: 'foreign-host', exchange: undefined }),
    ]),
    'inside-name',
    { what: 'the mailbox over MAPI (MailStore)', command: 'Set-MapiVirtualDirectory' },
  ],
  [
    'names over MAPI at a path that nobody published',
    services([asEws, oab(), store(), store({ services: [outside('directory')], exchange: exchange(404) })]),
    'other-answer',
    { status: 404, what: 'the directory over MAPI (AddressBook)', command: 'Set-MapiVirtualDirectory' },
  ],
  [
    'a mailbox over MAPI behind a page for people',
    services([asEws, oab(), store({ exchange: sentTo(LOGON) })]),
    'other-answer',
    { status: 302 },
  ],
  [
    'of two in trouble, what keeps people from their mail',
    services([
      asEws,
      oab({ exchange: exchange(404) }),
      web({ exchange: exchange(503) }),
      store({ exchange: exchange(404) }),
    ]),
    'other-answer',
    { url: EMSMDB },
  ],
  [
    'an address book behind a balancer without a server',
    services([asEws, oab({ exchange: exchange(503, { headers: [] }) })]),
    'server-error',
    { status: 503, what: 'the offline address book (OABUrl)' },
  ],
  [
    'voice mail at a server that was retired',
    services([asEws, oab(), elsewhere({ services: [outside('voice-mail')], failure: failure('name-not-found') })]),
    'unanswered',
    { what: 'voice mail (UMUrl)', command: 'Set-WebServicesVirtualDirectory' },
  ],
  [
    'voice mail beside EWS, which has findings of its own',
    services([
      asEws,
      oab(),
      {
        url: 'https://old.contoso.test/EWS/UM2007Legacy.asmx',
        services: [outside('voice-mail')],
        notAsked: 'beside-ews',
        schemes: [],
      },
    ]),
    'answer',
  ],
  [
    'a person’s options whose pool is stopped',
    services([asEws, oab(), web({ exchange: exchange(503) })]),
    'server-error',
    {
      status: 503,
      url: OWA,
      what: 'a person’s options (EcpUrl) and Outlook on the web (OWAUrl)',
      command: 'Set-OwaVirtualDirectory',
    },
  ],
  [
    'options of Exchange 2013, at a path that the proxy keeps back',
    services([asEws, oab(), web({ url: ECP, services: [outside('options')], exchange: exchange(403) })]),
    'other-answer',
    { status: 403, what: 'a person’s options (EcpUrl)', command: 'Set-EcpVirtualDirectory' },
  ],
  [
    'Outlook on the web under a name of the inside',
    services([asEws, oab(), web({ url: 'https://exch01.contoso.local/owa/', notAsked: 'foreign-host' })]),
    'inside-name',
    { url: 'https://exch01.contoso.local/owa/' },
  ],
  [
    'Outlook on the web that sends people to plain http',
    services([asEws, oab(), web({ exchange: sentTo('http://mail.contoso.test/owa/auth/logon.aspx') })]),
    'other-answer',
    { status: 302 },
  ],
  [
    'Outlook on the web that sends people back to the front page',
    services([asEws, oab(), web({ exchange: sentTo('/') })]),
    'other-answer',
    { status: 302 },
  ],
  [
    'a redirect to nowhere in particular',
    services([asEws, oab(), web({ exchange: exchange(302) })]),
    'other-answer',
    { status: 302 },
  ],
  [
    'Outlook on the web at a page without anything to fill in',
    services([asEws, oab(), web({ exchange: page('<html><h1>Contoso</h1></html>') })]),
    'other-answer',
    { status: 200 },
  ],
  [
    'Outlook on the web behind the form of a gateway',
    services([asEws, oab(), web({ exchange: page('<html><form><input name="user"></form></html>') })]),
    'answer',
  ],
  [
    'an error with something to fill in',
    services([
      asEws,
      oab(),
      web({ exchange: { ...page('<html><form action="/search"></form></html>'), status: 500 } }),
    ]),
    'server-error',
    { status: 500 },
  ],
  [
    'one address for people and for programs, which follow no form',
    services([
      asEws,
      oab({ url: OWA, services: [outside('web-mail'), outside('address-book')], exchange: sentTo(LOGON) }),
    ]),
    'other-answer',
    { status: 302 },
  ],
  [
    'an address book behind the form of a gateway',
    services([asEws, oab({ exchange: page('<html><form></form></html>') })]),
    'other-answer',
    { status: 200 },
  ],
  ['a form of its own', services([asEws, oab(), web({ exchange: sentTo(LOGON) })]), 'answer'],
  [
    'a form of its own, by path alone',
    services([asEws, oab(), web({ exchange: sentTo('/owa/auth/logon.aspx', 301) })]),
    'answer',
  ],
  [
    'Windows authentication in the place of a form',
    services([asEws, oab(), web({ exchange: exchange(401), schemes: ['negotiate', 'ntlm'] })]),
    'answer',
  ],
  [
    'the sign-in of AD FS',
    services([asEws, oab(), web({ exchange: sentTo(ADFS) })]),
    'signs-in-elsewhere',
    { what: 'a person’s options (EcpUrl) and Outlook on the web (OWAUrl)', elsewhere: 'adfs.contoso.test', url: OWA },
  ],
  [
    'the sign-in of AD FS beside trouble',
    services([asEws, web({ exchange: sentTo(ADFS) }), oab({ exchange: exchange(404) })]),
    'other-answer',
    { status: 404 },
  ],
  [
    'the sign-in of AD FS, and no address book',
    services([asEws, web({ exchange: sentTo(ADFS) })]),
    'missing',
    { what: 'the offline address book (OABUrl)' },
  ],
  [
    'a sign-in elsewhere for clients inside alone',
    services([asEws, oab(), web({ services: [inside('web-mail')], exchange: sentTo(ADFS) })]),
    'answer',
  ],
  ['neither automatic replies nor options, voice mail or MAPI', services([asEws, oab()]), 'answer'],
  [
    'all well',
    services([
      {
        ...asEws,
        services: [...asEws.services, outside('partners'), outside('automatic-replies'), inside('automatic-replies')],
      },
      oab(),
      web({ exchange: sentTo(LOGON) }),
      store({ services: [inside('directory'), inside('mailbox')], notAsked: 'too-many', exchange: undefined }),
    ]),
    'answer',
    {
      given: [
        `free/busy times (ASUrl), automatic replies (OOFUrl), outside and inside; EWS for other products (EwsPartnerUrl), outside: ${EWS}: the address that this run looks at anyway`,
        `the offline address book (OABUrl), outside: ${OAB}: 401`,
        `a person’s options (EcpUrl), Outlook on the web (OWAUrl), outside and inside: ${OWA}: 302 to mail.contoso.test/owa/auth/logon.aspx`,
        `the mailbox over MAPI (MailStore), the directory over MAPI (AddressBook), inside: ${EMSMDB}: not asked, since others were`,
      ],
    },
  ],
])('%s', (...row) => expectRow(check, row))
