import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLists } from '../../../shared/firewall/list-diff.ts'
import { aggregated, without } from '../../../shared/firewall/prefixes.ts'

describe('diffLists', () => {
  it('tells what came, what went and what stayed', () => {
    expect(
      diffLists(['8.8.4.0/24', '8.8.8.8/32', 'a.example.com'], ['8.8.4.0/24', '9.9.9.9/32', 'b.example.com']),
    ).toEqual({
      added: ['9.9.9.9/32', 'b.example.com'],
      removed: ['8.8.8.8/32', 'a.example.com'],
      unchanged: ['8.8.4.0/24'],
      addresses: { added: ['9.9.9.9/32'], removed: ['8.8.8.8/32'] },
    })
  })

  it('knows a list that was only written otherwise', () => {
    const { added, addresses } = diffLists(['8.8.4.0/24'], ['8.8.4.0/25', '8.8.4.128/25'])
    expect(added).toHaveLength(2)
    expect(addresses).toEqual({ added: [], removed: [] })
  })

  it('makes the new list of the old one', () => {
    const entry = fc.tuple(fc.nat(15), fc.integer({ min: 28, max: 32 })).map(([at, bits]) => {
      const size = 2 ** (32 - bits)
      return `34.64.0.${Math.floor((at * 16) / size) * size}/${bits}`
    })
    const list = fc.uniqueArray(entry, { maxLength: 12 })
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { added, removed, unchanged, addresses } = diffLists(before, after)
        expect(new Set([...unchanged, ...added])).toEqual(new Set(after))
        expect(new Set([...unchanged, ...removed])).toEqual(new Set(before))
        expect(aggregated([...without(before, addresses.removed), ...addresses.added])).toEqual(aggregated(after))
      }),
    )
  })
})
