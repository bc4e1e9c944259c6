import { failureSentence } from '../../artifacts/failure.ts'
import type { Certificate, TlsHandshake } from '../../artifacts/tls-handshake.ts'
import { t } from '../../language/translate.ts'
import type { Obstructed } from '../check.ts'
import { serverName } from '../server-name.ts'

/** The server and its certificate, as the checks of certificates name them; nothing where none was sent. */
export function seenCertificate(handshake: TlsHandshake): { server: string; leaf: Certificate | undefined } {
  return { server: serverName(handshake.host, handshake.port), leaf: handshake.chain[0] }
}

/** Without a handshake there is no certificate to judge; the handshake has a finding of its own. */
export function notSeen({ failure, host, port }: TlsHandshake): Obstructed {
  const reason = failure ? failureSentence(failure) : t`${serverName(host, port)} showed no certificate.`
  return { blocked: { by: 'tlsHandshake', reason } }
}
