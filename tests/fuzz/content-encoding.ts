import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { decodeContent } from '../../electron/engine/wire/content-encoding.ts'
import type { FuzzTarget } from './target.ts'

const page = Buffer.from(
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>'.repeat(4),
)
/** More than is let out. */
const zeros = Buffer.alloc(200_000)
const MOST_BYTES = 16 * 1024
const CODINGS = ['gzip', 'deflate', 'br', 'gzip, gzip', 'deflate, br', 'x-gzip, identity', 'gzip, '.repeat(9)]

/** Compressed bodies (RFC 1950, 1951, 1952, 7932), bombs among them, that may give 16 KB. */
export const contentEncoding: FuzzTarget = {
  name: 'content-encoding',
  seeds: [
    gzipSync(page),
    deflateSync(page),
    deflateRawSync(page),
    brotliCompressSync(page),
    gzipSync(gzipSync(page)),
    gzipSync(page.subarray(0, 20)),
    gzipSync(zeros),
  ],
  dictionary: ['1f8b08', '789c', '0000ffff', '03'].map((hex) => Buffer.from(hex, 'hex')),
  read: (input, random) => {
    const body = decodeContent(input, [random.pick(CODINGS)], MOST_BYTES, 'mail.contoso.test')
    if (body.length > Math.max(MOST_BYTES, input.length)) throw new Error(`${body.length} bytes came out`)
    return body.length
  },
  growth: 1,
}
