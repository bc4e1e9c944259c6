import { describe, expect, it } from 'vitest'
import { dottedOid, readDerValues } from '../../../../../electron/engine/wire/ntlm/der-reader.ts'

describe('dottedOid', () => {
  it.each([
    // X.690 8.19.5
    ['883703', '2.999.3'],
    ['2a864886f70d01010b', '1.2.840.113549.1.1.11'],
    ['2b6570', '1.3.101.112'],
    ['608648016503040201', '2.16.840.1.101.3.4.2.1'],
  ])('reads %s', (hex, dotted) => {
    expect(dottedOid(Buffer.from(hex, 'hex'))).toBe(dotted)
  })
})

describe('readDerValues', () => {
  it('tells where each value begins in the whole', () => {
    const long = Buffer.concat([Buffer.from([0x04, 0x81, 0x80]), Buffer.alloc(128, 1)])
    const values = readDerValues(Buffer.concat([Buffer.from([0x05, 0x00]), long]), 100)
    expect(values.map(({ tag, offset, contents }) => [tag, offset, contents.length])).toEqual([
      [5, 102, 0],
      [4, 105, 128],
    ])
  })
})
