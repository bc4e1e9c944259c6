import { test } from 'vitest'
import type { DnsRecords } from '../../../../shared/artifacts/dns-records.ts'
import check from '../../../../shared/checks/dns/mail-exchanger.ts'
import { failure } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { dnsRecords, FIRST, mailExchangers } from '../dns-builders.ts'

const about = (mail: DnsRecords['mailExchangers']) => dnsRecords({ mailExchangers: mail })
const to = (exchange: string, addresses?: string[]) => ({ exchange, ...(addresses && { addresses }) })

test.each<BlockedRow>([
  [
    'an outer resolver that is silent',
    about(mailExchangers([], { failure: failure('resolver-unreachable') })),
    'dnsComparison',
    'gave no answer to the DNS question',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['no record on the internet', about(mailExchangers([])), 'missing', { domain: 'contoso.test' }],
  ['no record inside', about(mailExchangers([], { outside: false, resolver: FIRST })), 'not-inside'],
  ['a null MX (RFC 7505)', about(mailExchangers([{ preference: 0, exchange: '.' }])), 'refuses-mail'],
  [
    'a host without an address, after one with',
    about(mailExchangers([to('mail.contoso.test', ['203.0.113.25']), to('mx2.contoso.test', [])])),
    'target-missing',
    { missing: ['mx2.contoso.test'] },
  ],
  [
    'a host whose address the resolver failed to tell',
    about(mailExchangers([{ ...to('mx2.contoso.test', []), failure: failure('resolver-refused') }])),
    'present',
  ],
  [
    'a filter on the internet, whose name the network inside does not know',
    about(
      mailExchangers([{ ...to('mx.filter.test', []), failure: failure('name-not-found') }], {
        outside: false,
        resolver: FIRST,
      }),
    ),
    'present',
  ],
  [
    'a host of the domain without an address, seen from inside',
    about(
      mailExchangers([{ ...to('MX2.contoso.test.', []), failure: failure('name-not-found') }], {
        outside: false,
        resolver: FIRST,
      }),
    ),
    'target-missing',
  ],
  [
    'Microsoft 365',
    about(mailExchangers([to('contoso-test.mail.protection.outlook.com')])),
    'another-service',
    { service: 'Microsoft 365' },
  ],
  ['Microsoft 365 with DANE', about(mailExchangers([to('contoso-test.o-v1.mx.microsoft')])), 'another-service'],
  [
    'Google Workspace',
    about(mailExchangers([to('ASPMX.L.GOOGLE.COM')])),
    'another-service',
    { service: 'Google Workspace' },
  ],
  ['a refusal', about(mailExchangers([], { failure: failure('resolver-refused') })), 'no-answer'],
  [
    'a silent resolver inside',
    about(mailExchangers([], { outside: false, failure: failure('resolver-unreachable') })),
    'no-answer',
  ],
  ['the server', dnsRecords(), 'present', { exchanges: ['mail.contoso.test'] }],
  [
    'a filter of somebody else, whose addresses were not asked for',
    about(mailExchangers([to('mx.filter.test')])),
    'present',
  ],
  ['a name that only looks like a cloud', about(mailExchangers([to('notaspmx.l.google.com.contoso.test')])), 'present'],
])('%s', (...row) => expectRow(check, row))
