import type { X509Certificate } from 'node:crypto'
import { getCACertificates, rootCertificates } from 'node:tls'
import type { Organisation } from '../../../shared/organisation/organisation.ts'

/** Which server certificates are believed. Fingerprints are SHA-256, upper-case hex pairs with colons. */
export type Trust = { authorities: string[]; pinned: ReadonlySet<string> }

/**
 * The machine's own certificate authorities (an enterprise's CA is in the system's store, not in Node's list), the
 * organisation file's, and the certificates that the administrator pinned after seeing them.
 */
export function trustOf(organisation: Pick<Organisation, 'trust'>): Trust {
  return {
    authorities: [...machineAuthorities(), ...(organisation.trust?.certificateAuthorities ?? [])],
    pinned: new Set((organisation.trust?.pinned ?? []).map(normaliseFingerprint)),
  }
}

/** Whether this very certificate was pinned. */
export function isPinned(trust: Trust, certificate: X509Certificate): boolean {
  return trust.pinned.has(certificate.fingerprint256)
}

function normaliseFingerprint(text: string): string {
  const hex = text.replaceAll(':', '').toUpperCase()
  return (hex.match(/../g) ?? []).join(':')
}

let machine: string[] | undefined

/**
 * The authorities of Node's list and of the machine's store, in PEM. Read once: the store can take tens of milliseconds.
 * Electron's Node may lack getCACertificates.
 */
export function machineAuthorities(): string[] {
  if (machine) return machine
  const bundled = [...rootCertificates]
  machine =
    typeof getCACertificates === 'function' ? [...new Set([...bundled, ...getCACertificates('system')])] : bundled
  return machine
}
