import { type Answer, encode, TRUNCATED_RESPONSE } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DnsQuestion,
  decodeAnswer,
  encodeQuestion,
  isTruncated,
} from '../../../../electron/engine/wire/dns-message.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import { wireErrorOf } from './wire-error-of.ts'

const question: DnsQuestion = { name: 'mail.contoso.test', type: 'A' }
const address: Answer = { type: 'A', name: 'mail.contoso.test', ttl: 300, data: '192.0.2.10' }

function response(parts: { id?: number; flags?: number; questions?: DnsQuestion[]; answers?: Answer[] } = {}): Buffer {
  const { id = 7, flags = 0, questions = [question], answers = [address] } = parts
  return encode({ type: 'response', id, flags, questions, answers })
}

function read(bytes: Buffer, asked = question) {
  return decodeAnswer(bytes, 7, asked, '192.0.2.53:53')
}

describe('an answer that is refused', () => {
  const whole = response()
  /** Where the answer's data begins: four bytes of address are the end of the message. */
  const atAddress = whole.length - 4
  it.each<[string, Buffer, RegExp]>([
    ['no bytes', Buffer.alloc(0), /0 bytes/],
    ['a header that is cut', whole.subarray(0, 11), /11 bytes/],
    ['a question that is cut', whole.subarray(0, 20), /./],
    ['an answer that is cut in its name', whole.subarray(0, atAddress - 12), /./],
    ['an answer without its address', whole.subarray(0, atAddress), /A record is cut/],
    ['an address that is cut', whole.subarray(0, -1), /A record is cut/],
    ['another id', response({ id: 8 }), /not to the question/],
    ['a query instead of a response', encode({ type: 'query', id: 7, questions: [question] }), /not to the question/],
    ['another name', response({ questions: [{ name: 'mail.fabrikam.test', type: 'A' }] }), /another question/],
    ['another type', response({ questions: [{ name: question.name, type: 'AAAA' }] }), /another question/],
    ['more answers than there are bytes', countedAs(whole, 200), /./],
    ['a name that points at itself', pointing(whole, 12, 12), /./],
    ['a name that points ahead', pointing(whole, 12, 40), /./],
    ['names that point at each other', circle(), /./],
    ['a label longer than the message', labelled(whole, 63), /./],
    ['text', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), /./],
  ])('%s', async (_name, bytes, detail) => {
    const failure = await wireErrorOf(() => read(bytes))
    expect(failure).toMatchObject({ code: 'dns-malformed', where: '192.0.2.53:53' })
    expect(failure.detail).toMatch(detail)
  })

  it('arbitrary bytes end in an answer or in dns-malformed, and in nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expectAnswerOrMalformed(Buffer.from(bytes))
      }),
      { numRuns: 500 },
    )
  })

  it('so do the bytes of an answer with some of them changed', () => {
    const usual = response({
      answers: [
        { type: 'CNAME', name: 'mail.contoso.test', ttl: 60, data: 'exch01.contoso.test' },
        { type: 'A', name: 'exch01.contoso.test', ttl: 60, data: '192.0.2.11' },
        { type: 'AAAA', name: 'exch01.contoso.test', ttl: 60, data: '2001:db8::11' },
        { type: 'TXT', name: 'contoso.test', ttl: 60, data: 'v=spf1 -all' },
        { type: 'MX', name: 'contoso.test', ttl: 60, data: { preference: 10, exchange: 'mail.contoso.test' } },
        {
          type: 'SRV',
          name: '_autodiscover._tcp.contoso.test',
          ttl: 60,
          data: { priority: 0, weight: 0, port: 443, target: 'mail.contoso.test' },
        },
      ],
    })
    const change = fc.tuple(fc.nat(usual.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(usual.length), (changes, cut) => {
        const bytes = Buffer.from(usual)
        for (const [at, value] of changes) bytes[at] = value
        expectAnswerOrMalformed(bytes)
        expectAnswerOrMalformed(bytes.subarray(0, cut))
      }),
      { numRuns: 500 },
    )
  })
})

/** Whatever the bytes are: an address in an answer is one, and nothing but a WireError is thrown. */
function expectAnswerOrMalformed(bytes: Buffer): void {
  // The id and the response bit are made to fit, so that what follows them is read.
  if (bytes.length >= 3) {
    bytes.writeUInt16BE(7, 0)
    bytes.writeUInt8(bytes.readUInt8(2) | 0x80, 2)
  }
  try {
    for (const record of read(bytes).records) {
      if (record.type === 'A' || record.type === 'AAAA')
        expect(record.address).toMatch(/^(?:\d+\.\d+\.\d+\.\d+|[0-9a-f:.]+)$/)
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    expect(error.failure.code).toBe('dns-malformed')
  }
}

describe('an answer', () => {
  it.each([
    [0, 'NOERROR'],
    [1, 'FORMERR'],
    [2, 'SERVFAIL'],
    [3, 'NXDOMAIN'],
    [4, 'NOTIMP'],
    [5, 'REFUSED'],
    [9, 'RCODE9'],
    [15, 'RCODE15'],
  ])('with response code %i is %s (RFC 1035 section 4.1.1)', (code, rcode) => {
    expect(read(response({ flags: code, answers: [] }))).toEqual({ rcode, records: [] })
  })

  it('keeps the records that lead to an address, in their order', () => {
    const answers: Answer[] = [
      { type: 'CNAME', name: 'mail.contoso.test', ttl: 60, data: 'exch01.contoso.test' },
      { type: 'TXT', name: 'mail.contoso.test', ttl: 60, data: 'not an address' },
      { type: 'A', name: 'exch01.contoso.test', ttl: 30, data: '192.0.2.11' },
      { type: 'AAAA', name: 'exch01.contoso.test', ttl: 0, data: '2001:db8::11' },
    ]
    expect(read(response({ answers })).records).toEqual([
      { type: 'CNAME', name: 'mail.contoso.test', target: 'exch01.contoso.test', ttlSeconds: 60 },
      { type: 'A', name: 'exch01.contoso.test', address: '192.0.2.11', ttlSeconds: 30 },
      { type: 'AAAA', name: 'exch01.contoso.test', address: '2001:db8::11', ttlSeconds: 0 },
    ])
  })

  it('reads MX as RFC 1035 section 3.3.9 writes it, names shortened by section 4.1.4', () => {
    const bytes = Buffer.from(
      [
        '000784000001000200000000',
        '07636f6e746f736f04746573740000 0f0001',
        'c00c000f00010000012c0009000a046d61696cc00c',
        'c00c000f00010000012c00070014026d32c00c',
      ]
        .join('')
        .replaceAll(' ', ''),
      'hex',
    )
    expect(read(bytes, { name: 'contoso.test', type: 'MX' }).records).toEqual([
      { type: 'MX', name: 'contoso.test', preference: 10, exchange: 'mail.contoso.test', ttlSeconds: 300 },
      { type: 'MX', name: 'contoso.test', preference: 20, exchange: 'm2.contoso.test', ttlSeconds: 300 },
    ])
  })

  it('reads SRV as RFC 2782 writes it: priority, weight, port, and a target that is not shortened', () => {
    const name = '0d5f6175746f646973636f766572045f74637007636f6e746f736f047465737400'
    const target = '046d61696c07636f6e746f736f047465737400'
    const bytes = Buffer.from(
      `000784000001000100000000${name}00210001c00c0021000100000e100019000a000501bb${target}`,
      'hex',
    )
    expect(read(bytes, { name: '_autodiscover._tcp.contoso.test', type: 'SRV' }).records).toEqual([
      {
        type: 'SRV',
        name: '_autodiscover._tcp.contoso.test',
        priority: 10,
        weight: 5,
        port: 443,
        target: 'mail.contoso.test',
        ttlSeconds: 3600,
      },
    ])
  })

  it('reads the serial number of a zone (SOA, RFC 1035 section 3.3.13)', () => {
    const data = {
      mname: 'dc01.contoso.test',
      rname: 'hostmaster.contoso.test',
      serial: 4_294_967_295,
      refresh: 900,
      retry: 600,
      expire: 86_400,
      minimum: 60,
    }
    const answers: Answer[] = [{ type: 'SOA', name: 'contoso.test', ttl: 3600, data }]
    const asked: DnsQuestion = { name: 'contoso.test', type: 'SOA' }
    expect(read(response({ questions: [asked], answers }), asked).records).toEqual([
      { type: 'SOA', name: 'contoso.test', primary: 'dc01.contoso.test', serial: 4_294_967_295, ttlSeconds: 3600 },
    ])
  })

  it.each(['MX', 'SRV', 'SOA'] as const)('refuses %s that is cut', async (type) => {
    const data = { MX: '0002000a', SRV: '0006000a000501bb', SOA: '0002c00c' }[type]
    const number = { MX: '000f', SRV: '0021', SOA: '0006' }[type]
    const bytes = Buffer.from(
      `00078400000100010000000007636f6e746f736f047465737400${number}0001c00c${number}00010000012c${data}`,
      'hex',
    )
    expect(await wireErrorOf(() => read(bytes, { name: 'contoso.test', type }))).toMatchObject({
      code: 'dns-malformed',
    })
  })

  it('says that it was cut (TC, RFC 1035 section 4.1.1)', () => {
    expect(isTruncated(response({ flags: TRUNCATED_RESPONSE, answers: [] }))).toBe(true)
    expect(isTruncated(response())).toBe(false)
    expect(isTruncated(response({ flags: TRUNCATED_RESPONSE }).subarray(0, 11))).toBe(false)
  })

  it.each([
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, 0],
    [4_294_967_295, 0],
  ])('with a time to live of %i is kept for %i seconds (RFC 2181 section 8)', (ttl, ttlSeconds) => {
    const answers: Answer[] = [{ type: 'A', name: 'mail.contoso.test', ttl, data: '192.0.2.11' }]
    expect(read(response({ answers })).records).toMatchObject([{ ttlSeconds }])
  })

  it('may leave the question out, as some servers do with an error', () => {
    expect(read(response({ flags: 5, questions: [], answers: [] })).rcode).toBe('REFUSED')
  })

  it('is to the question whatever the case of its name, and with or without the final dot', () => {
    expect(read(response({ questions: [{ name: 'MAIL.Contoso.TEST', type: 'A' }] })).rcode).toBe('NOERROR')
    expect(read(response(), { name: 'mail.contoso.test.', type: 'A' }).records).toHaveLength(1)
  })
})

describe('a question', () => {
  it.each([
    ['an empty label', 'mail..test'],
    ['no name', ''],
    ['a label of 64 characters', `${'a'.repeat(64)}.test`],
    ['254 characters', `${Array(63).fill('abc').join('.')}.ab`],
  ])('with %s is no DNS name (RFC 1035 section 2.3.4)', async (_name, name) => {
    const failure = await wireErrorOf(() => encodeQuestion(1, { name, type: 'A' }))
    expect(failure.code).toBe('name-not-found')
  })

  it('is these bytes: one question, recursion desired (RFC 1035 section 4.1)', () => {
    const bytes = Buffer.from(
      '123401000001000000000000046d61696c07636f6e746f736f0474657374000001 0001'.replace(' ', ''),
      'hex',
    )
    expect(encodeQuestion(0x1234, question)).toEqual(bytes)
  })

  it('has 28 as its type for IPv6 (RFC 3596 section 2.1)', () => {
    expect(encodeQuestion(0, { ...question, type: 'AAAA' }).readUInt16BE(12 + 19)).toBe(28)
  })
})

/** The message with another count of answers than it has. */
function countedAs(message: Buffer, count: number): Buffer {
  const changed = Buffer.from(message)
  changed.writeUInt16BE(count, 6)
  return changed
}

/** The message with a compression pointer (RFC 1035 section 4.1.4) at `at`. */
function pointing(message: Buffer, at: number, target: number): Buffer {
  const changed = Buffer.from(message)
  changed.writeUInt16BE(0xc000 | target, at)
  return changed
}

function circle(): Buffer {
  return pointing(pointing(response(), 12, 14), 14, 12)
}

function labelled(message: Buffer, length: number): Buffer {
  const changed = Buffer.from(message)
  changed.writeUInt8(length, 12)
  return changed
}
