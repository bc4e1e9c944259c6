import { test } from 'vitest'
import check from '../../../../shared/checks/dns/server-name.ts'
import { dnsAnswers, failure, nameAnswer } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

const unanswered = (code: Parameters<typeof failure>[0]) =>
  dnsAnswers(nameAnswer({ addresses: [], failure: failure(code) }))

test.each<BlockedRow>([
  [
    'a run without an EWS address',
    dnsAnswers(nameAnswer({ name: 'contoso.test', purpose: 'domain' })),
    'endpoints',
    'The EWS address is not known',
  ],
  ['a run without any name', dnsAnswers(), 'endpoints', 'The EWS address is not known'],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'more addresses than are kept',
    dnsAnswers(nameAnswer({ cutFrom: { addresses: 4_000, aliases: 0 } })),
    'resolves',
    { kept: '1 of 4000 addresses; the answer was cut' },
  ],
  [
    'more aliases than are kept',
    dnsAnswers(nameAnswer({ cutFrom: { addresses: 1, aliases: 30 } })),
    'resolves',
    { kept: '1 of 1 addresses and 0 of 30 aliases; the answer was cut' },
  ],
  ['NXDOMAIN', unanswered('name-not-found'), 'does-not-exist', { name: 'mail.contoso.test', resolver: '10.20.0.53' }],
  ['a name without an address', unanswered('no-address'), 'no-address', { addresses: [] }],
  [
    'an alias of a name that is gone',
    dnsAnswers(
      nameAnswer({
        addresses: [],
        aliases: [{ name: 'mail.contoso.test', target: 'vip.contoso.test' }],
        failure: failure('name-not-found'),
      }),
    ),
    'alias-broken',
    { target: 'vip.contoso.test' },
  ],
  [
    'aliases that lead in a circle',
    dnsAnswers(
      nameAnswer({
        addresses: [],
        aliases: [
          { name: 'mail.contoso.test', target: 'owa.contoso.test' },
          { name: 'owa.contoso.test', target: 'Mail.contoso.test' },
        ],
        failure: failure('no-address'),
      }),
    ),
    'alias-loop',
  ],
  [
    'an alias, and a resolver that fails on it',
    dnsAnswers(
      nameAnswer({
        addresses: [],
        aliases: [{ name: 'mail.contoso.test', target: 'vip.contoso.test' }],
        failure: failure('resolver-refused'),
      }),
    ),
    'resolver-silent',
  ],
  [
    'a resolver that does not answer',
    unanswered('resolver-unreachable'),
    'resolver-silent',
    { resolver: '10.20.0.53' },
  ],
  ['a resolver that refuses', unanswered('resolver-refused'), 'resolver-silent'],
  ['an answer that breaks RFC 1035', unanswered('dns-malformed'), 'resolver-silent'],
  ['one address', dnsAnswers(nameAnswer()), 'resolves', { addresses: ['10.20.0.14'] }],
  [
    'an alias with two addresses, among other names',
    dnsAnswers(
      nameAnswer({ name: 'contoso.test', purpose: 'domain', addresses: [], failure: failure('no-address') }),
      nameAnswer({
        addresses: [
          { address: '10.20.0.14', family: 4 },
          { address: 'fd00::14', family: 6 },
        ],
        aliases: [{ name: 'mail.contoso.test', target: 'vip.contoso.test' }],
      }),
    ),
    'resolves',
    { addresses: ['10.20.0.14', 'fd00::14'], aliases: ['mail.contoso.test → vip.contoso.test'] },
  ],
])('%s', (...row) => expectRow(check, row))
