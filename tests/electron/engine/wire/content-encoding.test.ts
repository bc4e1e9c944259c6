import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeContent } from '../../../../electron/engine/wire/content-encoding.ts'
import { wireErrorOf } from './wire-error-of.ts'

const where = 'mail.contoso.test:443'
const xml = Buffer.from('<s:Envelope/>')

describe('a body that is not what its header says', () => {
  it.each(['gzip', 'deflate', 'br'])('%s', async (coding) => {
    expect(await wireErrorOf(() => decodeContent(xml, [coding], 1000, where))).toEqual({
      code: 'http-malformed',
      where,
      detail: `its body is not ${coding}`,
    })
  })

  it('is cut off', async () => {
    const cut = gzipSync(xml).subarray(0, -6)
    expect((await wireErrorOf(() => decodeContent(cut, ['gzip'], 1000, where))).code).toBe('http-malformed')
  })
})

describe('a body that unpacks to more than there is room for', () => {
  const zeros = Buffer.alloc(50_000_000)
  it.each<[string, Buffer]>([
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros)],
  ])('%s', async (coding, bomb) => {
    expect(bomb.length).toBeLessThan(60_000)
    const failure = await wireErrorOf(() => decodeContent(bomb, [coding], 100_000, where))
    expect(failure).toEqual({ code: 'response-too-large', where })
  })

  it('in its outer layer', async () => {
    const bomb = gzipSync(gzipSync(zeros))
    expect((await wireErrorOf(() => decodeContent(bomb, ['gzip, gzip'], 100_000, where))).code).toBe(
      'response-too-large',
    )
  })
})

describe('a body that is left as it came', () => {
  const packed = gzipSync(xml)
  it.each<[string, Buffer, string[]]>([
    ['has no coding', xml, []],
    ['has an empty coding', xml, ['', ' , ']],
    ['has the coding identity', xml, ['identity']],
    ['has a coding that is not known', packed, ['zstd']],
    ['has one that is not known among others', packed, ['gzip, compress']],
    ['has more layers than anybody uses', packed, ['gzip', 'gzip', 'gzip', 'gzip']],
    ['is empty', Buffer.alloc(0), ['gzip']],
  ])('%s', (_name, body, values) => {
    expect(decodeContent(body, values, 1000, where)).toEqual(body)
  })
})

it.each<[string, Buffer]>([
  ['gzip', gzipSync(xml)],
  ['X-GZIP', gzipSync(xml)],
  ['deflate', deflateSync(xml)],
  ['deflate', deflateRawSync(xml)],
  ['br', brotliCompressSync(xml)],
  ['deflate , gzip', gzipSync(deflateSync(xml))],
])('%s is taken off', (value, body) => {
  expect(decodeContent(body, [value], 1000, where)).toEqual(xml)
})

it('arbitrary bytes give a body within the limit, or a failure', () => {
  const coding = fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'other')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(coding, { maxLength: 3 }), (bytes, codings) => {
      try {
        expect(decodeContent(Buffer.from(bytes), codings, 200, where).length).toBeLessThanOrEqual(200)
      } catch (error) {
        expect(error).toHaveProperty('failure')
      }
    }),
  )
})
