import { type Failure, failureSentences } from '../../shared/artifacts/failure.ts'
import type { Finding } from '../../shared/checks/finding.ts'
import { counted, t } from '../../shared/language/translate.ts'
import { printable } from '../../shared/run/printable.ts'
import type { SweepLine } from '../../shared/run/swept-server.ts'
import { accountOf } from '../../shared/run/verdict-words.ts'

import { wrap } from '../../shared/run/wrap.ts'
import { addressOfNumber, numberOfAddress } from './address-range.ts'
import { findingsLines, type ShownFinding } from './run-report.ts'
import { sweepTable } from './sweep-table.ts'
import { type SweepEnding, sweepVerdictOf } from './sweep-verdict.ts'
import type { Paint } from './terminal-style.ts'

/** Of sentences; the table takes what the terminal has. */
const WIDEST = 100
const NARROWEST = 72
/** As many places as are named one by one where a finding is the same at each. */
const MOST_NAMED = 20

const verdictWords = {
  ready: t`Nothing fails.`,
  'not-ready': t`Not ready.`,
  'could-not-tell': t`Could not tell.`,
  bug: t`Postern failed.`,
} as const
const verdictColours = { ready: 'green', 'not-ready': 'red', 'could-not-tell': 'cyan', bug: 'magenta' } as const

/**
 * The report of a sweep: what was seen, what is to be mended, and the verdict last. Sentences end at 100 columns or the
 * terminal's fewer; the table may be as wide as the terminal.
 */
export function sweepReport(seen: readonly SweepLine[], ending: SweepEnding, paint: Paint, columns = WIDEST): string[] {
  const room = Math.max(columns, NARROWEST)
  const width = Math.min(WIDEST, room)
  const servers = seen.toSorted(byPlace)
  const answering = servers.filter(({ failure }) => !failure)
  const findings = servers.flatMap((server) => server.findings)
  const lines: string[] = []
  if (answering.length > 0) {
    lines.push('', ...sweepTable(answering, room, paint))
  }
  lines.push(...closedLines(servers, paint, width), ...findingsLines(findings, paint, width, alike))
  const { verdict, remark } = sweepVerdictOf(servers, findings, ending)
  const account = findings.length > 0 ? ` ${accountOf(findings)}` : ''
  lines.push('', ...wrap(countsOf(servers, ending.total) + account, width))
  const isShort = verdictWords[verdict].length + 1 + remark.length <= width
  const told = paint(verdictColours[verdict], verdictWords[verdict])
  // The verdict is the last line, whole, so that what is too long for it stands before.
  lines.push(...(isShort ? [] : wrap(remark, width)), isShort && remark ? `${told} ${remark}` : told)
  return lines
}

/** By address, IPv4 before IPv6; names without one come last. */
function byPlace(one: SweepLine, other: SweepLine): number {
  const [a, b] = [one, other].map(({ address }) => (address === undefined ? undefined : numberOfAddress(address)))
  if (!a || !b) return Number(!a) - Number(!b) || one.host.localeCompare(other.host)
  return a.bits - b.bits || Number(a.value > b.value) - Number(a.value < b.value) || one.host.localeCompare(other.host)
}

/** The counts, which account for every target. */
function countsOf(servers: readonly SweepLine[], total: number): string {
  const exchange = servers.filter((server) => server.exchange).length
  const closed = servers.filter(({ failure }) => failure).length
  const others = servers.length - exchange - closed
  const parts = [
    t`${exchange} with a sign of Exchange`,
    others && t`${others} without one`,
    closed && t`${closed} not reached`,
    total > servers.length && t`${total - servers.length} not looked at`,
  ].filter((part) => typeof part === 'string')
  return t`Of ${counted(total, 'target')}: ${parts.join(', ')}.`
}

/** Those that were not reached, by what came of it. Addresses that follow each other are told as a range. */
function closedLines(servers: readonly SweepLine[], paint: Paint, width: number): string[] {
  const closed = servers.flatMap((server) => (server.failure ? [{ server, failure: server.failure }] : []))
  if (closed.length === 0) return []
  const groups = Map.groupBy(closed, ({ failure }) => wordsOf(failure))
  const lines = [...groups].flatMap(([words, members]) => {
    const text = `${rangesOf(members.map(({ server }) => server)).join(', ')} ${words}`
    return wrap(printable(text), width - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`)
  })
  return ['', paint('bold', t`Not reached (${closed.length})`), ...lines]
}

function wordsOf({ code, detail }: Failure): string {
  return `${failureSentences[code]}${detail ? ` (${detail})` : ''}`
}

function rangesOf(servers: readonly SweepLine[]): string[] {
  const ranges: { first: string; last: string; count: number }[] = []
  // The published name, asked for everywhere, tells nothing of one of them.
  const isAlike = servers.length > 1 && new Set(servers.map(({ host }) => host)).size === 1
  for (const { address, host, named } of servers) {
    const isTelling = named && host !== address && !isAlike
    const label = address === undefined ? host : isTelling ? `${address} (${host})` : address
    const latest = ranges.at(-1)
    if (latest && label === address && follows(latest.last, address)) {
      latest.last = address
      latest.count += 1
    } else if (latest?.last !== label) {
      ranges.push({ first: label, last: label, count: 1 })
    }
  }
  return ranges.flatMap(({ first, last, count }) =>
    count > 2 ? [t`${first} to ${last} (${count})`] : [...new Set([first, last])],
  )
}

function follows(earlier: string, address: string): boolean {
  const before = numberOfAddress(earlier)
  if (!before || before.value + 1n >= 1n << BigInt(before.bits)) return false
  return addressOfNumber({ ...before, value: before.value + 1n }) === address
}

/** The same finding at many servers is shown once, with the places where it is the same. */
function alike(findings: readonly Finding[]): ShownFinding[] {
  const groups = Map.groupBy(findings, (finding) => {
    const { check, outcome, title, advice } = finding
    const server = String(finding.evidence.server)
    return JSON.stringify([check, outcome, title.replaceAll(server, ''), advice?.replaceAll(server, '')])
  })
  return [...groups.values()].flatMap(([finding, ...others]) => {
    if (!finding) return []
    const named = others.slice(0, MOST_NAMED).map(({ evidence }) => String(evidence.server))
    const left = others.length - named.length
    const places = left > 0 ? [...named, t`${left} more`] : named
    return [{ finding, ...(places.length > 0 && { more: t`The same at ${places.join(', ')}.` }) }]
  })
}
