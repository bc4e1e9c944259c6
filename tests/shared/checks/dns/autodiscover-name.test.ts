import { test } from 'vitest'
import type { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'
import check from '../../../../shared/checks/dns/autodiscover-name.ts'
import { dnsAnswers, failure, nameAnswer } from '../artifact-builders.ts'
import { expectRow, type Row } from '../conclude.ts'

const about = (changes: Partial<NameAnswer>) =>
  dnsAnswers(nameAnswer(), nameAnswer({ name: 'autodiscover.contoso.test', purpose: 'autodiscover', ...changes }))

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
  ['a run that never asked', dnsAnswers(nameAnswer()), 'resolver-silent', { resolver: 'none' }],
  ['an address', about({}), 'resolves', { name: 'autodiscover.contoso.test', addresses: ['10.20.0.14'] }],
  [
    'a server that is itself called autodiscover',
    dnsAnswers(nameAnswer({ name: 'autodiscover.contoso.test' })),
    'resolves',
    { name: 'autodiscover.contoso.test' },
  ],
])('%s', (...row) => expectRow(check, row))
