import { test } from 'vitest'
import check from '../../../../shared/checks/certificate/chain.ts'
import { brokenHandshake } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { certificateOf, handshakeOver, issuing, leaf, root, sent } from '../tls-builders.ts'

const alone = { chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', trusted: false }
const itself = certificateOf('mail.contoso.test', 'mail.contoso.test')
const stranger = certificateOf('Strange CA', 'Strange CA')
const underRoot = certificateOf('mail.contoso.test', 'Root CA')

test.each<BlockedRow>([
  [
    'a handshake that fails',
    { ...brokenHandshake('tls-failed', { connected: true }), ...sent() },
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
  ['a self-signed certificate', { ...handshakeOver([itself]), ...sent(itself) }, 'tlsHandshake', 'which has no chain'],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a leaf alone, whose issuer nobody here knows',
    { ...handshakeOver([leaf], alone), ...sent(leaf) },
    'intermediate-missing',
    { missing: 'CN=Issuing CA', signed: 'CN=mail.contoso.test', sent: ['CN=mail.contoso.test'] },
  ],
  ['the same where only TLS 1.3 is spoken', { ...handshakeOver([leaf], alone), ...sent() }, 'intermediate-missing'],
  [
    'a leaf alone, whose issuer this machine happens to know',
    { ...handshakeOver([leaf, issuing, root]), ...sent(leaf) },
    'intermediate-missing',
    { missing: 'CN=Issuing CA' },
  ],
  [
    'the root in the place of the intermediate',
    { ...handshakeOver([leaf, issuing, root]), ...sent(leaf, root) },
    'intermediate-missing',
  ],
  [
    'the root before the intermediate',
    { ...handshakeOver([leaf, issuing, root]), ...sent(leaf, root, issuing) },
    'wrong-order',
    { order: ['CN=mail.contoso.test', 'CN=Issuing CA', 'CN=Root CA'] },
  ],
  [
    'a certificate of somebody else',
    { ...handshakeOver([leaf, issuing, root]), ...sent(leaf, stranger, issuing) },
    'extra-sent',
    { extra: ['CN=Strange CA'] },
  ],
  ['the root as well', { ...handshakeOver([leaf, issuing, root]), ...sent(leaf, issuing, root) }, 'root-sent'],
  [
    'only TLS 1.3',
    { ...handshakeOver([leaf, issuing, root]), ...sent() },
    'order-unseen',
    { reason: 'TLS 1.3 sends it encrypted' },
  ],
  [
    'the chain of another node behind the same address',
    { ...handshakeOver([leaf, issuing, root]), ...sent(certificateOf('mail.contoso.test', 'Other CA')) },
    'order-unseen',
    { reason: 'another offer of TLS brought another certificate' },
  ],
  ['a leaf that the root itself signed', { ...handshakeOver([underRoot, root]), ...sent(underRoot) }, 'complete'],
  [
    'an authority that is not trusted here',
    {
      ...handshakeOver([leaf, issuing], { chainError: 'UNABLE_TO_GET_ISSUER_CERT', trusted: false }),
      ...sent(leaf, issuing),
    },
    'complete',
  ],
  ['the leaf and its intermediate', { ...handshakeOver([leaf, issuing, root]), ...sent(leaf, issuing) }, 'complete'],
])('%s', (...row) => expectRow(check, row))
