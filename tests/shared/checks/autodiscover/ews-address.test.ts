import { test } from 'vitest'
import type { Autodiscover } from '../../../../shared/artifacts/autodiscover.ts'
import check from '../../../../shared/checks/autodiscover/ews-address.ts'
import { attempt, autodiscover, EWS, endpoints, failure } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

const told = (settings: Autodiscover['settings']) => ({ ...endpoints(), ...autodiscover([attempt()], settings) })
const withheldAttempt = attempt({ result: 'sign-in-withheld', status: 401, withheld: 'no-password' })
const unasked = (changes: Parameters<typeof attempt>[0]) =>
  attempt({
    ...{ result: 'unreachable', status: undefined, failure: failure('resolver-unreachable', 'ECONNREFUSED') },
    ...changes,
  })

test.each<BlockedRow>([
  [
    'a sign-in that was not sent',
    { ...endpoints(), ...autodiscover([withheldAttempt]) },
    'autodiscover',
    'Autodiscover asks for a sign-in, and none was sent.',
  ],
  [
    'a sign-in that was not sent because of the certificate of the host',
    { ...endpoints(), ...autodiscover([attempt({ result: 'certificate-untrusted', status: 401 })]) },
    'autodiscover',
    'Autodiscover asks for a sign-in, and none was sent.',
  ],
  [
    'a proxy that opens no way',
    {
      ...endpoints(),
      ...autodiscover([attempt({ result: 'unreachable', status: undefined, failure: failure('proxy-refused') })]),
    },
    'tlsHandshake',
    'opened no way to the server',
  ],
  [
    'a resolver that takes no question, as on a laptop that is offline,',
    {
      ...endpoints(),
      ...autodiscover([
        unasked({ method: 'https-domain' }),
        unasked({ failure: failure('resolver-refused') }),
        unasked({ method: 'srv', failure: failure('dns-malformed') }),
      ]),
    },
    'autodiscover',
    'gave no answer to the DNS question (ECONNREFUSED).',
  ],
  [
    'a sign-in that was rejected',
    { ...endpoints(), ...autodiscover([attempt({ result: 'sign-in-rejected', status: 401 })]) },
    'autodiscover',
    'Autodiscover rejects the sign-in.',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'no settings',
    { ...endpoints(), ...autodiscover([attempt({ result: 'not-found', status: 404 })]) },
    'not-given',
    { url: EWS, host: 'mail.contoso.test' },
  ],
  [
    'one way of which DNS is silent, and another that leads to nothing',
    {
      ...endpoints(),
      ...autodiscover([unasked({ method: 'https-domain' }), attempt({ result: 'not-found', status: 404 })]),
    },
    'not-given',
  ],
  ['no way at all', { ...endpoints(), ...autodiscover([]) }, 'not-given'],
  [
    'a sign-in that was not carried through',
    { ...endpoints(), ...autodiscover([attempt({ result: 'sign-in-broken', status: 401 })]) },
    'not-given',
  ],
  ['settings without an address', told({ displayName: 'Probe' }), 'external-missing', { url: EWS }],
  [
    'an address for the inside alone',
    told({ internalEwsUrl: 'https://exch02/EWS/Exchange.asmx' }),
    'external-missing',
    { internal: 'https://exch02/EWS/Exchange.asmx' },
  ],
  [
    'another server',
    told({ externalEwsUrl: 'https://owa.contoso.test/EWS/Exchange.asmx' }),
    'differs',
    { given: 'https://owa.contoso.test/EWS/Exchange.asmx', url: EWS },
  ],
  [
    'a name of the inside',
    told({ externalEwsUrl: 'https://exch01.contoso.local/EWS/Exchange.asmx' }),
    'inside-name',
    { given: 'https://exch01.contoso.local/EWS/Exchange.asmx' },
  ],
  ['a private address', told({ externalEwsUrl: 'https://172.20.1.4/EWS/Exchange.asmx' }), 'inside-name'],
  ['a public address', told({ externalEwsUrl: 'https://172.32.1.4/EWS/Exchange.asmx' }), 'differs'],
  ['no TLS', told({ externalEwsUrl: 'http://mail.contoso.test/EWS/Exchange.asmx' }), 'not-https'],
  ['an address that is none', told({ externalEwsUrl: 'mail.contoso.test' }), 'differs', { given: 'mail.contoso.test' }],
  ['the same address', told({ externalEwsUrl: EWS }), 'agrees', { given: EWS }],
  [
    'the same address in other letters',
    told({ externalEwsUrl: 'https://MAIL.contoso.test:443/ews/exchange.ASMX' }),
    'agrees',
  ],
  [
    'an answer after a first address that offers no sign-in of ours',
    {
      ...endpoints(),
      ...autodiscover([{ ...withheldAttempt, withheld: 'not-offered' }, attempt()], { externalEwsUrl: EWS }),
    },
    'agrees',
  ],
])('%s', (...row) => expectRow(check, row))
