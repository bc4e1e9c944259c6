import { test } from 'vitest'
import type { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'
import check from '../../../../shared/checks/dns/split-horizon.ts'
import { dnsAnswers, nameAnswer } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { at, autodiscoverAnswer, dnsComparison, FIRST, nothing, OUTSIDE, view } from '../dns-builders.ts'

const inside = [nameAnswer(), autodiscoverAnswer()]
const public25 = at('203.0.113.25')
const outside = (names: NameAnswer[], known = inside) => ({
  ...dnsAnswers(...known),
  ...dnsComparison([view(FIRST, known)], [view(OUTSIDE, names)]),
})

test.each<BlockedRow>([
  [
    'a run without an EWS address',
    { ...dnsAnswers(autodiscoverAnswer()), ...dnsComparison([]) },
    'endpoints',
    'The EWS address is not known',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a private address',
    outside([nameAnswer(at('10.20.0.14')), autodiscoverAnswer(public25)]),
    'outside-private',
    { name: 'mail.contoso.test', private: ['10.20.0.14'], resolver: OUTSIDE },
  ],
  [
    'a private address of IPv6 beside a public one',
    outside([nameAnswer(at('203.0.113.25', 'fd00::14')), autodiscoverAnswer(public25)]),
    'outside-private',
    { private: ['fd00::14'] },
  ],
  ['an address of a provider (RFC 6598)', outside([nameAnswer(at('100.64.1.1'))]), 'outside-private'],
  ['a name that does not exist', outside([nameAnswer(nothing('name-not-found'))]), 'outside-missing'],
  [
    'a name without an address',
    outside([nameAnswer(nothing('no-address')), autodiscoverAnswer(public25)]),
    'outside-missing',
    { name: 'mail.contoso.test' },
  ],
  [
    'no Autodiscover',
    outside([nameAnswer(public25), autodiscoverAnswer(nothing('name-not-found'))]),
    'autodiscover-missing',
    { name: 'autodiscover.contoso.test' },
  ],
  [
    'no Autodiscover, which is missing inside too',
    outside(
      [nameAnswer(public25), autodiscoverAnswer(nothing('name-not-found'))],
      [nameAnswer(), autodiscoverAnswer(nothing('name-not-found'))],
    ),
    'split',
  ],
  ['no answer', outside([nameAnswer(nothing('resolver-unreachable'))]), 'outside-silent', { resolver: [OUTSIDE] }],
  ['a refusal', outside([nameAnswer(nothing('resolver-refused'))]), 'outside-silent'],
  [
    'a second outer resolver that answers where the first does not',
    {
      ...dnsAnswers(...inside),
      ...dnsComparison(
        [view(FIRST, inside)],
        [view(OUTSIDE, [nameAnswer(nothing('resolver-unreachable'))]), view('198.51.100.54', [nameAnswer(public25)])],
      ),
    },
    'split',
    { resolver: '198.51.100.54' },
  ],
  ['nobody to ask', { ...dnsAnswers(...inside), ...dnsComparison([view(FIRST, inside)]) }, 'not-asked'],
  [
    'an EWS address without a name',
    outside([], [nameAnswer({ name: '10.20.0.14', resolver: 'literal' })]),
    'no-name',
    { address: '10.20.0.14' },
  ],
  [
    'another address than inside',
    outside([nameAnswer(public25), autodiscoverAnswer(public25)]),
    'split',
    { inside: ['10.20.0.14'], outside: ['203.0.113.25'] },
  ],
  ['the same address as inside', outside([nameAnswer(public25)], [nameAnswer(public25)]), 'same'],
  [
    'a mail domain that leads to a private address outside, which is no matter of the server',
    outside([nameAnswer(public25), nameAnswer({ name: 'contoso.test', purpose: 'domain', ...at('10.0.0.1') })]),
    'split',
  ],
])('%s', (...row) => expectRow(check, row))
