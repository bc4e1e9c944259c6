import { test } from 'vitest'
import check from '../../../../shared/checks/certificate/trust.ts'
import { brokenHandshake, handshakeWith, tlsHandshake } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { issuing, leaf, root } from '../tls-builders.ts'

const untrusted = (chainError: string) => ({ chainError, trusted: false })
const expired = { validTo: '2026-11-01T00:00:00.000Z' }

test.each<BlockedRow>([
  [
    'a handshake that fails',
    brokenHandshake('tls-failed', { connected: true }),
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
  [
    // OpenSSL keeps its last complaint, and it looks at dates last: an unknown issuer would not be seen.
    'a certificate that has expired',
    handshakeWith(expired, untrusted('CERT_HAS_EXPIRED')),
    'tlsHandshake',
    'which hides whether its issuer is trusted',
  ],
  [
    'a certificate whose time is still to come',
    handshakeWith({ validFrom: '2026-12-01T00:00:00.000Z' }, untrusted('CERT_NOT_YET_VALID')),
    'tlsHandshake',
    'which hides whether its issuer is trusted',
  ],
  [
    'a key that OpenSSL refuses, whatever it calls that',
    handshakeWith({ keyBits: 1024 }, untrusted('UNSPECIFIED')),
    'tlsHandshake',
    'is refused for its key, signature or use',
  ],
  [
    'a certificate that is not for servers',
    handshakeWith({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'] }, untrusted('INVALID_PURPOSE')),
    'tlsHandshake',
    'is refused for its key, signature or use',
  ],
  [
    'a leaf that is sent alone',
    handshakeWith({}, untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE')),
    'tlsHandshake',
    'sends its certificate without that of its issuer',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a self-signed certificate',
    handshakeWith({ selfSigned: true }, untrusted('DEPTH_ZERO_SELF_SIGNED_CERT')),
    'self-signed',
    { sha256: Array.from({ length: 32 }, () => '3F').join(':') },
  ],
  [
    'a self-signed certificate that has expired as well',
    handshakeWith({ selfSigned: true, ...expired }, untrusted('CERT_HAS_EXPIRED')),
    'self-signed',
  ],
  [
    'a root that nobody here knows',
    tlsHandshake({ chain: [leaf, issuing, root], ...untrusted('SELF_SIGNED_CERT_IN_CHAIN') }),
    'unknown-authority',
    { issuer: 'CN=Root CA', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
  ],
  [
    'an intermediate that is not sent, beside another that is',
    tlsHandshake(untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE')),
    'unknown-authority',
  ],
  ['an issuer that is not found', tlsHandshake(untrusted('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')), 'unknown-authority'],
  [
    'an issuer of an issuer that is neither sent nor known',
    tlsHandshake({ chain: [leaf, issuing], ...untrusted('UNABLE_TO_GET_ISSUER_CERT_LOCALLY') }),
    'unknown-authority',
    { issuer: 'CN=Root CA', chain: ['CN=mail.contoso.test', 'CN=Issuing CA'] },
  ],
  [
    'the same as OpenSSL says it of an intermediate that is taken for an authority',
    tlsHandshake({ chain: [leaf, issuing], ...untrusted('UNABLE_TO_GET_ISSUER_CERT') }),
    'unknown-authority',
    { issuer: 'CN=Root CA' },
  ],
  ['a refusal without a reason', tlsHandshake(untrusted('UNSPECIFIED')), 'chain-broken'],
  ['a certificate that was revoked', tlsHandshake(untrusted('CERT_REVOKED')), 'chain-broken', { code: 'CERT_REVOKED' }],
  [
    'an intermediate that has expired under a leaf that has not',
    tlsHandshake(untrusted('CERT_HAS_EXPIRED')),
    'chain-broken',
    { chain: ['CN=mail.contoso.test', 'CN=Example Public CA 3, O=Example Trust'] },
  ],
  [
    'a pinned certificate, whatever else is wrong with it',
    handshakeWith({ selfSigned: true }, { chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT', pinned: true }),
    'pinned',
  ],
  [
    'a pinned certificate that leads to an authority of one’s own',
    tlsHandshake({ pinned: true, publiclyTrusted: false }),
    'pinned',
  ],
  [
    'a pinned certificate of a public authority that has expired',
    handshakeWith(expired, { chainError: 'CERT_HAS_EXPIRED', pinned: true }),
    'pinned',
  ],
  [
    'an authority of one’s own',
    tlsHandshake({ publiclyTrusted: false }),
    'private-authority',
    { issuer: 'CN=Example Public CA 3, O=Example Trust' },
  ],
  [
    'an authority of which it was never told whether it is public',
    tlsHandshake({ publiclyTrusted: undefined }),
    'private-authority',
  ],
  ['a pinned certificate that cloud services trust too', tlsHandshake({ pinned: true }), 'trusted'],
  ['a chain to a public authority', tlsHandshake(), 'trusted', { server: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))
