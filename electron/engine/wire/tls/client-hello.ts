import { indicatedName } from '../server-name-indication.ts'
import { offeredGroups, offeredSuites, offeredSuitesOfTls13 } from './cipher-suites.ts'

export const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type TlsVersion = (typeof tlsVersions)[number]

/** ProtocolVersion on the wire (RFC 8446 section 4.1.2). */
export const versionCodes: Readonly<Record<TlsVersion, number>> = {
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
}

/** SHA-2 first; SHA-1 last, so that a server whose certificate still needs it does not have to refuse. */
const SIGNATURE_ALGORITHMS = [
  0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0603, 0x0806, 0x0601, 0x0807, 0x0201, 0x0203,
]

const RENEGOTIATION_INFO_SCSV = 0x00ff

/**
 * One record with a ClientHello that offers this version of TLS and no other (RFC 5246 section 7.4.1.2; RFC 8446
 * section 4.1.2). `random` gives bytes; nothing of the handshake is ever finished with them, so they are no secret.
 */
export function encodeClientHello(version: TlsVersion, host: string, random: (length: number) => Buffer): Buffer {
  const isNew = version === 'TLSv1.3'
  const name = indicatedName(host)
  const suites = isNew ? offeredSuitesOfTls13 : [...offeredSuites, RENEGOTIATION_INFO_SCSV]
  const extensions = [
    ...(name === undefined ? [] : [extension(0, vector(2, u8(0), vector(2, Buffer.from(name, 'latin1'))))]),
    extension(10, vector(2, ...offeredGroups.map(u16))),
    extension(11, vector(1, u8(0))),
    extension(16, vector(2, vector(1, Buffer.from('http/1.1')))),
    // Extended master secret (RFC 7627): some servers of today refuse older clients that lack it.
    extension(23, Buffer.alloc(0)),
    ...(version === 'TLSv1.2' || isNew ? [extension(13, vector(2, ...SIGNATURE_ALGORITHMS.map(u16)))] : []),
    ...(isNew ? extensionsOfTls13(random) : []),
  ]
  const body = Buffer.concat([
    u16(isNew ? versionCodes['TLSv1.2'] : versionCodes[version]),
    random(32),
    // A session id in TLS 1.3 keeps middleboxes calm (RFC 8446 appendix D.4).
    vector(1, isNew ? random(32) : Buffer.alloc(0)),
    vector(2, ...suites.map(u16)),
    vector(1, u8(0)),
    vector(2, ...extensions),
  ])
  const message = Buffer.concat([u8(1), vector(3, body)])
  return Buffer.concat([u8(22), u16(0x0301), vector(2, message)])
}

/** supported_versions, psk_key_exchange_modes, and a key share for x25519, of which any 32 bytes are one (RFC 7748). */
function extensionsOfTls13(random: (length: number) => Buffer): Buffer[] {
  return [
    extension(43, vector(1, u16(versionCodes['TLSv1.3']))),
    extension(45, vector(1, u8(1))),
    extension(51, vector(2, u16(0x001d), vector(2, random(32)))),
  ]
}

/** A close_notify, with which a client takes its leave (RFC 5246 section 7.2.1). */
export const closeNotify = Buffer.from('15030100020100', 'hex')

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([u16(type), vector(2, data)])
}

/** The parts behind their common length, which takes `size` bytes. */
function vector(size: 1 | 2 | 3, ...parts: Buffer[]): Buffer {
  const data = Buffer.concat(parts)
  const length = Buffer.alloc(size)
  length.writeUIntBE(data.length, 0, size)
  return Buffer.concat([length, data])
}

function u8(value: number): Buffer {
  return Buffer.from([value])
}

function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}
