import { test } from 'vitest'
import check from '../../../../shared/checks/certificate/tls-versions.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { offers, tlsVersions } from '../tls-builders.ts'

test.each<BlockedRow>([
  [
    'a server with nothing that is current',
    tlsVersions({ offers: offers('ynnn') }),
    'tlsHandshake',
    'speaks neither TLS 1.2 nor TLS 1.3 (TLS 1.0: accepted, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, x25519;',
  ],
  ['a server that refuses all', tlsVersions({ offers: offers('nnnn') }), 'tlsHandshake', 'neither TLS 1.2 nor TLS 1.3'],
])('%s is told by the handshake', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['TLS 1.3 alone', tlsVersions({ offers: offers('nnny') }), 'newest-only', { accepted: 'TLS 1.3' }],
  [
    'TLS 1.0 beside what is current',
    tlsVersions({ offers: offers('ynyy') }),
    'outdated-still-on',
    { outdated: 'TLS 1.0' },
  ],
  [
    'both old versions',
    tlsVersions({ offers: offers('yyyn') }),
    'outdated-still-on',
    { outdated: 'TLS 1.0 and TLS 1.1' },
  ],
  [
    'old versions at the ActiveSync host alone',
    tlsVersions(
      { offers: offers('nnyy') },
      { host: 'sync.contoso.test', purpose: 'active-sync', offers: offers('nyyn') },
    ),
    'outdated-still-on',
    { server: 'sync.contoso.test', outdated: 'TLS 1.1' },
  ],
  ['no answer about TLS 1.2', tlsVersions({ offers: offers('nn?y') }), 'not-told', { unanswered: 'TLS 1.2' }],
  ['no answer about TLS 1.2, and TLS 1.0', tlsVersions({ offers: offers('yn?n') }), 'not-told'],
  ['no answer about an old version', tlsVersions({ offers: offers('?nyy') }), 'not-told', { unanswered: 'TLS 1.0' }],
  ['offers that were cut off', tlsVersions({ offers: offers('nn').slice(0, 2) }), 'not-told'],
  [
    'TLS 1.2 alone',
    tlsVersions({ offers: offers('nnyn') }),
    'current',
    {
      accepted: 'TLS 1.2',
      versions: [
        'TLS 1.0: refused, alert protocol_version',
        'TLS 1.1: refused, alert protocol_version',
        'TLS 1.2: accepted, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, x25519',
        'TLS 1.3: refused, alert protocol_version',
      ],
    },
  ],
  ['TLS 1.2 and 1.3', tlsVersions({ offers: offers('nnyy') }), 'current', { accepted: 'TLS 1.2 and TLS 1.3' }],
])('%s', (...row) => expectRow(check, row))
