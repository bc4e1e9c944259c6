import { BlockList } from 'node:net'
import { parseCidr } from 'cidr-tools'
import { Address4, Address6 } from 'ip-address'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import type { Attempt } from './network.ts'

/** The rules before and after a change of their lists, and where the firewall sends on what comes for a published address. */
export type Change = { set: RuleSet; later: RuleSet; published: Readonly<Record<string, string>> }

/** Addresses that the networks of a test have themselves, or that no card can have. */
const OWN = new BlockList()
for (const [address, length] of [
  ...[['0.0.0.0', 8] as const, ['10.0.0.0', 8] as const, ['100.64.0.0', 10] as const, ['127.0.0.0', 8] as const],
  ...[['169.254.0.0', 16] as const, ['224.0.0.0', 3] as const],
])
  OWN.addSubnet(address, length, 'ipv4')

/** The first and the last address of a prefix, and the ones just before and behind it. */
function edges(entry: string): string[] {
  if (!entry.includes('/')) return []
  const { version, start, end } = parseCidr(entry)
  const address = version === 4 ? Address4 : Address6
  return [start - 1n, start, end, end + 1n]
    .filter((number) => number > 0n && number < 2n ** (version === 4 ? 32n : 128n))
    .map((number) => address.fromBigInt(number).correctForm())
    .filter((each) => version === 6 || !OWN.check(each))
}

/** Who is tried: the edges of each prefix of either version. */
export function sendersOf({ set, later }: Change): string[] {
  return [...new Set([...set.groups, ...later.groups].flatMap(({ entries }) => entries.flatMap(edges)))]
}

/** Where: each address of each host, as it is and as it is published, at each port of a service and at one of none. */
export function endsOf({ set, published }: Change): { servers: string[]; asked: string[]; ports: number[] } {
  const servers = [...new Set(set.hosts.flatMap((host) => host.internal))]
  const ports = [...new Set(set.services.map(({ port }) => port))]
  const none = [8443, 8444, 8445, 8446].find((port) => !ports.includes(port)) ?? 0
  return { servers, asked: [...servers, ...Object.keys(published)], ports: [...ports, none] }
}

/** What is to become of a connection, by the rules as the model has them, looked up by Node's own list of blocks. */
export function expected(set: RuleSet, { published }: Change, attempt: Attempt): 'connected' | 'refused' | 'silent' {
  const destination = published[attempt.destination] ?? attempt.destination
  const first = set.rules.find(({ enabled, sources, destination: id, services }) => {
    const host = set.hosts.find((each) => each.id === id)
    const own = set.services.filter((service) => services.includes(service.id) && service.protocol === 'tcp')
    if (!enabled || !host?.internal.includes(destination)) return false
    if (!own.some(({ port }) => port === attempt.port)) return false
    return listOf(set, sources).check(attempt.source, attempt.source.includes(':') ? 'ipv6' : 'ipv4')
  })
  if (!first) return 'refused'
  return first.action === 'allow' ? 'connected' : 'silent'
}

function listOf({ groups }: RuleSet, sources: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of groups.flatMap(({ id, entries }) => (sources.includes(id) ? entries : []))) {
    const [address = '', length] = entry.split('/')
    if (length) list.addSubnet(address, Number(length), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}
