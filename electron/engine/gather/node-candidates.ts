import { isIP } from 'node:net'
import { kindOfAddress } from '../../../shared/artifacts/address-kind.ts'
import type { DnsAnswers, NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import type { Nodes } from '../../../shared/artifacts/nodes.ts'

/** More are left out of a run, and counted. */
export const MOST_NODES = 64

export type Candidate = { address: string; names: string[]; published: boolean; listed: boolean }

export type Candidates = { candidates: Candidate[] } & Pick<Nodes, 'unresolved' | 'leftOut'>

/**
 * The addresses behind the published name: its own, and those of the servers that the organisation names; each once,
 * with every name that leads there. `servers` are the answers for those that were named, or an address as itself.
 */
export function candidatesOf(host: string, { names }: DnsAnswers, servers: readonly NameAnswer[]): Candidates {
  const byAddress = new Map<string, Candidate>()
  const add = (answer: NameAnswer, how: { published?: boolean; listed?: boolean }) => {
    for (const { address } of answer.addresses) {
      const known = byAddress.get(address) ?? { address, names: [], published: false, listed: false }
      byAddress.set(address, { ...known, ...how })
    }
  }
  for (const answer of names) if (answer.name === host) add(answer, { published: true })
  for (const answer of servers) add(answer, { listed: true })
  const all = [...byAddress.values()].map((candidate) => ({
    ...candidate,
    names: namesOf(candidate.address, [...names, ...servers]),
  }))
  const unresolved = servers.flatMap(({ name, addresses, failure }) =>
    addresses.length === 0 && failure ? [{ name, failure }] : [],
  )
  return { candidates: all.slice(0, MOST_NODES), unresolved, leftOut: Math.max(0, all.length - MOST_NODES) }
}

/** Nothing is sent to where no server of the organisation can be. */
export function isAskable({ address }: Candidate): boolean {
  const kind = kindOfAddress(address)
  return kind !== 'link-local' && kind !== 'unusable'
}

function namesOf(address: string, answers: readonly NameAnswer[]): string[] {
  const leading = answers.filter((answer) => answer.addresses.some((found) => found.address === address))
  return [...new Set(leading.map(({ name }) => name))].filter((name) => isIP(name) === 0)
}
