import { NtlmError } from './ntlm-error.ts'

/** One DER value: its tag byte, where it begins in the certificate, and its contents. */
export interface DerValue {
  tag: number
  offset: number
  contents: Buffer
}

/** The tags that lead to a certificate's signature algorithm. */
export const derTag = { objectIdentifier: 0x06, sequence: 0x30, context0: 0xa0 } as const

/**
 * Splits `bytes` into the DER values that lie side by side in it. `base` is where `bytes` begins in the certificate.
 * @throws NtlmError `bad-certificate` when a length is malformed or leads outside.
 */
export function readDerValues(bytes: Buffer, base: number): DerValue[] {
  const values: DerValue[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at)
    const { length, headLength } = readLength(bytes, at, base)
    const start = at + headLength
    if (start + length > bytes.length) {
      throw new NtlmError(
        'bad-certificate',
        `The DER value at offset ${base + at} states ${length} bytes; ${bytes.length - start} are left.`,
      )
    }
    values.push({ tag, offset: base + start, contents: bytes.subarray(start, start + length) })
    at = start + length
  }
  return values
}

/** Reads tag and length at `at`: a short length, or a long one in one to four bytes (X.690 8.1.3). */
function readLength(bytes: Buffer, at: number, base: number): { length: number; headLength: number } {
  const bad = (what: string) =>
    new NtlmError('bad-certificate', `The DER length at offset ${base + at + 1} ${what}; 1 to 5 bytes are accepted.`)
  const first = bytes[at + 1]
  if (first === undefined) throw bad('is missing')
  if (first < 0x80) return { length: first, headLength: 2 }
  const size = first & 0x7f
  if (size === 0 || size > 4) throw bad(`has the form ${first}`)
  if (at + 2 + size > bytes.length) throw bad('is cut off')
  return { length: bytes.readUIntBE(at + 2, size), headLength: 2 + size }
}

/** An OBJECT IDENTIFIER's contents in dotted form (X.690 8.19). */
export function dottedOid(contents: Buffer): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of contents) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [first = 0, ...rest] = arcs
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - root * 40, ...rest].join('.')
}
