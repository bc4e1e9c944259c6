import { createHash } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Trust } from './trust.ts'

/**
 * The groups of TLS as Windows knows them, and as the clients of Exchange offer them. OpenSSL 3.5 would add a
 * post-quantum share of 1,200 bytes, which no Exchange server takes and which splits the ClientHello in two: there are
 * firewalls and load balancers that lose the second part, and a server that every client reaches would look dead.
 */
const GROUPS = 'X25519:P-256:P-384:P-521'

const secureContexts = new WeakMap<Trust, SecureContext>()
/** The last ones, by the authorities that they hold: runs of one organisation trust the same. */
const latest: { authorities: string; context: SecureContext }[] = []
const MOST_KEPT = 4

/**
 * Reading the machine's hundreds of authorities takes longer than a handshake. So it is done once for those who trust the
 * same, and ahead of the first handshake where somebody calls this early.
 */
export function secureContextOf(trust: Trust): SecureContext {
  const known = secureContexts.get(trust)
  if (known) return known
  const authorities = createHash('sha256').update(trust.authorities.join('\n')).digest('hex')
  const kept = latest.find((each) => each.authorities === authorities)
  const context =
    kept?.context ?? createSecureContext({ ca: trust.authorities, minVersion: 'TLSv1', ecdhCurve: GROUPS })
  if (!kept) latest.push({ authorities, context })
  if (latest.length > MOST_KEPT) latest.shift()
  secureContexts.set(trust, context)
  return context
}
