import { failureSentences } from '../artifacts/failure.ts'
import type { Node, Nodes } from '../artifacts/nodes.ts'
import { namesOfSchemes } from '../artifacts/sign-in.ts'
import { t } from '../language/translate.ts'

/**
 * The servers that are compared with each other: those that the organisation names, else the addresses of the published
 * name. A balancer's own address is none of them, where the servers behind it are known.
 */
export function serversBehind({ nodes }: Nodes): Node[] {
  const asked = nodes.filter(isAsked)
  const listed = asked.filter((node) => node.listed)
  return listed.length > 0 ? listed : asked
}

/** The addresses that clients are given for the published name, be they of servers or of balancers before them. */
export function addressesOfTheName({ nodes }: Nodes): Node[] {
  return nodes.filter((node) => node.published && isAsked(node))
}

function isAsked(node: Node): boolean {
  return node.unprobed === undefined && !isBeyondThisNetwork(node)
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
  if (status === 401) {
    return schemes.length > 0 ? t`asks for a sign-in (${namesOfSchemes(schemes).join(', ')})` : t`answers 401`
  }
  return t`answers ${status ?? t`nothing`}`
}

/** The items by a property of theirs, the largest group first; of groups of one size, that of the preferred item. */
export function groupsOf<T>(
  items: readonly T[],
  key: (item: T) => string,
  prefer: (left: T, right: T) => number = () => 0,
): T[][] {
  const bySize = (left: T[], right: T[]) => right.length - left.length
  const byFirst = ([left]: T[], [right]: T[]) => (left && right ? prefer(left, right) : 0)
  return [...Map.groupBy(items, key).values()].toSorted((left, right) => bySize(left, right) || byFirst(left, right))
}

/** Whether no group is larger than every other, so that none of them is what is usual. */
export function isSplit([first, second]: readonly unknown[][]): boolean {
  return first !== undefined && first.length === second?.length
}

/** Those beside the one that is named before, as people speak of them. */
export function theOthers(nodes: readonly Node[]): string {
  return nodes.length === 1 ? t`the other` : t`the others`
}
