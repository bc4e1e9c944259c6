import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib'
import { systemCode, WireError } from './wire-error.ts'

type Decoder = (body: Buffer, options: Pick<ZlibOptions, 'maxOutputLength'>) => Buffer

const decoders = new Map<string, Decoder>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', (body, options) => (isZlib(body) ? inflateSync(body, options) : inflateRawSync(body, options))],
  ['br', brotliDecompressSync],
  ['identity', (body) => body],
])

/** More layers than this are nobody's honest answer. */
const MOST_CODINGS = 3

/**
 * Takes the codings of Content-Encoding off a whole body, the last one first (RFC 9110 section 8.4). A coding that is not
 * known leaves the body as it came. Throws a WireError: `response-too-large` when more than `mostBytes` come out, and
 * `http-malformed` for bytes that are not what the header says.
 */
export function decodeContent(body: Buffer, values: readonly string[], mostBytes: number, where: string): Buffer {
  const codings = values
    .join(',')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '')
  if (body.length === 0 || codings.length > MOST_CODINGS) return body
  if (!codings.every((coding) => decoders.has(coding))) return body
  return codings.reduceRight((coded, coding) => decodeOne(coding, coded, mostBytes, where), body)
}

function decodeOne(coding: string, body: Buffer, mostBytes: number, where: string): Buffer {
  try {
    return decoders.get(coding)?.(body, { maxOutputLength: mostBytes }) ?? body
  } catch (error) {
    if (systemCode(error) === 'ERR_BUFFER_TOO_LARGE') throw new WireError('response-too-large', where)
    throw new WireError('http-malformed', where, `its body is not ${coding}`)
  }
}

/** RFC 1950 section 2.2: method 8, and a header divisible by 31. Some servers send "deflate" without it. */
function isZlib(body: Buffer): boolean {
  return body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0
}
