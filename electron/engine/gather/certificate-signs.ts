import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { CertificatePath } from '../../../shared/artifacts/certificate-paths.ts'
import type { CertificateSigns, ShownCertificate } from '../../../shared/artifacts/shown-certificate.ts'
import { describeCertificate } from '../wire/certificate.ts'
import type { Met } from './connection-pool.ts'

type Way = Pick<CertificatePath, 'host' | 'address' | 'purpose' | 'verified' | 'certificate'>

/**
 * Whose certificate is shown by which way, as far as it has been seen; no credential is needed for it. `met` are those who
 * answered connections of this run, where the ways have not been compared yet.
 */
export function certificateSigns(gathered: Partial<Artifacts>, met: readonly Met[] = []): CertificateSigns {
  const { tlsHandshake, certificatePaths, serverCertificates } = gathered
  const [leaf] = tlsHandshake?.chain ?? []
  const host = tlsHandshake?.host ?? ''
  // No device in between has the key of a public authority: two of those are an administrator's choice.
  const isOwn = tlsHandshake?.publiclyTrusted === true
  const ways = isOwn
    ? []
    : [...(certificatePaths?.paths ?? []), ...waysMet(met, gathered)].filter(
        ({ purpose, verified }) => purpose !== 'domain' && verified,
      )
  const servers = (serverCertificates?.ways ?? []).filter(({ certificate }) => certificate)
  const showsOwn = servers.some(({ certificate }) => certificate?.sha256 === leaf?.sha256)
  const atServers = leaf && !showsOwn ? servers : []
  return {
    ...(leaf && { shown: { host, issuer: leaf.issuer, sha256: leaf.sha256 } }),
    elsewhere: ways.flatMap((way) => (way.certificate?.sha256 === leaf?.sha256 ? [] : shownAt(way.host, way))),
    // A balancer that opens TLS may well have a certificate of a public authority.
    ...(atServers.length > 0 && { atServers: atServers.flatMap((way) => shownAt(way.names[0] ?? way.address, way)) }),
  }
}

function shownAt(host: string, { address, certificate }: Pick<Way, 'address' | 'certificate'>): ShownCertificate[] {
  return certificate ? [{ host, address, issuer: certificate.issuer, sha256: certificate.sha256 }] : []
}

/** Of the names that the organisation's clients look up: what else was met, as by a redirect, is told by nobody. */
function waysMet(met: readonly Met[], { dnsAnswers }: Partial<Artifacts>): Way[] {
  return met.flatMap(({ target: { host }, peer }) => {
    const purpose = dnsAnswers?.names.find(({ name }) => name === host)?.purpose
    const [leaf] = peer.chain
    if (!purpose || !leaf) return []
    const { address, chainError } = peer
    return [{ host, address, purpose, verified: chainError === undefined, certificate: describeCertificate(leaf) }]
  })
}
