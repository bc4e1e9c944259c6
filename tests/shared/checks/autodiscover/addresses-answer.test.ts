import { test } from 'vitest'
import type { GivenUrl } from '../../../../shared/artifacts/autodiscover-kinds.ts'
import check from '../../../../shared/checks/autodiscover/addresses-answer.ts'
import { ACTIVE_SYNC, EWS, exchange, failure } from '../artifact-builders.ts'
import { expectRow, type Row } from '../conclude.ts'
import { givenUrl, givenUrls } from './builders.ts'

const OLD = 'https://old.contoso.test/EWS/Exchange.asmx'
const asked = (changes: Partial<GivenUrl>) => givenUrl({ url: OLD, notAsked: undefined, ...changes })
const atOuterAddress = exchange(undefined, { address: '8.8.4.4' })
const inside = [{ by: 'pox', scope: 'inside' }] satisfies GivenUrl['named']

test.each<Row>([
  [
    'a name that is gone',
    givenUrls(givenUrl(), asked({ failure: failure('name-not-found') })),
    'name-missing',
    { url: OLD, protocol: 'EWS', host: 'old.contoso.test', namedBy: 'XML, outside' },
  ],
  ['a name without an address', givenUrls(asked({ failure: failure('no-address') })), 'name-missing'],
  [
    'a server that is off',
    givenUrls(asked({ failure: failure('connection-timed-out') })),
    'unreachable',
    { detail: 'mail.contoso.test:443 did not answer the TCP connection in time' },
  ],
  [
    'an address of the firewall, to which no way leads from the inside',
    givenUrls(asked({ failure: failure('connection-timed-out'), exchange: atOuterAddress })),
    'not-from-here',
    { address: '8.8.4.4', detail: 'mail.contoso.test:443 did not answer the TCP connection in time' },
  ],
  [
    'a name that is in the public zone alone',
    givenUrls(asked({ failure: failure('name-not-found'), outsideAddresses: ['203.0.113.25'] })),
    'not-from-here',
    { address: '203.0.113.25', detail: 'it is in DNS on the internet alone' },
  ],
  [
    'a name for which the internet is told an address that no one outside reaches',
    givenUrls(asked({ failure: failure('name-not-found'), outsideAddresses: ['10.20.0.14'] })),
    'name-missing',
  ],
  [
    'an outer address that takes the connection and breaks it off',
    givenUrls(asked({ failure: failure('connection-reset'), exchange: atOuterAddress })),
    'unreachable',
  ],
  [
    'such an address, and one that fails for everybody',
    givenUrls(
      asked({ failure: failure('connection-refused'), exchange: atOuterAddress }),
      asked({ protocol: 'active-sync', failure: failure('name-not-found') }),
    ),
    'name-missing',
    { protocol: 'ActiveSync' },
  ],
  [
    'a certificate for another name',
    givenUrls(asked({ exchange: exchange(401), certificateProblem: 'it does not cover old.contoso.test' })),
    'untrusted',
    { detail: 'it does not cover old.contoso.test' },
  ],
  ['a web site', givenUrls(asked({ exchange: exchange(200) })), 'other-answer', { status: 200 }],
  [
    'the members’ area of a web site',
    givenUrls(asked({ exchange: exchange(401), schemes: ['basic'] })),
    'unlike-exchange',
    { url: OLD, host: 'old.contoso.test' },
  ],
  [
    'such an area, and a server that is off',
    givenUrls(
      asked({ exchange: exchange(401), schemes: ['basic'] }),
      asked({ protocol: 'active-sync', url: 'https://as.contoso.test/a', failure: failure('connection-timed-out') }),
    ),
    'unreachable',
  ],
  [
    'another path of the server that this run looks at, through a proxy that hides what it is',
    givenUrls(
      givenUrl(),
      asked({ protocol: 'active-sync', url: ACTIVE_SYNC, exchange: exchange(401), schemes: ['basic'] }),
    ),
    'answer',
  ],
  [
    'ActiveSync under a wrong path',
    givenUrls(asked({ protocol: 'active-sync', url: 'https://mail.contoso.test/ActiveSync', exchange: exchange(404) })),
    'other-answer',
    { protocol: 'ActiveSync', status: 404 },
  ],
  [
    'another path of a server whose certificate has a finding of its own',
    givenUrls(
      givenUrl({ notAsked: 'looked-at-anyway' }),
      asked({
        protocol: 'active-sync',
        url: new URL('/ActiveSync', EWS).href,
        exchange: exchange(404),
        certificateProblem: 'it ran out',
      }),
    ),
    'answer',
  ],
  [
    'two addresses that both answer',
    givenUrls(
      givenUrl(),
      asked({ named: [{ by: 'soap', scope: 'outside' }], exchange: exchange(401), asExchange: true }),
    ),
    'disagree',
    { protocol: 'EWS', given: [EWS, OLD] },
  ],
  [
    'a resolver that says nothing of it',
    givenUrls(asked({ failure: failure('resolver-unreachable'), named: inside }), givenUrl()),
    'answer',
  ],
  ['a proxy in the way', givenUrls(asked({ failure: failure('proxy-unreachable') })), 'answer'],
  ['a silent resolver alone', givenUrls(asked({ failure: failure('resolver-refused') })), 'answer'],
  ['a dead address for the inside', givenUrls(asked({ named: inside, failure: failure('name-not-found') })), 'answer'],
  [
    'an address of somebody else, which its own check names',
    givenUrls(givenUrl({ url: 'https://outlook.office365.com/EWS/Exchange.asmx', notAsked: 'foreign-host' })),
    'answer',
    {
      given: [
        'EWS: https://outlook.office365.com/EWS/Exchange.asmx (XML, outside): not asked, since the host is not the organisation’s',
      ],
    },
  ],
  [
    'what this run looks at anyway',
    givenUrls(givenUrl(), givenUrl({ url: ACTIVE_SYNC, protocol: 'active-sync' })),
    'answer',
  ],
  [
    'a second server that asks for a sign-in',
    givenUrls(asked({ exchange: exchange(401), schemes: ['ntlm', 'basic'], asExchange: true })),
    'answer',
    { given: [`EWS: ${OLD} (XML, outside): 401, offers NTLM, Basic`] },
  ],
  ['no address at all', givenUrls(), 'answer', { given: [] }],
])('%s', (...row) => expectRow(check, row))
