import { isIPv4, isIPv6 } from 'node:net'

/** An address as a number, which can be counted on from; `bits` are 32 or 128. */
export type AddressNumber = { bits: 32 | 128; value: bigint }

/** Reads an IPv4 or IPv6 address, the latter without a zone; undefined for any other text. */
export function numberOfAddress(text: string): AddressNumber | undefined {
  if (isIPv4(text)) return { bits: 32, value: joined(text.split('.').map(BigInt), 8n) }
  if (!isIPv6(text) || text.includes('%')) return undefined
  // URL writes every form of it in groups of hexadecimal digits, the longest zeros as `::`.
  const [before = '', after = ''] = canonicalSix(text).split('::')
  const groupsOf = (half: string) => (half === '' ? [] : half.split(':').map((group) => BigInt(`0x${group}`)))
  const [head, tail] = [groupsOf(before), groupsOf(after)]
  const zeros = Array<bigint>(8 - head.length - tail.length).fill(0n)
  return { bits: 128, value: joined([...head, ...zeros, ...tail], 16n) }
}

/** The address as people write it. */
export function addressOfNumber({ bits, value }: AddressNumber): string {
  if (bits === 32) return parts(value, 4, 8n).join('.')
  return canonicalSix(
    parts(value, 8, 16n)
      .map((group) => group.toString(16))
      .join(':'),
  )
}

function joined(numbers: readonly bigint[], width: bigint): bigint {
  return numbers.reduce((value, part) => (value << width) | part, 0n)
}

function parts(value: bigint, count: number, width: bigint): bigint[] {
  const mask = (1n << width) - 1n
  return Array.from({ length: count }, (_, at) => (value >> (BigInt(count - 1 - at) * width)) & mask)
}

function canonicalSix(text: string): string {
  return new URL(`http://[${text}]`).hostname.slice(1, -1)
}
