/**
 * What an address is good for. `private`: RFC 1918 and RFC 4193. `shared`: a provider's (RFC 6598). `documentation`: kept
 * for examples (RFC 5737, RFC 3849). `unusable`: no server can be there (unspecified, multicast, reserved).
 */
export type AddressKind =
  | 'public'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'documentation'
  | 'unusable'
  | 'no-address'

type Range = readonly [first: string, prefix: number, kind: AddressKind]

/** IANA's special-purpose registry, as far as an address record can meet it; the first that fits counts. */
const fourRanges: readonly Range[] = [
  ['0.0.0.0', 8, 'unusable'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.168.0.0', 16, 'private'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 3, 'unusable'],
]
const sixRanges: readonly Range[] = [
  ['::', 128, 'unusable'],
  ['::1', 128, 'loopback'],
  ['fc00::', 7, 'private'],
  // Site-local addresses were given up (RFC 3879), and never led out of a site.
  ['fec0::', 10, 'private'],
  ['fe80::', 10, 'link-local'],
  ['ff00::', 8, 'unusable'],
  ['2001:db8::', 32, 'documentation'],
]

/** IPv4 ranges by their first address and the one after their last, as numbers; read once. */
const fourNetworks = fourRanges.map(([text, prefix, kind]) => {
  const first = numberOfFour(text) ?? 0
  return { first, end: first + 2 ** (32 - prefix), kind }
})
/** IPv6 ranges by the bits that their addresses begin with. */
const sixNetworks = sixRanges.map(([text, prefix, kind]) => ({ bits: bitsOfSix(text)?.slice(0, prefix) ?? '', kind }))

/** The kind of an IPv4 or IPv6 address; text that is neither is `no-address`. */
export function kindOfAddress(text: string): AddressKind {
  const four = numberOfFour(text)
  if (four !== undefined) return kindOfFour(four)
  const six = bitsOfSix(text)
  if (six === undefined) return 'no-address'
  // An IPv4 address in the clothes of IPv6 (RFC 4291 section 2.5.5.2) is what it is without them.
  if (six.startsWith(MAPPED)) return kindOfFour(Number.parseInt(six.slice(MAPPED.length), 2))
  return sixNetworks.find(({ bits }) => six.startsWith(bits))?.kind ?? 'public'
}

const MAPPED = `${'0'.repeat(80)}${'1'.repeat(16)}`

function kindOfFour(address: number): AddressKind {
  return fourNetworks.find(({ first, end }) => address >= first && address < end)?.kind ?? 'public'
}

function numberOfFour(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (!parts) return undefined
  let number = 0
  for (let at = 1; at <= 4; at++) {
    const part = Number(parts[at])
    if (part > 255) return undefined
    number = number * 256 + part
  }
  return number
}

/** RFC 4291 section 2.2: groups of hexadecimal digits, `::` once for zeros, an IPv4 address at the end; a zone is cut off. */
function bitsOfSix(text: string): string | undefined {
  const [address = ''] = text.split('%', 1)
  const halves = withoutFour(address).split('::')
  const [before = [], after] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const groups = [...before, ...(after ?? [])]
  if (halves.length > 2 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined
  const missing = 8 - groups.length
  if (after === undefined ? missing !== 0 : missing < 1) return undefined
  const all = [...before, ...Array<string>(missing).fill('0'), ...(after ?? [])]
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}

/** An IPv4 address at the end as the two groups that it stands for; what is none stays, and is no group. */
function withoutFour(address: string): string {
  const four = address.slice(address.lastIndexOf(':') + 1)
  const number = numberOfFour(four)
  if (number === undefined || four === address) return address
  return `${address.slice(0, -four.length)}${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`
}
