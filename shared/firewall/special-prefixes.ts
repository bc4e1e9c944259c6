import { parseCidr } from 'cidr-tools'
import type { Span } from './prefixes.ts'

/** Why a part of the address space holds no sender on the internet. */
export type SpecialKind =
  | 'this-network'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'documentation'
  | 'multicast'
  | 'translation'
  | 'reserved'

type SpecialPrefix = { cidr: string; kind: SpecialKind; source: string }

/**
 * What no sender on the internet can have: IANA's special-purpose registries of IPv4 and IPv6, and what no registry has given
 * out. `kindOfAddress` says what an address that a server's name leads to is good for; this says what a rule may not let in.
 */
const specialPrefixes: readonly SpecialPrefix[] = [
  { cidr: '0.0.0.0/8', kind: 'this-network', source: 'RFC 791' },
  { cidr: '10.0.0.0/8', kind: 'private', source: 'RFC 1918' },
  { cidr: '100.64.0.0/10', kind: 'shared', source: 'RFC 6598' },
  { cidr: '127.0.0.0/8', kind: 'loopback', source: 'RFC 1122' },
  { cidr: '169.254.0.0/16', kind: 'link-local', source: 'RFC 3927' },
  { cidr: '172.16.0.0/12', kind: 'private', source: 'RFC 1918' },
  { cidr: '192.0.0.0/24', kind: 'reserved', source: 'RFC 6890' },
  { cidr: '192.0.2.0/24', kind: 'documentation', source: 'RFC 5737' },
  { cidr: '192.88.99.0/24', kind: 'reserved', source: 'RFC 7526' },
  { cidr: '192.168.0.0/16', kind: 'private', source: 'RFC 1918' },
  { cidr: '198.18.0.0/15', kind: 'reserved', source: 'RFC 2544' },
  { cidr: '198.51.100.0/24', kind: 'documentation', source: 'RFC 5737' },
  { cidr: '203.0.113.0/24', kind: 'documentation', source: 'RFC 5737' },
  { cidr: '224.0.0.0/4', kind: 'multicast', source: 'RFC 5771' },
  { cidr: '240.0.0.0/4', kind: 'reserved', source: 'RFC 1112' },
  { cidr: '::/128', kind: 'this-network', source: 'RFC 4291' },
  { cidr: '::1/128', kind: 'loopback', source: 'RFC 4291' },
  { cidr: '64:ff9b::/96', kind: 'translation', source: 'RFC 6052' },
  { cidr: '64:ff9b:1::/48', kind: 'translation', source: 'RFC 8215' },
  { cidr: '2001:db8::/32', kind: 'documentation', source: 'RFC 3849' },
  { cidr: '2001::/23', kind: 'reserved', source: 'RFC 2928' },
  { cidr: '2002::/16', kind: 'translation', source: 'RFC 3056' },
  { cidr: '3fff::/20', kind: 'documentation', source: 'RFC 9637' },
  { cidr: 'fc00::/7', kind: 'private', source: 'RFC 4193' },
  { cidr: 'fe80::/10', kind: 'link-local', source: 'RFC 4291' },
  { cidr: 'fec0::/10', kind: 'private', source: 'RFC 3879' },
  { cidr: 'ff00::/8', kind: 'multicast', source: 'RFC 4291' },
  // Of IPv6 only 2000::/3 is given out (IANA, IPv6 Global Unicast Address Space); the rest is told last.
  { cidr: '::/3', kind: 'reserved', source: 'RFC 4291' },
  { cidr: '4000::/2', kind: 'reserved', source: 'RFC 4291' },
  { cidr: '8000::/1', kind: 'reserved', source: 'RFC 4291' },
]

const spans = specialPrefixes.map((special) => ({ special, ...parseCidr(special.cidr) }))

const kinds: ReadonlySet<string> = new Set(specialPrefixes.map(({ kind }) => kind))

/** Whether a refusal is only that no sender on the internet has such an address: it is an address none the less. */
export function isSpecialKind(code: string): code is SpecialKind {
  return kinds.has(code)
}

/** The first special prefix that a span of addresses lies in, and else the first of which it covers a part. */
export function specialOf({
  version,
  start,
  end,
}: Span): { special: SpecialPrefix; lies: 'within' | 'across' } | undefined {
  const touching = spans.filter((each) => each.version === version && each.start <= end && start <= each.end)
  const within = touching.find((each) => each.start <= start && end <= each.end)
  if (within) return { special: within.special, lies: 'within' }
  return touching[0] && { special: touching[0].special, lies: 'across' }
}
