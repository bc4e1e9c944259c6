import { failureSentence } from '../../../shared/artifacts/failure.ts'
import type { TlsHandshake } from '../../../shared/artifacts/tls-handshake.ts'
import { t } from '../../../shared/language/translate.ts'
import { Blocked } from './gatherer.ts'

/** Nothing can be asked of a server to which no connection comes about. */
export function blockedByConnection(handshake: TlsHandshake): Blocked | undefined {
  return handshake.failure && new Blocked('tlsHandshake', failureSentence(handshake.failure))
}

/** No credential is sent over a connection whose certificate is not trusted. */
export function blockedByTrust(handshake: TlsHandshake): Blocked | undefined {
  if (handshake.trusted) return undefined
  const place = `${handshake.host}:${handshake.port}`
  return new Blocked('tlsHandshake', t`${place} has a certificate that is not trusted, so no credential was sent.`)
}
