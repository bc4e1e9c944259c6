import type { CertificatePath } from '../../artifacts/certificate-paths.ts'
import type { Certificate } from '../../artifacts/tls-handshake.ts'
import { serverName } from '../server-name.ts'
import { type Lifetime, lifetimeAt } from './lifetime.ts'

/** A certificate that has ended or is about to, and where it is shown. */
export type Ending = {
  outcome: 'expired' | 'autodiscover-expired' | 'expires-soon' | 'renewal-due'
  server: string
  certificate: Certificate
  lifetime: Lifetime
}

/**
 * What has ended or is about to at the organisation's hosts beside that of EWS, each certificate once, the one that ends
 * first before the others. The server's own is told already, the addresses of its name are compared with each other by
 * `certificate/nodes`, the web site of the mail domain is not Exchange's, and one at Autodiscover for other names has to
 * be replaced whenever it ends, which `certificate/names` says.
 */
export function endingElsewhere(paths: readonly CertificatePath[], own: string | undefined, seenAt: number): Ending[] {
  const known = new Set([own])
  const found: Ending[] = []
  for (const { host, port, purpose, certificate, nameMatches } of paths) {
    if (purpose === 'ews' || purpose === 'domain' || !certificate || known.has(certificate.sha256)) continue
    if (purpose === 'autodiscover' && nameMatches === false) continue
    known.add(certificate.sha256)
    const lifetime = lifetimeAt(certificate, seenAt)
    const outcome = outcomeOf(lifetime, purpose)
    if (outcome) found.push({ outcome, server: serverName(host, port), certificate, lifetime })
  }
  return found.toSorted((left, right) => Date.parse(left.certificate.validTo) - Date.parse(right.certificate.validTo))
}

function outcomeOf({ state }: Lifetime, purpose: 'active-sync' | 'autodiscover'): Ending['outcome'] | undefined {
  // What is not valid yet or cannot be read says nothing of an end; whoever signs in there tells that it is not trusted.
  if (state === 'valid' || state === 'not-yet-valid' || state === 'unreadable') return undefined
  return state === 'expired' && purpose === 'autodiscover' ? 'autodiscover-expired' : state
}
