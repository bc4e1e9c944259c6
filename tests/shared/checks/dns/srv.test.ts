import { test } from 'vitest'
import type { DnsRecords } from '../../../../shared/artifacts/dns-records.ts'
import check from '../../../../shared/checks/dns/srv.ts'
import { dnsAnswers, failure, nameAnswer } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { at, autodiscoverAnswer, dnsRecords, nothing, services } from '../dns-builders.ts'

const about = (
  autodiscoverServices: DnsRecords['autodiscoverServices'],
  names = [nameAnswer(), autodiscoverAnswer()],
) => ({
  ...dnsAnswers(...names),
  ...dnsRecords({ autodiscoverServices }),
})

test.each<BlockedRow>([
  [
    'a target that is the server’s own name, without an address',
    about(services([{ addresses: [] }]), [nameAnswer(nothing('name-not-found'))]),
    'dnsAnswers',
    'mail.contoso.test does not exist in DNS',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['another port', about(services([{ port: 8443 }])), 'wrong-port', { port: 8443, wanted: 443 }],
  [
    'a server that is gone',
    about(services([{ target: 'exch00.contoso.test', addresses: [] }])),
    'target-missing',
    { target: 'exch00.contoso.test' },
  ],
  [
    'a former provider',
    about(services([{ target: 'autodiscover.hoster.test', addresses: ['198.51.100.7'] }])),
    'other-server',
  ],
  [
    'a server that is gone, for whose name a wildcard answers as it does for that of Autodiscover',
    {
      ...dnsAnswers(nameAnswer(), { ...autodiscoverAnswer(), ...at('198.51.100.80') }),
      ...dnsRecords({
        autodiscoverServices: services([{ target: 'exch00.contoso.test', addresses: ['198.51.100.80'] }]),
        unusedName: { name: 'postern-0a1b2c3d4e5f.contoso.test', addresses: ['198.51.100.80'] },
      }),
    },
    'other-server',
    { target: 'exch00.contoso.test' },
  ],
  [
    'a name of its own where a wildcard leads to the server too',
    {
      ...dnsAnswers(nameAnswer(), autodiscoverAnswer()),
      ...dnsRecords({
        autodiscoverServices: services([{ target: 'owa.contoso.test', addresses: ['10.20.0.14'] }]),
        unusedName: { name: 'postern-0a1b2c3d4e5f.contoso.test', addresses: ['10.20.0.14'] },
      }),
    },
    'leads',
  ],
  [
    'a former provider first, and the server after it',
    about(services([{ target: 'autodiscover.hoster.test', addresses: ['198.51.100.7'] }, { priority: 10 }])),
    'other-server',
    { records: ['0 0 autodiscover.hoster.test, port 443', '10 0 mail.contoso.test, port 443'] },
  ],
  [
    'a server whose address the resolver failed to tell',
    about(services([{ target: 'exch00.contoso.test', addresses: [], failure: failure('resolver-refused') }])),
    'no-answer',
    { name: 'exch00.contoso.test' },
  ],
  ['a resolver that refuses', about(services([], { failure: failure('resolver-refused') })), 'no-answer'],
  ['no record', about(services([])), 'none'],
  ['a record that says there is none (RFC 2782)', about(services([{ target: '.', port: 0 }])), 'none'],
  ['the server', about(services([{}])), 'leads', { target: 'mail.contoso.test', port: 443 }],
  [
    'the server by its name alone',
    about(services([{ target: 'MAIL.contoso.test.', addresses: ['10.9.9.9'] }])),
    'leads',
  ],
  ['the server by its address alone', about(services([{ target: 'vip.contoso.test' }])), 'leads'],
])('%s', (...row) => expectRow(check, row))
