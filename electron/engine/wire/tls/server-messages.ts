import { ByteReader, TlsMalformed } from './byte-reader.ts'
import { groupName } from './cipher-suites.ts'

const MOST_CERTIFICATES = 20

export type ServerHello = {
  /** ProtocolVersion as a number; of TLS 1.3 what supported_versions says. */
  version: number
  suite: number
  /** The group of a TLS 1.3 key share, which a HelloRetryRequest names too. */
  group?: number
}

/** ServerHello and HelloRetryRequest (RFC 5246 section 7.4.1.3, RFC 8446 section 4.1.3). Throws TlsMalformed. */
export function decodeServerHello(body: Buffer): ServerHello {
  const reader = new ByteReader(body, 'ServerHello')
  const hello: ServerHello = { version: reader.number(2), suite: 0 }
  reader.bytes(32)
  reader.vector(1)
  hello.suite = reader.number(2)
  reader.number(1)
  if (reader.left === 0) return hello
  const extensions = new ByteReader(reader.vector(2), 'ServerHello extensions')
  while (extensions.left > 0) {
    const type = extensions.number(2)
    const data = new ByteReader(extensions.vector(2), 'ServerHello extension')
    if (type === 43) hello.version = data.number(2)
    if (type === 51) hello.group = data.number(2)
  }
  return hello
}

/** The certificates of a Certificate message of TLS 1.2 and before, as they were sent, in DER (RFC 5246 section 7.4.2). */
export function decodeCertificates(body: Buffer): Buffer[] {
  const list = new ByteReader(new ByteReader(body, 'Certificate').vector(3), 'Certificate list')
  const certificates: Buffer[] = []
  while (list.left > 0) {
    certificates.push(list.vector(3))
    if (certificates.length > MOST_CERTIFICATES) throw new TlsMalformed(`more than ${MOST_CERTIFICATES} certificates`)
  }
  return certificates
}

/**
 * What a ServerKeyExchange agrees on: the curve of ECDHE (RFC 8422 section 5.4), the size of the prime of DHE (RFC 5246
 * section 7.4.3). Undefined for what has neither.
 */
export function decodeKeyExchange(body: Buffer, suite: string): string | undefined {
  const reader = new ByteReader(body, 'ServerKeyExchange')
  if (suite.startsWith('TLS_ECDHE_')) {
    const named = 3
    return reader.number(1) === named ? groupName(reader.number(2)) : undefined
  }
  if (!suite.startsWith('TLS_DHE_')) return undefined
  const prime = reader.vector(2).toString('hex').replace(/^0+/, '')
  return `DHE ${bitLength(prime)} bits`
}

function bitLength(hex: string): number {
  const first = Number.parseInt(hex[0] ?? '0', 16)
  return Math.max(0, (hex.length - 1) * 4) + (first === 0 ? 0 : Math.floor(Math.log2(first)) + 1)
}
