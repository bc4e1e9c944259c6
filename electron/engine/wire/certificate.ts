import type { KeyObject, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Certificate } from '../../../shared/artifacts/tls-handshake.ts'
import { NtlmError } from './ntlm/ntlm-error.ts'
import { signatureAlgorithm } from './signature-algorithm.ts'

/** What stands in the place of a moment that is none. */
const UNREADABLE = 'unreadable'

/**
 * One certificate as the artifact holds it, whatever somebody has put into its place: of what a server sends beside its
 * own certificate, TLS has looked at nothing.
 */
export function describeCertificate(certificate: X509Certificate): Certificate {
  const key = keyOf(certificate)
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {}
  const type = key?.asymmetricKeyType ?? 'unknown'
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: alternativeNames(certificate.subjectAltName),
    validFrom: momentOf(certificate.validFrom, certificate.validFromDate),
    validTo: momentOf(certificate.validTo, certificate.validToDate),
    serialNumber: certificate.serialNumber,
    sha256: certificate.fingerprint256,
    keyType: namedCurve ? `${type} ${namedCurve}` : type,
    ...(modulusLength === undefined ? {} : { keyBits: modulusLength }),
    ...signatureOf(certificate),
    ...(certificate.keyUsage && { extendedKeyUsage: certificate.keyUsage }),
    selfSigned: key !== undefined && certificate.subject === certificate.issuer && isSignedWith(certificate, key),
  }
}

/** Nothing where the key is of a kind that this OpenSSL or BoringSSL does not know. */
export function keyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey
  } catch {
    return undefined
  }
}

function isSignedWith(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.verify(key)
  } catch {
    return false
  }
}

/** OpenSSL says "Bad time value" of a moment that is none, and Node makes of it a date that is any. */
function momentOf(text: string, date: Date): string {
  return /^Bad time/i.test(text) || Number.isNaN(date.getTime()) ? UNREADABLE : date.toISOString()
}

/** A certificate whose outermost parts cannot be read has no algorithm that could be named. */
function signatureOf(certificate: X509Certificate): Pick<Certificate, 'signatureAlgorithm'> {
  try {
    return { signatureAlgorithm: signatureAlgorithm(certificate.raw) }
  } catch (error) {
    if (error instanceof NtlmError) return {}
    throw error
  }
}

/**
 * Whether the certificate is one for this host, a name or an address. The subject counts for nothing, and a wildcard only
 * as a whole first label (RFC 9525 sections 2 and 6.3).
 */
export function namesHost(leaf: X509Certificate, host: string): boolean {
  if (isIP(host)) return leaf.checkIP(host) !== undefined
  return leaf.checkHost(host.replace(/\.$/, ''), { subject: 'never', partialWildcards: false }) !== undefined
}

/** Node writes one attribute a line; people look for the common name first. A certificate may have no subject. */
function oneLine(name: string | undefined): string {
  const attributes = (name ?? '').split('\n').filter((attribute) => attribute !== '')
  const isCommonName = (attribute: string) => attribute.startsWith('CN=')
  const commonNames = attributes.filter(isCommonName)
  return [...commonNames, ...attributes.filter((attribute) => !isCommonName(attribute))].join(', ')
}

/** `DNS:a, DNS:b, IP Address:1.2.3.4` as `a`, `b`, `1.2.3.4`; other kinds (mail, URI) name no server. */
function alternativeNames(text: string | undefined): string[] {
  return (text ?? '').split(', ').flatMap((entry) => {
    const match = /^(?:DNS|IP Address):(.+)$/.exec(entry)
    return match?.[1] ? [match[1]] : []
  })
}
