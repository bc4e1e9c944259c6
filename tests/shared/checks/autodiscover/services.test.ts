import { test } from 'vitest'
import { artifactSchemas } from '../../../../shared/artifacts/artifacts.ts'
import type { ServiceGlance } from '../../../../shared/artifacts/autodiscover-services.ts'
import check from '../../../../shared/checks/autodiscover/services.ts'
import { attempt, autodiscover, EWS, exchange, failure } from '../artifact-builders.ts'
import { expectBlocked, expectRow, type Row } from '../conclude.ts'

const OAB = 'https://mail.contoso.test/OAB/5c1e7a04-6f0d-4b60-9e2b-4a2f7d3a1c11/'
const OLD = 'https://old.contoso.test/EWS/Exchange.asmx'
const outside = (service: 'availability' | 'address-book') => ({ service, scope: 'outside' as const })

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

test('is skipped where the server of EWS itself gave no answer', () => {
  const unseen = oab({ exchange: undefined, failure: failure('connection-reset') })
  expectBlocked(check, ['', services([asEws, unseen]), 'autodiscoverServices', 'closed the connection'])
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
    'all well',
    services([asEws, oab()]),
    'answer',
    {
      given: [
        `free/busy times (ASUrl), outside; free/busy times (ASUrl), inside: ${EWS}: the address that this run looks at anyway`,
        `the offline address book (OABUrl), outside: ${OAB}: 401`,
      ],
    },
  ],
])('%s', (...row) => expectRow(check, row))
