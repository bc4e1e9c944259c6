import type { Certificate, TlsHandshake } from '../../artifacts/tls-handshake.ts'

/** The server and its certificate, as the checks of certificates name them; nothing where none was sent. */
export function seenCertificate(handshake: TlsHandshake): { server: string; leaf: Certificate | undefined } {
  return { server: `${handshake.host}:${handshake.port}`, leaf: handshake.chain[0] }
}

/** The outcome of a check of certificates where the handshake brought none; the handshake has a finding of its own. */
export const notSeen = {
  verdict: 'unknown',
  title: '{server} showed no certificate',
  advice: 'Mend the connection first; a finished TLS handshake would tell.',
} as const
