import { test } from 'vitest'
import check from '../../../../shared/checks/dns/ttl.ts'
import { dnsAnswers, nameAnswer } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { autodiscoverAnswer, nothing } from '../dns-builders.ts'

const four = (ttlSeconds?: number) => ({
  address: '10.20.0.14',
  family: 4 as const,
  ...(ttlSeconds !== undefined && { ttlSeconds }),
})
const kept = (...seconds: (number | undefined)[]) => dnsAnswers(nameAnswer({ addresses: seconds.map(four) }))

test.each<BlockedRow>([
  ['a name without an address', dnsAnswers(nameAnswer(nothing('no-address'))), 'dnsAnswers', 'has no address'],
  ['a run without any name', dnsAnswers(), 'dnsAnswers', 'No name has an address'],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a week', kept(604_800), 'long', { longest: '7 days', name: 'mail.contoso.test' }],
  ['a second more than a day', kept(86_401), 'long'],
  [
    'an alias that is kept for long, with an address that is not',
    dnsAnswers(
      nameAnswer({
        addresses: [four(60)],
        aliases: [{ name: 'mail.contoso.test', target: 'vip.contoso.test', ttlSeconds: 172_800 }],
      }),
    ),
    'long',
    { longest: '2 days' },
  ],
  ['nothing', kept(0), 'zero'],
  ['nothing for one address of two', kept(300, 0), 'zero'],
  ['a lookup that tells no time', kept(undefined), 'not-told'],
  ['a day', kept(86_400), 'usual', { longest: '1 day' }],
  ['an hour', kept(3_600, 300), 'usual', { longest: '1 hour' }],
  ['a minute and a half', kept(90), 'usual', { longest: '90 seconds' }],
  [
    'another name for two hours',
    dnsAnswers(nameAnswer(), autodiscoverAnswer({ addresses: [four(7_200)] })),
    'usual',
    { longest: '2 hours', seconds: ['mail.contoso.test: 300 s', 'autodiscover.contoso.test: 7200 s'] },
  ],
])('%s', (...row) => expectRow(check, row))
