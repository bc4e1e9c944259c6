import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rc4 } from '../../../../../electron/engine/wire/ntlm/rc4.ts'

describe('rc4', () => {
  // RFC 6229 section 2: the first 16 bytes of the key stream, which is what zeros encrypt to.
  it.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
    ['01020304050607', '293f02d47f37c9b633f2af5285feb46b'],
    ['0102030405060708', '97ab8a1bf0afb96132f2f67258da15a8'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
    ['0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20', 'eaa6bd25880bf93d3f5d1e4ca2611d91'],
  ])('gives the key stream of RFC 6229 for %s', (key, stream) => {
    expect(rc4(Buffer.from(key, 'hex'), Buffer.alloc(16)).toString('hex')).toBe(stream)
  })

  // RFC 6229 section 2, offsets 4080 and 4096: the state has gone round many times.
  it('keeps to the key stream far in', () => {
    const stream = rc4(Buffer.from('0102030405', 'hex'), Buffer.alloc(4112))
    expect(stream.subarray(4080).toString('hex')).toBe(
      '068326a2118416d21f9d04b2cd1ca050ff25b58995996707e51fbdf08b34d875',
    )
  })

  it.each([
    ['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
    ['Wiki', 'pedia', '1021bf0420'],
    ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5'],
  ])('encrypts with the key %s', (key, text, encrypted) => {
    expect(rc4(Buffer.from(key), Buffer.from(text)).toString('hex')).toBe(encrypted)
  })

  it('undoes itself and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 32 }), fc.uint8Array(), (key, data) => {
        const before = Buffer.from(data)
        expect(rc4(key, rc4(key, data)).equals(before)).toBe(true)
        expect(before.equals(data)).toBe(true)
      }),
    )
  })
})
