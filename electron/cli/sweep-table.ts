import { isIP } from 'node:net'
import { failureSentences } from '../../shared/artifacts/failure.ts'
import { namesOfSchemes } from '../../shared/artifacts/sign-in.ts'
import type { Certificate } from '../../shared/artifacts/tls-handshake.ts'
import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import { printable } from '../../shared/run/printable.ts'
import { distrust } from '../../shared/run/sweep-findings.ts'
import type { SweepLine } from '../../shared/run/swept-server.ts'
import { virtualDirectories } from '../../shared/run/virtual-directories.ts'
import type { Paint } from './terminal-style.ts'
import { tableLines } from './terminal-table.ts'

/** Of one text that a server sent; the whole of it is in the JSON. */
const MOST_CHARACTERS = 120

/** The servers that showed a certificate, a row each. */
export function sweepTable(servers: readonly SweepLine[], width: number, paint: Paint): string[] {
  // The published name, asked for everywhere, would stand in each row.
  const isAlike = servers.length > 1 && new Set(servers.map(({ host }) => host)).size === 1
  const columns = [
    { heading: t`Server`, cellOf: (line: SweepLine) => (isAlike ? [line.address ?? ''] : placeLines(line)) },
    { heading: t`Names`, cellOf: (line: SweepLine) => nameLines(line, isAlike) },
    { heading: t`Runs`, cellOf: versionLines },
    {
      heading: t`Certificate and sign-in`,
      cellOf: (line: SweepLine) => [...certificateLines(line), ...signInLines(line)],
    },
  ]
  return tableLines(
    columns.map(({ heading, cellOf }) => ({ heading, cells: servers.map((server) => cellOf(server).map(shown)) })),
    width,
    (line) => paint('bold', line),
  )
}

function shown(text: string): string {
  return printable(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text)
}

function placeLines({ address = '', host }: SweepLine): string[] {
  return host === address ? [address] : [address, host]
}

/** Its own name by DNS is left out where the server was asked by it, and that stands beside it. */
function nameLines({ challenge, frontEnd, host }: SweepLine, isHostHidden: boolean): string[] {
  const { dnsComputer, netbiosComputer, netbiosDomain, dnsForest } = challenge ?? {}
  const netbios = netbiosComputer && netbiosDomain ? `${netbiosDomain}\\${netbiosComputer}` : netbiosComputer
  const own = dnsComputer ?? frontEnd
  const isSaid = netbios !== undefined && !isHostHidden && own?.toLowerCase() === host
  const told = [isSaid ? undefined : own, netbios, dnsForest && t`forest ${dnsForest}`]
  return told.some((name) => name !== undefined) ? told.filter((name) => name !== undefined) : [t`not told`]
}

function versionLines(line: SweepLine): string[] {
  const finding = findingOf(line, 'ews/server-version')
  if (!finding) return [line.directories.length === 0 ? t`not asked to the end` : t`no sign of Exchange`]
  const { evidence, outcome } = finding
  const { product, update, build, windows, newest, until, paidUntil } = evidence
  const state: Readonly<Record<string, string>> = {
    current: t`newest update`,
    newer: t`newer than Postern knows`,
    'not-told': t`version not told`,
    outdated: t`${newest} is out`,
    'paid-support-only': t`paid updates only, to ${paidUntil}`,
    'out-of-support': t`out of support since ${until}`,
  }
  const told = state[outcome] ?? outcome
  const version = product
    ? [`${product} ${update}`, `${build}, ${told}`]
    : [build ? t`Exchange ${build}, ${told}` : told]
  // As people call them: `Exchange 2019`, `Windows 2022`; there is no room for more.
  return [...version, ...(windows ? [`${windows}`] : [])].map((text) =>
    text.replace(/^(Exchange|Windows) Server /, '$1 '),
  )
}

function certificateLines(line: SweepLine): string[] {
  const { certificate } = line
  if (!certificate) return []
  return [`${subjectOf(certificate)}, ${lifeOf(line, certificate)}`, ...distrustLines(line)]
}

/** Why its certificate is not trusted; a name is one only where it was asked by one, as Exchange's hold no addresses. */
function distrustLines(line: SweepLine): string[] {
  const { host, exchange, chainError } = line
  const words: Readonly<Record<string, string>> = {
    ...(isIP(host) === 0 && { 'name-missing': t`does not cover ${host}` }),
    'key-too-short': t`its key is too short`,
    'signature-outdated': t`its signature is outdated`,
    'not-for-servers': t`not for servers`,
    'intermediate-missing': t`its issuer’s is not sent`,
    'self-signed': 'self-signed',
    'unknown-authority': t`issuer not trusted here`,
    'chain-broken': t`chain does not verify (${chainError})`,
  }
  return exchange ? distrust(line).flatMap(({ outcome }) => words[outcome] ?? []) : []
}

function subjectOf({ subject, names }: Certificate): string {
  return /^CN=([^,]+)/.exec(subject)?.[1] ?? (subject || names[0] || t`no subject`)
}

function lifeOf(line: SweepLine, { validTo }: Certificate): string {
  const finding = findingOf(line, 'certificate/validity')
  if (!finding) return t`until ${validTo.slice(0, 10)}`
  const { outcome, evidence } = finding
  switch (outcome) {
    case 'expired':
    case 'autodiscover-expired':
      return t`expired on ${evidence.validTo}`
    case 'not-yet-valid':
      return t`not valid before ${evidence.validFrom}`
    case 'unreadable':
      return t`its dates cannot be read`
    default:
      return t`${evidence.remaining} left`
  }
}

/** What each directory asks for; `as EWS` where an earlier one does the same. */
function signInLines({ directories }: SweepLine): string[] {
  const earlier = new Map<string, string>()
  return directories.map(({ directory, failure, status, schemes }) => {
    const { name } = virtualDirectories[directory]
    const offered = namesOfSchemes(schemes).join(', ')
    const answered = status === undefined ? '' : status === 401 && offered ? offered : t`answers ${status}`
    const broken = failure ? failureSentences[failure.code] : ''
    const answer = [answered, broken].filter((part) => part !== '').join('; ')
    const same = earlier.get(answer)
    if (same === undefined) earlier.set(answer, name)
    return `${name}: ${same === undefined ? answer : t`as ${same}`}`
  })
}

function findingOf({ findings }: SweepLine, check: string): Finding | undefined {
  return findings.find((finding) => finding.check === check)
}
