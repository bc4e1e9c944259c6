import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TlsMalformed } from '../../../../../electron/engine/wire/tls/byte-reader.ts'
import { readServerFlight } from '../../../../../electron/engine/wire/tls/server-flight.ts'

const RANDOM = '11'.repeat(32)

function record(type: number, payload: string): Buffer {
  const bytes = Buffer.from(payload, 'hex')
  const head = Buffer.from([type, 3, 3, 0, 0])
  head.writeUInt16BE(bytes.length, 3)
  return Buffer.concat([head, bytes])
}

function message(type: number, body: string): string {
  return type.toString(16).padStart(2, '0') + (body.length / 2).toString(16).padStart(6, '0') + body
}

const hello = (version: string, suite: string, extensions = '') =>
  message(
    2,
    `${version}${RANDOM}00${suite}00${extensions && (extensions.length / 2).toString(16).padStart(4, '0')}${extensions}`,
  )
const certificates = (...ders: string[]) => {
  const list = ders.map((der) => (der.length / 2).toString(16).padStart(6, '0') + der).join('')
  return message(11, (list.length / 2).toString(16).padStart(6, '0') + list)
}
/** ECDHE on a named curve (RFC 8422 section 5.4), with a point that nobody looks at. */
const ecdhe = (group: string) => message(12, `03${group}0104`)
const dhe = (prime: string) => message(12, `${(prime.length / 2).toString(16).padStart(4, '0')}${prime}000102`)
const certificateRequest = message(13, '01010002040100' + '00')
const done = message(14, '')

function flightOf(...chunks: Buffer[]) {
  const { flight, push } = readServerFlight()
  for (const chunk of chunks) push(chunk)
  return flight
}

describe('a flight of TLS 1.2', () => {
  const whole = [hello('0303', 'c030'), certificates('aa', 'bbbb'), ecdhe('0017'), certificateRequest, done]
  const expected = {
    version: 0x0303,
    cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    keyExchange: 'secp256r1',
    certificates: [Buffer.from('aa', 'hex'), Buffer.from('bbbb', 'hex')],
    clientCertificateRequested: true,
    done: true,
  }

  it('is read in a record of its own for each message', () => {
    expect(flightOf(...whole.map((each) => record(22, each)))).toEqual(expected)
  })

  it('is read in one record, whatever chunks it comes in', () => {
    const bytes = record(22, whole.join(''))
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.toSorted((left, right) => left - right), bytes.length]
        const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place))
        expect(flightOf(...chunks)).toEqual(expected)
      }),
    )
  })

  it('is read from records that cut through its messages', () => {
    const payload = whole.join('')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: payload.length / 2 }), (size) => {
        const records = payload.match(new RegExp(`.{1,${size * 2}}`, 'g')) ?? []
        expect(flightOf(...records.map((each) => record(22, each)))).toEqual(expected)
      }),
    )
  })

  it('asks for no client certificate unless it does', () => {
    expect(flightOf(record(22, [hello('0301', '002f'), certificates('aa'), done].join('')))).toEqual({
      version: 0x0301,
      cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA',
      certificates: [Buffer.from('aa', 'hex')],
      clientCertificateRequested: false,
      done: true,
    })
  })

  it.each([
    [`ff${'00'.repeat(127)}`, 'DHE 1024 bits'],
    [`0080${'00'.repeat(63)}`, 'DHE 512 bits'],
    [`7f${'00'.repeat(127)}`, 'DHE 1023 bits'],
  ])('tells the size of a prime', (prime, expectedSize) => {
    expect(flightOf(record(22, hello('0303', '009e') + dhe(prime))).keyExchange).toBe(expectedSize)
  })

  it('numbers what has no name here', () => {
    expect(flightOf(record(22, hello('0303', 'c0ff')))).toMatchObject({ cipher: '0xc0ff', done: false })
    expect(flightOf(record(22, hello('0303', 'c030') + ecdhe('001c')))).toMatchObject({ keyExchange: '0x001c' })
  })
})

describe('a flight of TLS 1.3', () => {
  it.each([
    ['a ServerHello', `002b0002030400330024001d0020${'22'.repeat(32)}`, 'x25519'],
    // RFC 8446 section 4.1.4: a HelloRetryRequest names the group alone.
    ['a HelloRetryRequest', '002b00020304003300020018', 'secp384r1'],
  ])('ends with %s', (_name, extensions, keyExchange) => {
    expect(flightOf(record(22, hello('0303', '1302', extensions)))).toEqual({
      version: 0x0304,
      cipher: 'TLS_AES_256_GCM_SHA384',
      keyExchange,
      done: true,
    })
  })
})

describe('an alert', () => {
  it.each([
    ['0246', 'protocol_version'],
    ['0228', 'handshake_failure'],
    ['02ff', 'alert 255'],
    // RFC 5246 section 7.2.1: whoever closes says so, by a warning.
    ['0100', 'close_notify'],
  ])('%s ends it', (payload, alert) => {
    expect(flightOf(record(21, payload))).toMatchObject({ alert, done: true })
  })

  it('that only warns goes before the rest', () => {
    const flight = flightOf(record(21, '0170'), record(22, hello('0303', 'c030')))
    expect(flight).toMatchObject({ version: 0x0303, done: false })
    expect(flight).not.toHaveProperty('alert')
  })
})

describe('what is no TLS', () => {
  it.each([
    ['plain HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['SMTP', Buffer.from('220 mail.contoso.test ESMTP\r\n')],
    ['SSL 2.0', Buffer.from('800300000100', 'hex')],
    ['a record that is too long', Buffer.from('160303ffff', 'hex')],
    ['a message that is too long', record(22, '0bffffff')],
    ['application data', record(23, '00')],
    ['an alert of one byte', record(21, '02')],
    ['a ServerHello that is cut off', record(22, message(2, '0303'))],
    ['a certificate that lies about its length', record(22, message(11, '000004' + '00ffff' + 'aa'))],
    ['a list that lies about its length', record(22, message(11, '00ffff'))],
    ['more certificates than anybody sends', record(22, certificates(...Array.from({ length: 21 }, () => 'aa')))],
    ['an empty key exchange', record(22, hello('0303', 'c030') + message(12, ''))],
    ['an extension that lies about its length', record(22, hello('0303', '1302', '002bffff'))],
  ])('%s is refused', (_name, bytes) => {
    expect(() => flightOf(bytes)).toThrow(TlsMalformed)
  })

  it('however it goes on, it is refused in the same way or bounded', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 10 }), (chunks) => {
        try {
          flightOf(...chunks.map((chunk) => Buffer.from(chunk)))
        } catch (error) {
          expect(error).toBeInstanceOf(TlsMalformed)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('stays refused when only a byte of a good flight is changed', () => {
    const good = record(22, [hello('0303', 'c030'), certificates('aa', 'bbbb'), ecdhe('0017'), done].join(''))
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (place, value) => {
        const changed = Buffer.from(good)
        changed[place] = value
        try {
          flightOf(changed)
        } catch (error) {
          expect(error).toBeInstanceOf(TlsMalformed)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('is never read without end', () => {
    const { push } = readServerFlight()
    const endless = record(22, message(22, '00'.repeat(16_000)))
    expect(() => {
      for (let count = 0; count < 100; count++) push(endless)
    }).toThrow(TlsMalformed)
  })
})
