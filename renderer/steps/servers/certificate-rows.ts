import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import { failureSentence } from '../../../shared/artifacts/failure.ts'
import type { Certificate } from '../../../shared/artifacts/tls-handshake.ts'
import { t } from '../../../shared/language/translate.ts'
import { type CertificateLife, certificateLife } from '../../store/certificate-life.ts'
import { commonName } from '../../store/format.ts'
import { byNumber } from './fold-map.ts'
import { valueIn } from './value-in.ts'

/** The certificate of one server by one of its addresses, and how it compares with the one that clients are shown. */
export type CertificateRow = {
  server: string
  address: string
  subject: string
  issuer: string
  /** Published names that it does not cover. */
  missing: string[]
  covered: string[]
  life?: CertificateLife
  daysLeft: number
  key: string
  chain: string
  /** `published`: it is the certificate that clients are shown at the published name. */
  compared: 'published' | 'same' | 'differs' | 'unknown'
  sha256?: string
  certificate?: Certificate
  seenAt: string
  /** Why there is no certificate. */
  failure?: string
}

export type CertificateColumn = 'server' | 'subject' | 'issuer' | 'names' | 'life' | 'key' | 'chain' | 'compared'

type Way = {
  server: string
  address: string
  /** The name under which it was asked. */
  host?: string
  certificate?: Certificate | undefined
  failure?: string | undefined
  verifies?: boolean | undefined
}

/** A row for each certificate that each address shows, those of the published names first; each pair once. */
export function certificateRows(artifacts: ArtifactRecords): CertificateRow[] {
  const handshake = valueIn(artifacts, 'tlsHandshake')
  const nodes = valueIn(artifacts, 'nodes')
  const paths = valueIn(artifacts, 'certificatePaths')?.paths ?? []
  const published = handshake?.chain[0] ?? paths.find(({ purpose }) => purpose === 'ews')?.certificate
  const seenAt = nodes?.seenAt ?? handshake?.seenAt ?? seenOf(artifacts)
  const hosts = publishedHosts(artifacts)
  return uniqueWays(artifacts).map((way): CertificateRow => {
    const { certificate } = way
    const isPublished = way.host !== undefined && handshake?.host === way.host && handshake.address === way.address
    const life = certificate && certificateLife(certificate, seenAt)
    return {
      server: way.server,
      address: way.address,
      subject: certificate ? commonName(certificate.subject) : '',
      issuer: certificate ? (certificate.selfSigned ? t`itself` : commonName(certificate.issuer)) : '',
      covered: certificate ? hosts.filter((host) => covers(certificate.names, host)) : [],
      missing: certificate ? hosts.filter((host) => !covers(certificate.names, host)) : [],
      ...(life && { life }),
      daysLeft: certificate ? (Date.parse(certificate.validTo) - Date.parse(seenAt)) / 86_400_000 : Number.NaN,
      key: certificate ? keyWords(certificate) : '',
      chain: chainWords(certificate, way, isPublished ? handshake?.sent : undefined, sentAt(artifacts, way)),
      compared: compared(certificate, published, isPublished),
      ...(certificate && { sha256: certificate.sha256, certificate }),
      seenAt,
      ...(way.failure && { failure: way.failure }),
    }
  })
}

/** Names that clients use over TLS. At the mail domain itself often stands a web site of somebody else. */
function publishedHosts(artifacts: ArtifactRecords): string[] {
  const names = valueIn(artifacts, 'dnsAnswers')?.names ?? []
  return names.filter(({ purpose }) => purpose !== 'domain').map(({ name }) => name)
}

function uniqueWays(artifacts: ArtifactRecords): Way[] {
  const nodes = valueIn(artifacts, 'nodes')?.nodes.filter(({ unprobed }) => unprobed === undefined) ?? []
  const paths = valueIn(artifacts, 'certificatePaths')?.paths ?? []
  const before = nodes.length > 0 ? [] : (valueIn(artifacts, 'serverCertificates')?.ways ?? [])
  const ways: Way[] = [
    ...paths.map(({ host, address, certificate, failure, verified }) => ({
      server: host,
      address,
      host,
      certificate,
      failure: failure && failureSentence(failure),
      verifies: certificate ? verified : undefined,
    })),
    ...nodes.map(({ server, names, address, certificate, failure, chainError }) => ({
      server: server ?? names[0] ?? address,
      address,
      certificate,
      failure: certificate ? undefined : failure && failureSentence(failure),
      verifies: certificate ? chainError === undefined : undefined,
    })),
    ...before.map(({ names, address, certificate, failure }) => ({
      server: names[0] ?? address,
      address,
      certificate,
      failure: failure && failureSentence(failure),
    })),
  ]
  // What one address shows under several names is one row, named after all of them.
  const rows = new Map<string, Way>()
  for (const way of ways) {
    const key = `${way.address} ${way.certificate?.sha256 ?? way.failure ?? ''}`
    const known = rows.get(key)
    if (!known) rows.set(key, way)
    else if (way.host === undefined && known.host !== undefined) continue
    else if (!known.server.split('\n').includes(way.server))
      rows.set(key, { ...known, server: `${known.server}\n${way.server}` })
  }
  return [...rows.values()]
}

function sentAt(artifacts: ArtifactRecords, way: Way): readonly Certificate[] | undefined {
  return valueIn(artifacts, 'tlsVersions')?.servers.find(
    ({ host, address }) => host === way.host && address === way.address,
  )?.sent
}

/** The days of the life bars are counted from when it was looked at. */
function seenOf(artifacts: ArtifactRecords): string {
  const record = artifacts.certificatePaths ?? artifacts.serverCertificates
  return record?.state === 'gathered' ? record.startedAt : ''
}

/** A wildcard stands for one label, the first (RFC 6125 section 6.4.3). */
export function covers(names: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase()
  return names.some((name) => {
    const own = name.toLowerCase()
    if (!own.startsWith('*.')) return own === wanted
    return wanted.includes('.') && wanted.slice(wanted.indexOf('.')) === own.slice(1)
  })
}

function keyWords({ keyType, keyBits }: Certificate): string {
  return [keyType.toUpperCase(), ...(keyBits === undefined ? [] : [String(keyBits)])].join(' ')
}

function chainWords(
  certificate: Certificate | undefined,
  { verifies }: Way,
  ...sent: (readonly Certificate[] | undefined)[]
): string {
  if (!certificate) return ''
  const chain = sent.find((one) => one !== undefined && one.length > 0)
  const judged = verifies === undefined ? [] : [verifies ? t`verifies here` : t`does not verify here`]
  if (!chain) return judged.join('')
  return [`${chain.map(({ subject }) => commonName(subject)).join(' ← ')}`, ...judged].join('\n')
}

function compared(
  certificate: Certificate | undefined,
  published: Certificate | undefined,
  isPublished: boolean,
): CertificateRow['compared'] {
  if (!certificate || !published) return 'unknown'
  if (isPublished) return 'published'
  return certificate.sha256 === published.sha256 ? 'same' : 'differs'
}

export const comparedWords: Readonly<Record<CertificateRow['compared'], string>> = {
  published: t`the published one`,
  same: t`the same`,
  differs: t`differs`,
  unknown: t`not known`,
}

const keys: Readonly<Record<CertificateColumn, (row: CertificateRow) => string | number>> = {
  server: ({ server }) => server,
  subject: ({ subject }) => subject,
  issuer: ({ issuer }) => issuer,
  names: ({ missing }) => missing.length,
  life: ({ daysLeft }) => daysLeft,
  key: ({ key }) => key,
  chain: ({ chain }) => chain,
  compared: (row) => comparedWords[row.compared],
}

/** Rows by one column; what has nothing there stands last, whichever way. */
export function sortedRows(
  rows: readonly CertificateRow[],
  column: CertificateColumn,
  descending: boolean,
): CertificateRow[] {
  const key = keys[column]
  const isEmpty = (value: string | number) => value === '' || Number.isNaN(value)
  return rows.toSorted((one, other) => {
    const [a, b] = [key(one), key(other)]
    if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b))
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : byNumber(String(a), String(b))
    return descending ? -order : order
  })
}
