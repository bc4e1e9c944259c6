import { type Finding, type RunVerdict, runVerdict } from '../../shared/checks/finding.ts'
import { counted, t } from '../../shared/language/translate.ts'
import type { SweptServer } from '../../shared/run/swept-server.ts'

/** How a sweep ended: how many servers there were to look at, and what kept some of them from being so. */
export type SweepEnding = {
  total: number
  endedEarly?: 'cancelled' | 'deadline'
  /** What this machine ran out of. */
  shortage?: string
  /** The published name that every server was asked for; without one, nothing was said of trust. */
  publishedName?: string | undefined
  /** Postern itself failed. */
  broken?: true
}

/** What a sweep comes to, and the sentence that follows the verdict. */
export function sweepVerdictOf(
  servers: readonly SweptServer[],
  findings: readonly Pick<Finding, 'step' | 'verdict'>[],
  ending: SweepEnding,
): { verdict: RunVerdict; remark: string } {
  const judged = findings.length === 0 ? 'could-not-tell' : runVerdict(findings)
  if (ending.broken) return { verdict: 'bug', remark: t`That says nothing about your servers.` }
  const open = whatIsOpen(servers, ending)
  if (judged === 'not-ready' || judged === 'bug' || !open)
    return { verdict: judged, remark: open ?? whatIsUnjudged(servers, ending) }
  return { verdict: 'could-not-tell', remark: open }
}

/** Why more could have been seen than was, in a sentence; undefined where all was. */
function whatIsOpen(servers: readonly SweptServer[], { endedEarly, shortage }: SweepEnding): string | undefined {
  if (endedEarly === 'cancelled') return t`The sweep was stopped; what was seen before is kept.`
  if (endedEarly === 'deadline') {
    return t`The sweep reached its time limit; look at fewer targets, or at more of them at once (--concurrency).`
  }
  if (shortage) return t`This machine could not go on: ${shortage}; look at fewer at once (--concurrency).`
  if (!servers.some(({ exchange }) => exchange)) return t`Nothing that was seen shows a sign of Exchange.`
  const named = servers.filter((server) => server.named && !isBeyondThisNetwork(server))
  const parts = [
    told(
      named.filter(({ failure }) => failure),
      (count) => counted(count, 'server that was named was not reached', 'servers that were named were not reached'),
    ),
    told(
      named.filter((server) => !server.failure && !server.exchange && !isHalfSeen(server)),
      (count) =>
        counted(
          count,
          'server that was named shows no sign of Exchange',
          'servers that were named show no sign of Exchange',
        ),
    ),
    told(servers.filter(isHalfSeen), (count) =>
      counted(count, 'server did not answer to the end', 'servers did not answer to the end'),
    ),
  ].filter((part) => part !== undefined)
  return parts.length > 0 ? `${parts.join('; ')}.` : undefined
}

/** A chain that does not verify is no failure where nobody is known to come by that way, but nothing to be silent about. */
function whatIsUnjudged(servers: readonly SweptServer[], { publishedName }: SweepEnding): string {
  const isDoubtful = servers.some(
    ({ exchange, trusted, chainError }) => exchange && !trusted && chainError !== undefined,
  )
  return isDoubtful && publishedName === undefined
    ? t`Whether clients trust a certificate is judged with --name alone.`
    : ''
}

function told({ length }: readonly unknown[], words: (count: number) => string): string | undefined {
  return length > 0 ? words(length) : undefined
}

/** What shows no sign of Exchange in a range may be anything; one that does not answer in time may be an Exchange that hangs. */
function isHalfSeen({ named, exchange, directories }: SweptServer): boolean {
  const failures = directories.flatMap(({ failure }) => failure ?? [])
  return named || exchange ? failures.length > 0 : failures.some(({ code }) => code === 'response-timed-out')
}

/** A machine without a way for IPv6 says nothing about a name that has an IPv6 address too. */
function isBeyondThisNetwork({ host, address = host, failure }: SweptServer): boolean {
  return address !== host && address.includes(':') && failure?.code === 'host-unreachable'
}
