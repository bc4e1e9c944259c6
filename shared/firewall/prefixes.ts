import { excludeCidr, mergeCidr, parseCidr } from 'cidr-tools'
import { Address4, Address6 } from 'ip-address'

export type Family = 4 | 6
/** Addresses of one family from `start` to `end`, both included. */
export type Span = { version: Family; start: bigint; end: bigint }

const BITS = { 4: 32, 6: 128 } as const

/** The family of a prefix or an address, in the forms that were read. */
function familyOf(cidr: string): Family {
  return cidr.includes(':') ? 6 : 4
}

/** The fewest prefixes that cover a span of addresses, and nothing else. */
export function prefixesOfSpan({ version, start, end }: Span): string[] {
  const prefixes: string[] = []
  let at = start
  while (at <= end) {
    // The largest block that begins here and ends within.
    let bits = 0
    while (bits < BITS[version] && (at >> BigInt(bits)) % 2n === 0n && at + (2n << BigInt(bits)) - 1n <= end) bits++
    prefixes.push(`${addressText(version, at)}/${BITS[version] - bits}`)
    at += 1n << BigInt(bits)
  }
  return prefixes
}

function addressText(version: Family, number: bigint): string {
  return (version === 4 ? Address4.fromBigInt(number) : Address6.fromBigInt(number)).correctForm()
}

/** The same addresses in the fewest prefixes, those of IPv4 first, in the order of their addresses. */
export function aggregated(cidrs: readonly string[]): string[] {
  // One family at a time: nothing of one can be lost in the other.
  return ([4, 6] as const).flatMap((family) => {
    const own = cidrs.filter((cidr) => familyOf(cidr) === family)
    return own.length === 0 ? [] : mergeCidr(own)
  })
}

/** The addresses of `cidrs` that are not among those of `others`, in the fewest prefixes. */
export function without(cidrs: readonly string[], others: readonly string[]): string[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = cidrs.filter((cidr) => familyOf(cidr) === family)
    const excluded = others.filter((cidr) => familyOf(cidr) === family)
    if (own.length === 0) return []
    return excluded.length === 0 ? mergeCidr(own) : excludeCidr(own, excluded)
  })
}

/** How many addresses the prefixes have together; each counts once. */
export function countOfAddresses(cidrs: readonly string[]): bigint {
  return aggregated(cidrs).reduce((sum, cidr) => {
    const { start, end } = parseCidr(cidr)
    return sum + end - start + 1n
  }, 0n)
}
