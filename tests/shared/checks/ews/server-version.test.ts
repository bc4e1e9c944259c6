import { test } from 'vitest'
import check from '../../../../shared/checks/ews/server-version.ts'
import { serverVersion } from '../artifact-builders.ts'
import { expectRow, type Row } from '../conclude.ts'

const challenge = {
  targetName: 'CONTOSO',
  netbiosDomain: 'CONTOSO',
  dnsComputer: 'exch02.corp.contoso.test',
  dnsDomain: 'corp.contoso.test',
  dnsForest: 'contoso.test',
  osVersion: '10.0.20348',
}

test.each<Row>([
  [
    'a build of SE without its updates',
    serverVersion({ build: '15.2.2562.17' }),
    'outdated',
    { product: 'Exchange Server SE', update: 'RTM', newest: 'RTM Sep26SUv2', released: '2026-10-02' },
  ],
  [
    'a build between two that are known',
    serverVersion({ build: '15.2.2562.38' }),
    'outdated',
    { update: 'RTM Feb26SU' },
  ],
  [
    '2019 on the last day of its support',
    serverVersion({ build: '15.2.1748.39', seenAt: '2025-10-14T23:59:59.000Z' }),
    'outdated',
    { product: 'Exchange Server 2019', update: 'CU15 Oct25SU' },
  ],
  [
    '2019 on the day after it',
    serverVersion({ build: '15.2.1748.39', seenAt: '2025-10-15T00:00:00.000Z' }),
    'paid-support-only',
    { until: '2025-10-14', paidUntil: '2026-10-31' },
  ],
  [
    '2016 on the last day of its paid updates',
    serverVersion({ build: '15.1.2507.75', seenAt: '2026-10-31T12:00:00.000Z' }),
    'paid-support-only',
    { product: 'Exchange Server 2016', update: 'CU23 Sep26SUv2' },
  ],
  ['2016 after them', serverVersion({ build: '15.1.2507.75', seenAt: '2026-11-01T00:00:00.000Z' }), 'out-of-support'],
  [
    '2013',
    serverVersion({ build: '15.0.1497.48' }),
    'out-of-support',
    { product: 'Exchange Server 2013', update: 'CU23 Mar23SU', until: '2023-04-11' },
  ],
  [
    '2010',
    serverVersion({ build: '14.3.123.4' }),
    'out-of-support',
    { product: 'Exchange Server 2010', update: 'SP3' },
  ],
  ['a build before RTM', serverVersion({ build: '15.1.100.1' }), 'out-of-support', { update: 'before RTM' }],
  ['the mailbox server’s build alone', serverVersion({ build: undefined, backEndBuild: '15.2.2562.17' }), 'outdated'],
  [
    'a build of SE that came after the table',
    serverVersion({ build: '15.2.2562.54' }),
    'newer',
    { build: '15.2.2562.54' },
  ],
  ['a cumulative update of SE', serverVersion({ build: '15.2.3000.1' }), 'newer'],
  ['a product that is not known', serverVersion({ build: '15.20.9520.1' }), 'newer'],
  ['the next one', serverVersion({ build: '16.0.1.1' }), 'newer'],
  ['no version', serverVersion({ build: undefined, challenge }), 'not-told', { computer: 'exch02.corp.contoso.test' }],
  ['a version that is none', serverVersion({ build: 'hidden' }), 'not-told'],
  [
    'the newest build of SE',
    serverVersion({ challenge }),
    'current',
    {
      product: 'Exchange Server SE',
      update: 'RTM Sep26SUv2',
      frontEnd: 'EXCH02',
      domain: 'corp.contoso.test',
      forest: 'contoso.test',
      windows: 'Windows Server 2022 (10.0.20348)',
    },
  ],
  [
    'a Windows that is not known by name',
    serverVersion({
      challenge: { targetName: 'X', osVersion: '10.0.30000', netbiosComputer: 'EXCH02', netbiosDomain: 'X' },
    }),
    'current',
    { windows: 'Windows (10.0.30000)', computer: 'EXCH02', domain: 'X' },
  ],
])('%s', (...row) => expectRow(check, row))
