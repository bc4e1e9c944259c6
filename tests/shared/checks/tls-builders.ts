import { type ArtifactName, type Artifacts, artifactSchemas } from '../../../shared/artifacts/artifacts.ts'
import type { CertificatePath } from '../../../shared/artifacts/certificate-paths.ts'
import type { Certificate } from '../../../shared/artifacts/tls-handshake.ts'
import type { TlsOffers, VersionOffer } from '../../../shared/artifacts/tls-versions.ts'
import { tlsHandshake } from './artifact-builders.ts'

function parsed<N extends ArtifactName>(name: N, value: Artifacts[N]): Pick<Artifacts, N> {
  artifactSchemas[name].parse(value)
  return { [name]: value } as Pick<Artifacts, N>
}

/** A certificate of `subject` by `issuer`, told from others by its fingerprint; the same names give the same one. */
export function certificateOf(subject: string, issuer: string, changes: Partial<Certificate> = {}): Certificate {
  const byte = [...`${subject}/${issuer}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 251, 7)
  const pair = byte.toString(16).padStart(2, '0').toUpperCase()
  return {
    subject: `CN=${subject}`,
    issuer: `CN=${issuer}`,
    names: subject.includes('.') ? [subject] : [],
    validFrom: '2026-02-03T00:00:00.000Z',
    validTo: '2027-03-07T23:59:59.000Z',
    serialNumber: '5A00001C9F228D4107E3',
    sha256: Array.from({ length: 32 }, () => pair).join(':'),
    keyType: 'rsa',
    keyBits: 2048,
    signatureAlgorithm: 'sha256WithRSAEncryption',
    selfSigned: subject === issuer,
    ...changes,
  }
}

/** The chain of most rows: a leaf, the authority that issued it, and a root. */
export const leaf = certificateOf('mail.contoso.test', 'Issuing CA')
export const issuing = certificateOf('Issuing CA', 'Root CA')
export const root = certificateOf('Root CA', 'Root CA')

/** A handshake with this chain, as it was linked from what was sent and what is known here. */
export function handshakeOver(chain: Certificate[], changes: Parameters<typeof tlsHandshake>[0] = {}) {
  return tlsHandshake({ chain, ...changes })
}

const accepted: Pick<VersionOffer, 'result' | 'cipher' | 'keyExchange'> = {
  result: 'accepted',
  cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  keyExchange: 'x25519',
}
const refused = { result: 'refused', detail: 'alert protocol_version' } as const

/** One answer for each version, from 1.0 to 1.3: `y` accepted, `n` refused, `?` unanswered. */
export function offers(answers: string): VersionOffer[] {
  return (['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).map((version, place) => {
    if (answers[place] === 'y') return { version, ...accepted }
    return { version, ...(answers[place] === '?' ? { result: 'unanswered', detail: 'no answer in time' } : refused) }
  })
}

export function tlsVersions(...servers: (Partial<TlsOffers> & { offers: VersionOffer[] })[]) {
  return parsed('tlsVersions', {
    servers: servers.map((server) => ({
      host: 'mail.contoso.test',
      port: 443,
      purpose: 'ews' as const,
      address: '10.20.0.14',
      ...server,
    })),
  })
}

/** What was sent over TLS 1.2; nothing where only TLS 1.3 is spoken. */
export function sent(...certificates: Certificate[]) {
  return certificates.length === 0
    ? tlsVersions({ offers: offers('nnny') })
    : tlsVersions({ offers: offers('nnyy'), sent: certificates })
}

/** A way to the servers with its certificate: by default the good one at the published name. */
export function way(changes: Partial<CertificatePath> = {}): CertificatePath {
  return {
    host: 'mail.contoso.test',
    port: 443,
    address: '10.20.0.14',
    purpose: 'ews',
    certificate: leaf,
    authorities: ['CN=Issuing CA', 'CN=Root CA'],
    nameMatches: true,
    verified: true,
    publiclyTrusted: true,
    ...changes,
  }
}

export function certificatePaths(...paths: CertificatePath[]) {
  return parsed('certificatePaths', { paths })
}
