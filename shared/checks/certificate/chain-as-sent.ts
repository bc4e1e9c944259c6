import type { Certificate, TlsHandshake } from '../../artifacts/tls-handshake.ts'
import type { TlsVersions } from '../../artifacts/tls-versions.ts'
import { t } from '../../language/translate.ts'

/**
 * The certificates of the server for EWS in the order in which it sent them: as they stood in the clear, else as the
 * handshake has them. Undefined in a run of an earlier version, where TLS 1.3 hid them.
 */
export function chainAsSent(handshake: TlsHandshake, { servers }: TlsVersions): Certificate[] | undefined {
  const { sent } = servers.find(({ host, port }) => host === handshake.host && port === handshake.port) ?? {}
  // Another node behind the same address may have another certificate, whose chain says nothing of this one.
  return sent?.[0]?.sha256 === handshake.chain[0]?.sha256 ? sent : handshake.sent
}

/** Why it is not known: a server may have a certificate for each kind of key, and another node another one. */
export function whyUnseen({ host, port }: TlsHandshake, { servers }: TlsVersions): string {
  const { sent = [] } = servers.find((server) => server.host === host && server.port === port) ?? {}
  return sent.length > 0 ? t`another offer of TLS brought another certificate` : t`TLS 1.3 sends it encrypted`
}

/**
 * Whether the leaf came alone, and its issuer is known to nobody here: an intermediate certificate that is not sent, or
 * a root that is not trusted and signs servers itself. OpenSSL has a code of its own for it.
 */
export function isSentAlone({ chain, chainError }: TlsHandshake): boolean {
  return chain.length === 1 && chain[0]?.selfSigned === false && chainError === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
}

/** OpenSSL's codes for "the issuer is not among the authorities that are trusted here" (verify(1ssl)). */
const unknownIssuer = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Whether the chain ends at a certificate whose issuer was neither sent nor is trusted here. */
export function endsInTheDark({ chainError }: TlsHandshake): boolean {
  return chainError !== undefined && unknownIssuer.has(chainError)
}
