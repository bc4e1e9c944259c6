import { expect, test } from 'vitest'
import check from '../../../../shared/checks/certificate/handshake.ts'
import { brokenHandshake, tlsHandshake } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

test.each<BlockedRow>([
  [
    'no connection',
    brokenHandshake('connection-refused', { connected: false, detail: 'ECONNREFUSED' }),
    'tlsHandshake',
    'refused the TCP connection (ECONNREFUSED)',
  ],
  [
    'a run that was stopped within the handshake',
    brokenHandshake('cancelled', { connected: true }),
    'tlsHandshake',
    'the run was stopped',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'an alert about the version',
    brokenHandshake('tls-failed', { connected: true, detail: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }),
    'only-outdated',
    { detail: 'mail.contoso.test:443 did not complete the TLS handshake (ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)' },
  ],
  [
    'another alert of TLS',
    brokenHandshake('tls-failed', { connected: true, detail: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }),
    'failed',
    { detail: 'mail.contoso.test:443 did not complete the TLS handshake (ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE)' },
  ],
  [
    'a client certificate that is missing',
    brokenHandshake('client-certificate-required', {
      connected: true,
      detail: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    }),
    'client-certificate-required',
    {
      detail: expect.stringMatching(
        /^mail.* asks for a client certificate .*ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED/,
      ),
    },
  ],
  [
    'a failure without a detail',
    brokenHandshake('tls-failed', { connected: true }),
    'failed',
    { server: 'mail.contoso.test', detail: 'mail.contoso.test:443 did not complete the TLS handshake' },
  ],
  [
    'a handshake',
    tlsHandshake(),
    'completed',
    { protocol: 'TLSv1.2', cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' },
  ],
])('%s', (...row) => expectRow(check, row))
