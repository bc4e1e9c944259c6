import { describe, expect, it } from 'vitest'
import { encodeClientHello, tlsVersions } from '../../../../../electron/engine/wire/tls/client-hello.ts'
import { peekServerName } from '../../../../../lab/tls/server-name.ts'

const zeros = (length: number) => Buffer.alloc(length)

/** The extensions of a ClientHello by type, and what stands before them. */
function read(record: Buffer) {
  const body = record.subarray(9)
  const sessionLength = body.readUInt8(34)
  const suitesAt = 35 + sessionLength
  const suitesLength = body.readUInt16BE(suitesAt)
  const suites = Array.from({ length: suitesLength / 2 }, (_, place) => body.readUInt16BE(suitesAt + 2 + 2 * place))
  const extensions = new Map<number, string>()
  const begin = suitesAt + 2 + suitesLength + 2
  for (let at = begin + 2; at < body.length; at += 4 + body.readUInt16BE(at + 2)) {
    extensions.set(body.readUInt16BE(at), body.toString('hex', at + 4, at + 4 + body.readUInt16BE(at + 2)))
  }
  return { version: body.readUInt16BE(0), sessionLength, suites, extensions, extensionBytes: body.readUInt16BE(begin) }
}

describe.each(tlsVersions)('the offer of %s', (version) => {
  const record = encodeClientHello(version, 'mail.contoso.test', zeros)

  it('is one record with one message, whose lengths add up', () => {
    // RFC 8446 section 5.1: a first ClientHello goes in a record of version 3.1.
    expect(record.toString('hex', 0, 3)).toBe('160301')
    expect(record.readUInt16BE(3)).toBe(record.length - 5)
    expect(record.readUInt8(5)).toBe(1)
    expect(record.readUIntBE(6, 3)).toBe(record.length - 9)
  })

  it('names the host', () => {
    expect(peekServerName(record)).toEqual({ name: 'mail.contoso.test' })
    // RFC 6066 section 3: a list of one, of type host_name.
    const name = Buffer.from('mail.contoso.test').toString('hex')
    expect(read(record).extensions.get(0)).toBe(`0014000011${name}`)
  })

  it('leaves out the final dot of a name, which a browser and the published address may have', () => {
    expect(peekServerName(encodeClientHello(version, 'mail.contoso.test.', zeros))).toEqual({
      name: 'mail.contoso.test',
    })
  })

  it('names no host where there is only an address', () => {
    for (const address of ['10.20.0.14', 'fd00::14']) {
      expect(read(encodeClientHello(version, address, zeros)).extensions.has(0)).toBe(false)
    }
  })
})

describe('what an offer holds', () => {
  it.each([
    ['TLSv1', 0x0301, false],
    ['TLSv1.1', 0x0302, false],
    ['TLSv1.2', 0x0303, true],
  ] as const)('%s: its own version, and signature algorithms from 1.2 on', (version, code, hasAlgorithms) => {
    const hello = read(encodeClientHello(version, 'a.test', zeros))
    expect(hello).toMatchObject({ version: code, sessionLength: 0 })
    expect(hello.extensions.has(13)).toBe(hasAlgorithms)
    expect(hello.extensions.has(43)).toBe(false)
    // RFC 5746 section 3.3: renegotiation is safe, which some servers insist on.
    expect(hello.suites).toContain(0x00ff)
    expect(hello.suites).toContain(0x0005)
  })

  it('TLS 1.3: supported_versions with 1.3 alone, and a key share (RFC 8446 section 4.2)', () => {
    const hello = read(encodeClientHello('TLSv1.3', 'a.test', zeros))
    expect(hello).toMatchObject({ version: 0x0303, sessionLength: 32 })
    expect(hello.extensions.get(43)).toBe('020304')
    expect(hello.extensions.get(51)).toBe(`0024001d0020${'00'.repeat(32)}`)
    expect(hello.suites).toEqual([0x1302, 0x1301, 0x1303])
  })
})
