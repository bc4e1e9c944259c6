import { failureSentences } from '../artifacts/failure.ts'
import type { Node, Nodes } from '../artifacts/nodes.ts'

/**
 * The servers that are compared with each other: those that the organisation names, else the addresses of the published
 * name. A balancer's own address is none of them, where the servers behind it are known.
 */
export function serversBehind({ nodes }: Nodes): Node[] {
  const asked = nodes.filter((node) => node.unprobed === undefined && !isBeyondThisNetwork(node))
  const listed = asked.filter((node) => node.listed)
  return listed.length > 0 ? listed : asked
}

/** A machine without a way for IPv6 says nothing about a server that has an IPv6 address. */
function isBeyondThisNetwork({ address, failure }: Node): boolean {
  return address.includes(':') && failure?.code === 'host-unreachable'
}

/** `EXCH03 (10.0.0.13)`: the server's own name where it gives one, else one that leads there. */
export function labelOf({ server, names, address }: Node): string {
  const name = server ?? names.at(-1)
  return name ? `${name} (${address})` : address
}

/** What EWS does there, as the end of a sentence. */
export function answerOf({ failure, status, schemes }: Node): string {
  if (failure) return failureSentences[failure.code]
  if (status === 401) return schemes.length > 0 ? `asks for a sign-in (${schemes.join(', ')})` : 'answers 401'
  return `answers ${status ?? 'nothing'}`
}

/** The items by a property of theirs, the largest group first. */
export function groupsOf<T>(items: readonly T[], key: (item: T) => string): T[][] {
  return [...Map.groupBy(items, key).values()].toSorted((left, right) => right.length - left.length)
}
