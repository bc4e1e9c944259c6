import { test } from 'vitest'
import type { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'
import check from '../../../../shared/checks/dns/resolvers-agree.ts'
import { nameAnswer } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { at, autodiscoverAnswer, dnsComparison, FIRST, nothing, SECOND, view } from '../dns-builders.ts'

const usual = [nameAnswer(), autodiscoverAnswer()]
const two = (second: NameAnswer[], first = usual) => dnsComparison([view(FIRST, first), view(SECOND, second)])
const silent = [nameAnswer(nothing('resolver-unreachable')), autodiscoverAnswer(nothing('resolver-unreachable'))]
const refusing = [nameAnswer(nothing('resolver-refused')), autodiscoverAnswer(nothing('resolver-refused'))]

test.each<BlockedRow>([
  ['two resolvers that stay silent', two(silent, silent), 'dnsAnswers', 'gave no answer to the DNS question'],
])('%s are told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'parts of a list that is longer than what is kept of it',
    two(
      [nameAnswer({ cutFrom: { addresses: 400, aliases: 0 } }), autodiscoverAnswer()],
      [
        nameAnswer({ addresses: [{ address: '10.20.0.99', family: 4 }], cutFrom: { addresses: 400, aliases: 0 } }),
        autodiscoverAnswer(),
      ],
    ),
    'agree',
  ],
  [
    'a name that one of two does not know',
    two([nameAnswer(nothing('name-not-found')), autodiscoverAnswer()]),
    'missing',
    { name: 'mail.contoso.test', knows: [FIRST], misses: [SECOND] },
  ],
  [
    'a name without an address at one of two',
    two([nameAnswer(nothing('no-address')), autodiscoverAnswer()]),
    'missing',
    { name: 'mail.contoso.test' },
  ],
  [
    'the name of Autodiscover missing at one of two',
    two([nameAnswer(), autodiscoverAnswer(nothing('no-address'))]),
    'autodiscover-missing',
    { name: 'autodiscover.contoso.test', misses: [SECOND] },
  ],
  [
    'both names missing at one of two',
    two(
      [autodiscoverAnswer(nothing('no-address')), nameAnswer(nothing('no-address'))],
      [autodiscoverAnswer(), nameAnswer()],
    ),
    'missing',
    { name: 'mail.contoso.test' },
  ],
  [
    'an address of an old server at one of two',
    two([nameAnswer(at('10.20.0.9')), autodiscoverAnswer()]),
    'different',
    { answers: [`${FIRST}: 10.20.0.14`, `${SECOND}: 10.20.0.9`] },
  ],
  [
    'the same with the serial numbers of their copies',
    dnsComparison([
      view(FIRST, usual, { primary: 'dc01.contoso.test', serial: 41 }),
      view(SECOND, [nameAnswer(at('10.20.0.9'))], { primary: 'dc02.contoso.test', serial: 7 }),
    ]),
    'different',
    { zones: [`${FIRST}: 41 of dc01.contoso.test`, `${SECOND}: 7 of dc02.contoso.test`] },
  ],
  [
    'an address of an old server at one of two, where both give the same IPv6 address',
    two([nameAnswer(at('10.20.0.9', 'fd00::14')), autodiscoverAnswer()], [nameAnswer(at('10.20.0.14', 'fd00::14'))]),
    'different',
    { answers: [`${FIRST}: 10.20.0.14, fd00::14`, `${SECOND}: 10.20.0.9, fd00::14`] },
  ],
  [
    'an IPv4 address at one of two alone',
    two([nameAnswer(at('10.20.0.9', 'fd00::14')), autodiscoverAnswer()], [nameAnswer(at('fd00::14'))]),
    'different',
  ],
  ['a resolver that refuses', two(refusing), 'refuses', { resolver: SECOND }],
  ['a first resolver that refuses', two(usual, refusing), 'refuses', { resolver: FIRST }],
  ['a resolver that is silent', two(silent), 'silent', { resolver: SECOND }],
  [
    'a name that is missing weighs more than a silent resolver',
    dnsComparison([view(FIRST, usual), view(SECOND, silent), view('10.20.0.55', [nameAnswer(nothing('no-address'))])]),
    'missing',
  ],
  ['a single resolver', dnsComparison([view(FIRST, usual)]), 'one-resolver', { resolvers: [FIRST] }],
  ['a machine without any', dnsComparison([]), 'one-resolver', { resolvers: ['none'] }],
  ['the same answers', two(usual), 'agree', { resolvers: [FIRST, SECOND] }],
  ['a list that is given in parts', two([nameAnswer(at('10.20.0.15', '10.20.0.14'))]), 'agree'],
  [
    'a resolver that leaves IPv6 addresses out',
    two([nameAnswer(at('10.20.0.14')), autodiscoverAnswer()], [nameAnswer(at('10.20.0.14', 'fd00::14'))]),
    'agree',
  ],
  [
    'a name that neither knows, which is told elsewhere',
    two([nameAnswer(nothing('name-not-found'))], [nameAnswer(nothing('no-address'))]),
    'agree',
  ],
  [
    'a mail domain with other domain controllers at each',
    dnsComparison([
      view(FIRST, [...usual, nameAnswer({ name: 'contoso.test', purpose: 'domain', ...at('10.20.0.2') })]),
      view(SECOND, [...usual, nameAnswer({ name: 'contoso.test', purpose: 'domain', ...at('10.30.0.2') })]),
    ]),
    'agree',
  ],
])('%s', (...row) => expectRow(check, row))
