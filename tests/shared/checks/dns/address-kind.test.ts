import { test } from 'vitest'
import check from '../../../../shared/checks/dns/address-kind.ts'
import { dnsAnswers, nameAnswer } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { at, autodiscoverAnswer, nothing } from '../dns-builders.ts'

const server = (...addresses: string[]) => dnsAnswers(nameAnswer(at(...addresses)))

test.each<BlockedRow>([
  ['a name that does not exist', dnsAnswers(nameAnswer(nothing('name-not-found'))), 'dnsAnswers', 'does not exist'],
  ['a run without any name', dnsAnswers(), 'dnsAnswers', 'No name has an address'],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a card that gave itself an address', server('169.254.1.7'), 'useless', { useless: ['169.254.1.7'] }],
  ['an address of nobody', server('0.0.0.0'), 'useless'],
  ['a link-local IPv6 address', server('fe80::1'), 'useless'],
  [
    'such a card beside the server',
    server('10.20.0.14', '169.254.1.7'),
    'partly-useless',
    {
      useless: ['169.254.1.7'],
      kinds: [
        '10.20.0.14: private (RFC 1918, RFC 4193)',
        '169.254.1.7: of a network card without DHCP, which no router passes on (link-local)',
      ],
    },
  ],
  [
    'such a card under another name',
    dnsAnswers(nameAnswer(), autodiscoverAnswer(at('10.20.0.14', 'fe80::1'))),
    'partly-useless',
    { name: 'autodiscover.contoso.test' },
  ],
  ['private and public ones together', server('10.20.0.14', '8.8.8.8'), 'mixed'],
  ['the same, and IPv6 beside them', server('10.20.0.14', '8.8.8.8', '2a00:1450::14'), 'mixed'],
  ['a private one, and IPv6 as it is given out inside', server('10.20.0.14', '2a00:1450::14'), 'both-families'],
  ['a private one, and both kinds of IPv6', server('10.20.0.14', '2a00:1450::14', 'fd00::14'), 'both-families'],
  ['a public one, and a private one of IPv6', server('8.8.8.8', 'fd00::14'), 'both-families'],
  ['both kinds of IPv6 alone', server('2a00:1450::14', 'fd00::14'), 'private'],
  ['a public one', server('8.8.8.8'), 'public', { kinds: ['8.8.8.8: public'] }],
  ['one of documentation, which stands for public ones', server('203.0.113.25'), 'public'],
  ['this machine', server('127.0.0.1', '::1'), 'loopback'],
  ['private ones of both families', server('172.16.0.1', 'fd00::14'), 'private'],
  ['one of a provider (RFC 6598)', server('100.64.0.9'), 'private'],
  [
    'a mail domain that is an Active Directory domain with odd addresses',
    dnsAnswers(nameAnswer(), nameAnswer({ name: 'contoso.test', purpose: 'domain', ...at('169.254.3.3') })),
    'private',
    { name: 'mail.contoso.test' },
  ],
])('%s', (...row) => expectRow(check, row))
