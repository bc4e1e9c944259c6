import { test } from 'vitest'
import type { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'
import check from '../../../../shared/checks/dns/autodiscover-name.ts'
import { dnsAnswers, failure, nameAnswer } from '../artifact-builders.ts'
import { expectRow, type Row } from '../conclude.ts'
import { dnsRecords } from '../dns-builders.ts'

const about = (changes: Partial<NameAnswer>, wildcard: string[] = []) => ({
  ...dnsAnswers(nameAnswer(), nameAnswer({ name: 'autodiscover.contoso.test', purpose: 'autodiscover', ...changes })),
  ...withWildcard(wildcard),
})
const withWildcard = (addresses: string[]) =>
  dnsRecords({ unusedName: { name: 'postern-0a1b2c3d4e5f.contoso.test', addresses } })
const hoster = { address: '198.51.100.80', family: 4 } as const

test.each<Row>([
  [
    'NXDOMAIN',
    about({ addresses: [], failure: failure('name-not-found') }),
    'missing',
    { name: 'autodiscover.contoso.test' },
  ],
  ['a name without an address', about({ addresses: [], failure: failure('no-address') }), 'missing'],
  [
    'a resolver that does not answer',
    about({ addresses: [], failure: failure('resolver-unreachable') }),
    'resolver-silent',
    { resolver: '10.20.0.53' },
  ],
  ['a run that never asked', { ...dnsAnswers(nameAnswer()), ...dnsRecords() }, 'resolver-silent', { resolver: 'none' }],
  [
    'a wildcard of a web hoster',
    about({ addresses: [hoster] }, ['198.51.100.80']),
    'wildcard',
    { addresses: ['198.51.100.80'] },
  ],
  ['a record of its own beside a wildcard', about({}, ['198.51.100.80']), 'resolves'],
  ['a wildcard that leads to the server itself', about({}, ['10.20.0.14']), 'resolves'],
  ['an address', about({}), 'resolves', { name: 'autodiscover.contoso.test', addresses: ['10.20.0.14'] }],
  [
    'a server that is itself called autodiscover',
    { ...dnsAnswers(nameAnswer({ name: 'autodiscover.contoso.test' })), ...dnsRecords() },
    'resolves',
    { name: 'autodiscover.contoso.test' },
  ],
])('%s', (...row) => expectRow(check, row))
