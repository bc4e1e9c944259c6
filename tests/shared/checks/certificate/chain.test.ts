import { test } from 'vitest'
import check from '../../../../shared/checks/certificate/chain.ts'
import { brokenHandshake } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { certificateOf, handshakeOver, issuing, leaf, root, sent } from '../tls-builders.ts'

const alone = { chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', trusted: false }
const unlinked = { chainError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', trusted: false }
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
  [
    'a complaint that hides whether the root is known',
    {
      ...handshakeOver([leaf, issuing], { chainError: 'CERT_HAS_EXPIRED', trusted: false }),
      ...sent(leaf, issuing),
    },
    'tlsHandshake',
    'refused for another reason (CERT_HAS_EXPIRED), which hides whether the issuer of CN=Issuing CA is known',
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
    'only TLS 1.3, in order',
    { ...handshakeOver([leaf, issuing, root], { sent: [leaf, issuing] }), ...sent() },
    'complete',
    { sent: ['CN=mail.contoso.test', 'CN=Issuing CA'] },
  ],
  [
    'only TLS 1.3, in another order',
    { ...handshakeOver([leaf, issuing, root], { sent: [leaf, root, issuing] }), ...sent() },
    'wrong-order',
    { sent: ['CN=mail.contoso.test', 'CN=Root CA', 'CN=Issuing CA'] },
  ],
  [
    'another node’s chain in the clear, beside that of the handshake',
    {
      ...handshakeOver([leaf, issuing, root], { sent: [leaf, issuing, root] }),
      ...sent(certificateOf('mail.contoso.test', 'Other CA')),
    },
    'root-sent',
  ],
  [
    'only TLS 1.3, in a run of an earlier version',
    { ...handshakeOver([leaf, issuing, root]), ...sent() },
    'order-unseen',
    { reason: 'TLS 1.3 sends it encrypted' },
  ],
  [
    'the chain of another node behind the same address, in a run of an earlier version',
    { ...handshakeOver([leaf, issuing, root]), ...sent(certificateOf('mail.contoso.test', 'Other CA')) },
    'order-unseen',
    { reason: 'another offer of TLS brought another certificate' },
  ],
  ['a leaf that the root itself signed', { ...handshakeOver([underRoot, root]), ...sent(underRoot) }, 'complete'],
  [
    'three tiers, of which the one below the root is not sent',
    { ...handshakeOver([leaf, issuing], unlinked), ...sent(leaf, issuing) },
    'end-unknown',
    { last: 'CN=Issuing CA', above: 'CN=Root CA', order: ['CN=mail.contoso.test', 'CN=Issuing CA'] },
  ],
  [
    'the same as OpenSSL says it of an intermediate that is taken for an authority',
    {
      ...handshakeOver([leaf, issuing], { chainError: 'UNABLE_TO_GET_ISSUER_CERT', trusted: false }),
      ...sent(leaf, issuing),
    },
    'end-unknown',
  ],
  ['the same where only TLS 1.3 is spoken', { ...handshakeOver([leaf, issuing], unlinked), ...sent() }, 'end-unknown'],
  [
    'the same with a certificate of somebody else',
    { ...handshakeOver([leaf, issuing], unlinked), ...sent(leaf, stranger, issuing) },
    'end-unknown',
  ],
  [
    'an authority that is not trusted here, sent with its root',
    {
      ...handshakeOver([leaf, issuing, root], { chainError: 'SELF_SIGNED_CERT_IN_CHAIN', trusted: false }),
      ...sent(leaf, issuing, root),
    },
    'root-sent',
  ],
  ['a root that this machine knows', { ...handshakeOver([leaf, issuing]), ...sent(leaf, issuing) }, 'complete'],
  ['the leaf and its intermediate', { ...handshakeOver([leaf, issuing, root]), ...sent(leaf, issuing) }, 'complete'],
])('%s', (...row) => expectRow(check, row))
