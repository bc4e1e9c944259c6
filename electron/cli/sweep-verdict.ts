import { type Finding, type RunVerdict, runVerdict } from '../../shared/checks/finding.ts'
import type { SweptServer } from '../../shared/run/swept-server.ts'
import { counted } from '../../shared/run/words.ts'

/** How a sweep ended: how many servers there were to look at, and what kept some of them from being so. */
export type SweepEnding = {
  total: number
  endedEarly?: 'cancelled' | 'deadline'
  /** What this machine ran out of. */
  shortage?: string
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
  if (ending.broken) return { verdict: 'bug', remark: 'That says nothing about your servers.' }
  const open = whatIsOpen(servers, ending)
  if (judged === 'not-ready' || judged === 'bug' || !open) return { verdict: judged, remark: open ?? '' }
  return { verdict: 'could-not-tell', remark: open }
}

/** Why more could have been seen than was, in a sentence; undefined where all was. */
function whatIsOpen(servers: readonly SweptServer[], { endedEarly, shortage }: SweepEnding): string | undefined {
  if (endedEarly === 'cancelled') return 'The sweep was stopped; what was seen before is kept.'
  if (endedEarly === 'deadline') {
    return 'The sweep reached its time limit; look at fewer targets, or at more of them at once (--concurrency).'
  }
  if (shortage) return `This machine could not go on: ${shortage}; look at fewer at once (--concurrency).`
  if (!servers.some(({ exchange }) => exchange)) return 'Nothing that was seen shows a sign of Exchange.'
  const count = servers.filter(isOpen).length
  if (count === 0) return undefined
  return `${counted(count, 'server was', 'servers were')} not seen to the end; above stands what came in between.`
}

/** Nobody knows whether there is a server at each address of a range; at one that was named there is. */
function isOpen(server: SweptServer): boolean {
  const { named, failure, exchange, directories } = server
  if (directories.some((directory) => directory.failure)) return true
  return named && (failure ? !isBeyondThisNetwork(server) : !exchange)
}

/** A machine without a way for IPv6 says nothing about a name that has an IPv6 address too. */
function isBeyondThisNetwork({ host, address = host, failure }: SweptServer): boolean {
  return address !== host && address.includes(':') && failure?.code === 'host-unreachable'
}
