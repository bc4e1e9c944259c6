import { test } from 'vitest'
import check from '../../../../shared/checks/certificate/protocol.ts'
import { brokenHandshake, tlsHandshake } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

test.each<BlockedRow>([
  [
    'a handshake that fails',
    brokenHandshake('tls-failed', { connected: true }),
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['TLS 1.0', tlsHandshake({ protocol: 'TLSv1' }), 'outdated', { protocol: 'TLSv1' }],
  ['TLS 1.1', tlsHandshake({ protocol: 'TLSv1.1' }), 'outdated'],
  ['a version that is not known', tlsHandshake({ protocol: 'unknown' }), 'outdated'],
  ['TLS 1.2', tlsHandshake(), 'current', { server: 'mail.contoso.test', protocol: 'TLSv1.2' }],
  ['TLS 1.3', tlsHandshake({ protocol: 'TLSv1.3' }), 'current'],
])('%s', (...row) => expectRow(check, row))
