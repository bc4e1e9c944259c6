import fc from 'fast-check'
import { expect, test } from 'vitest'
import { knownAsOf, products } from '../../../shared/exchange/builds.ts'
import { nameBuild } from '../../../shared/exchange/name-build.ts'

test.each(products.map((product) => [product.name, product] as const))(
  'the table of %s holds together',
  (_name, product) => {
    const numbers = product.updates.map(({ build }) => build.split('.').map(Number))
    for (const [index, { build, name }] of product.updates.entries()) {
      expect(build).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
      expect(nameBuild(build)).toMatchObject({ product: { name: product.name }, update: name, newer: false })
      expect(nameBuild(build)?.outdated).toBe(index < product.updates.length - 1)
    }
    const sorted = numbers.toSorted((one, other) => {
      const at = one.findIndex((part, index) => part !== other[index])
      return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
    })
    expect(numbers).toEqual(sorted)
    expect(new Set(product.updates.map(({ name }) => name)).size).toBe(product.updates.length)
    expect(product.newest.name).toBe(product.updates.at(-1)?.name)
    for (const date of [product.newest.released, product.supportedUntil, product.paidUntil]) {
      if (date !== undefined) expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
    }
    expect(product.newest.released <= knownAsOf).toBe(true)
  },
)

test.each(['', '15', '15.2', '15.2.2562', 'a.b.c.d', '15.2.2562.53.1', '-1.2.3.4', '99999999.1.1.1'])(
  '%j is no build',
  (text) => {
    expect(nameBuild(text)).toBeUndefined()
  },
)

test('whatever a server says, it is named or it is not', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.nat(20_000), { minLength: 4, maxLength: 4 }).map((parts) => parts.join('.')),
      ),
      (text) => {
        const named = nameBuild(text)
        if (named) expect(named.newer && named.outdated).toBe(false)
      },
    ),
  )
})
