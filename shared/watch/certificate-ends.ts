import { z } from 'zod'
import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import type { Certificate } from '../artifacts/tls-handshake.ts'

const DAY = 86_400_000

/** A server's certificate and when it ends. */
export const CertificateEnd = z.strictObject({
  /** The name that it was asked under. */
  host: z.string(),
  /** Where it was seen: an address, or the name itself. */
  server: z.string(),
  subject: z.string(),
  issuer: z.string(),
  fingerprint: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  /** When it was seen. */
  seenAt: z.string(),
})
export type CertificateEnd = z.infer<typeof CertificateEnd>

type Seen = { host: string; server: string; certificate: Certificate | undefined; seenAt: string }

/**
 * The certificates that the servers of a run show, each once for each place, what ends first first. One whose end cannot
 * be read is left out: a check says so.
 */
export function certificateEnds(artifacts: ArtifactRecords): CertificateEnd[] {
  const ends = new Map<string, CertificateEnd>()
  for (const { host, server, certificate, seenAt } of seenCertificates(artifacts)) {
    if (!certificate || Number.isNaN(Date.parse(certificate.validTo))) continue
    const { subject, issuer, sha256: fingerprint, validFrom: notBefore, validTo: notAfter } = certificate
    const key = JSON.stringify([host, server, fingerprint])
    if (!ends.has(key)) ends.set(key, { host, server, subject, issuer, fingerprint, notBefore, notAfter, seenAt })
  }
  return [...ends.values()].toSorted(
    (a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter) || order(a.host, b.host) || order(a.server, b.server),
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function* seenCertificates({
  tlsHandshake,
  certificatePaths,
  nodes,
  serverCertificates,
}: ArtifactRecords): Iterable<Seen> {
  const at = (record: { startedAt: string }) => record.startedAt
  const host = tlsHandshake?.state === 'gathered' ? tlsHandshake.value.host : undefined
  if (tlsHandshake?.state === 'gathered') {
    const { host, address = host, chain, seenAt } = tlsHandshake.value
    yield { host, server: address, certificate: chain[0], seenAt }
  }
  if (certificatePaths?.state === 'gathered') {
    for (const { host, address, certificate } of certificatePaths.value.paths) {
      yield { host, server: address, certificate, seenAt: at(certificatePaths) }
    }
  }
  if (nodes?.state === 'gathered') {
    const { host, seenAt } = nodes.value
    for (const { address, certificate } of nodes.value.nodes) yield { host, server: address, certificate, seenAt }
  }
  if (serverCertificates?.state === 'gathered') {
    for (const { address, names, certificate } of serverCertificates.value.ways) {
      yield { host: host ?? names[0] ?? address, server: address, certificate, seenAt: at(serverCertificates) }
    }
  }
}

/** Whole days until a certificate ends; negative once it has ended. */
export function daysLeft({ notAfter }: Pick<CertificateEnd, 'notAfter'>, now: number): number {
  return Math.floor((Date.parse(notAfter) - now) / DAY)
}

/** So many days before the end it is told; 0 when it has ended. */
const thresholds = [0, 1, 3, 7, 14, 30]

/** The threshold that a certificate has come to; undefined while it has longer than the first. */
export function endThreshold(end: Pick<CertificateEnd, 'notAfter'>, now: number): number | undefined {
  const left = (Date.parse(end.notAfter) - now) / DAY
  return thresholds.find((days) => left <= days)
}
