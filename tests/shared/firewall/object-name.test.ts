import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressName, lookedUpName, prefixName } from '../../../shared/firewall/object-name.ts'

/** What every platform takes for a name. */
const safe = /^PSTN_[A-Z0-9_]{1,26}$/

describe('the names of objects', () => {
  it.each([
    ['34.67.39.0/28', 'PSTN_34_67_39_0_28'],
    ['255.255.255.255/32', 'PSTN_255_255_255_255_32'],
    ['2600:1900::/28', 'PSTN_653JJPS'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128', 'PSTN_6UB7VU3ZYBFBDJXBGX6ZZ9LE67'],
  ])('calls %s %s', (cidr, name) => {
    expect(prefixName(cidr)).toBe(name)
    expect(name).toMatch(safe)
  })

  it('gives two prefixes two names, which every platform takes', () => {
    const six = fc
      .tuple(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 128 }))
      .map(([number, bits]) => {
        const network = (number >> BigInt(128 - bits)) << BigInt(128 - bits)
        const groups = Array.from({ length: 8 }, (_, at) => ((network >> BigInt(112 - 16 * at)) & 0xffffn).toString(16))
        return `${groups.join(':')}/${bits}`
      })
    fc.assert(
      fc.property(six, six, (one, other) => {
        expect(prefixName(one)).toMatch(safe)
        expect(prefixName(one) === prefixName(other)).toBe(one === other)
      }),
    )
  })

  it('calls a name by its beginning and its hash', () => {
    expect(lookedUpName('sync.nylas.example.com')).toBe('PSTN_N_SYNC_NYLAS_EX_N16CMQN8WS')
    expect(lookedUpName('a.example')).toMatch(/^PSTN_N_A_EXAMPLE_[A-Z0-9]{10}$/)
    const host = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,60}$/)
    fc.assert(
      fc.property(host, host, (one, other) => {
        expect(lookedUpName(one)).toMatch(safe)
        expect(lookedUpName(one) === lookedUpName(other)).toBe(one === other)
      }),
    )
  })

  it('calls an address as its prefix', () => {
    expect(addressName('192.0.2.25')).toBe(prefixName('192.0.2.25/32'))
    expect(addressName('2001:db8::25')).toBe(prefixName('2001:db8::25/128'))
  })
})
