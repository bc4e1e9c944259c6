import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aggregated, countOfAddresses, prefixesOfSpan, without } from '../../../shared/firewall/prefixes.ts'

/** A small universe: 64 addresses of either family. */
const SIZE = 64
const universes = [
  { version: 4, textOf: (at: number) => `34.64.0.${at}`, bits: 32 },
  { version: 6, textOf: (at: number) => (at === 0 ? '2600:1900::' : `2600:1900::${at.toString(16)}`), bits: 128 },
] as const

const block = fc
  .integer({ min: 0, max: 6 })
  .chain((size) => fc.integer({ min: 0, max: SIZE / 2 ** size - 1 }).map((at) => ({ first: at * 2 ** size, size })))
type Block = { first: number; size: number }
const family = fc.constantFrom(...universes)
const blocks = fc.array(block, { maxLength: 12 })

type Universe = (typeof universes)[number]
const cidrOf = ({ textOf, bits }: Universe, { first, size }: Block) => `${textOf(first)}/${bits - size}`

function bitmap(all: readonly Block[]): boolean[] {
  const map = Array<boolean>(SIZE).fill(false)
  for (const { first, size } of all) map.fill(true, first, first + 2 ** size)
  return map
}

/** The fewest blocks that cover a bitmap: the whole where it is full, else those of its halves. */
function fewest(map: readonly boolean[], first = 0): Block[] {
  if (map.every(Boolean)) return [{ first, size: Math.log2(map.length) }]
  if (!map.some(Boolean)) return []
  const half = map.length / 2
  return [...fewest(map.slice(0, half), first), ...fewest(map.slice(half), first + half)]
}

describe('the algebra of prefixes, against a bitmap', () => {
  it('covers the same addresses with the fewest prefixes', () => {
    fc.assert(
      fc.property(family, blocks, (universe, all) => {
        const merged = aggregated(all.map((each) => cidrOf(universe, each)))
        expect(merged).toEqual(fewest(bitmap(all)).map((each) => cidrOf(universe, each)))
      }),
    )
  })

  it('takes away what others have', () => {
    fc.assert(
      fc.property(family, blocks, blocks, (universe, all, others) => {
        const [own, other] = [bitmap(all), bitmap(others)]
        const left = own.map((is, at) => is && !other[at])
        const cidrs = (some: readonly Block[]) => some.map((each) => cidrOf(universe, each))
        expect(without(cidrs(all), cidrs(others))).toEqual(cidrs(fewest(left)))
        expect(countOfAddresses(cidrs(all))).toBe(BigInt(own.filter(Boolean).length))
      }),
    )
  })

  it('covers a range with the fewest prefixes', () => {
    const edges = fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1))
    fc.assert(
      fc.property(family, edges, (universe, [one, other]) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)]
        const base = universe.version === 4 ? 0x22400000n : 0x26001900n << 96n
        const map = Array.from({ length: SIZE }, (_, at) => at >= start && at <= end)
        expect(
          prefixesOfSpan({ version: universe.version, start: base + BigInt(start), end: base + BigInt(end) }),
        ).toEqual(fewest(map).map((each) => cidrOf(universe, each)))
      }),
    )
  })

  it('keeps both families, whichever comes first', () => {
    expect(aggregated(['2600:1900::/33', '34.64.0.0/17', '2600:1900:8000::/33', '34.64.128.0/17'])).toEqual([
      '34.64.0.0/16',
      '2600:1900::/32',
    ])
    expect(without(['34.64.0.0/16', '2600:1900::/32'], ['34.64.0.0/16'])).toEqual(['2600:1900::/32'])
    expect(without(['34.64.0.0/16'], ['2600:1900::/32'])).toEqual(['34.64.0.0/16'])
  })

  it('covers everything with one prefix, and the last address of each family', () => {
    expect(prefixesOfSpan({ version: 4, start: 0n, end: 2n ** 32n - 1n })).toEqual(['0.0.0.0/0'])
    expect(prefixesOfSpan({ version: 6, start: 2n ** 128n - 1n, end: 2n ** 128n - 1n })).toEqual([
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128',
    ])
  })
})
