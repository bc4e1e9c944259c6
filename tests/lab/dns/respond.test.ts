import { type DecodedPacket, decode, encode, type Packet, RECURSION_DESIRED } from 'dns-packet'
import { assert as check, constantFrom, property, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { respond } from '../../../lab/dns/respond.ts'
import { zoneRecords } from '../../../lab/dns/zone.ts'
import { healthySettings } from '../../../lab/settings.ts'

const records = zoneRecords(healthySettings(), 443)

function answerTo(packet: Packet, transport: 'udp' | 'tcp' = 'udp'): DecodedPacket & { rcode?: string } {
  const bytes = respond(encode({ type: 'query', id: 0x1234, ...packet }), records, transport)
  if (bytes === undefined) throw new Error('There is no answer.')
  return decode(bytes)
}

describe('what is no question', () => {
  const question = encode({ type: 'query', id: 0x1234, questions: [{ type: 'A', name: 'mail.contoso.test' }] })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a header', question.subarray(0, 11)],
    ['a response', encode({ type: 'response', id: 1, questions: [] })],
  ])('is not answered: %s', (_what, bytes) => {
    expect(respond(bytes, records, 'udp')).toBeUndefined()
  })

  it.each([
    ['no question', encode({ type: 'query', id: 0x1234 })],
    ['a question that breaks off', question.subarray(0, question.length - 3)],
    [
      'two questions',
      encode({
        type: 'query',
        id: 0x1234,
        questions: [
          { type: 'A', name: 'mail.contoso.test' },
          { type: 'AAAA', name: 'mail.contoso.test' },
        ],
      }),
    ],
    ['a name that points to itself', Buffer.from('12340100000100000000 0000c00c00010001'.replace(' ', ''), 'hex')],
    ['a label that is not text', Buffer.from('1234010000010000000000000380ff0000000100 01'.replace(' ', ''), 'hex')],
  ])('gets FORMERR: %s', (_what, bytes) => {
    const answer = decode(respond(bytes, records, 'udp') ?? Buffer.alloc(0))
    expect(answer).toMatchObject({ id: 0x1234, rcode: 'FORMERR', questions: [] })
  })

  it('gets NOTIMP for another opcode', () => {
    const update = Buffer.from(question)
    update.writeUInt16BE(5 << 11, 2)
    expect(decode(respond(update, records, 'udp') ?? Buffer.alloc(0))).toMatchObject({ rcode: 'NOTIMP' })
  })
})

it.each(['AXFR', 'IXFR'] as const)('refuses %s', (type) => {
  expect(answerTo({ questions: [{ type, name: 'contoso.test' }] }, 'tcp')).toMatchObject({ rcode: 'REFUSED' })
})

it('refuses another class', () => {
  expect(answerTo({ questions: [{ type: 'A', name: 'contoso.test', class: 'CH' }] })).toMatchObject({
    rcode: 'REFUSED',
  })
})

it('keeps the spelling of the question, the identity and the wish for recursion', () => {
  const answer = answerTo({ flags: RECURSION_DESIRED, questions: [{ type: 'A', name: 'mAiL.cOnToSo.TeSt' }] })
  expect(answer).toMatchObject({ id: 0x1234, flag_aa: true, flag_rd: true, flag_ra: true, rcode: 'NOERROR' })
  expect(answer.questions).toMatchObject([{ name: 'mAiL.cOnToSo.TeSt' }])
})

it('names the SOA when there is nothing to answer (RFC 2308)', () => {
  const nothing = answerTo({ questions: [{ type: 'AAAA', name: 'mail.contoso.test' }] })
  expect(nothing).toMatchObject({ rcode: 'NOERROR', answers: [], authorities: [{ type: 'SOA' }] })
})

it('answers EDNS with EDNS', () => {
  const opt = { type: 'OPT', name: '.', udpPayloadSize: 4096, extendedRcode: 0, ednsVersion: 0, flags: 0 } as const
  const additionals = [{ ...opt, flag_do: false, options: [] }]
  const answer = answerTo({ questions: [{ type: 'A', name: 'mail.contoso.test' }], additionals })
  expect(answer.additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232 }])
})

it('truncates what UDP cannot carry, and sends it whole over TCP', () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    type: 'A' as const,
    name: 'mail.contoso.test',
    data: `10.0.0.${index}`,
  }))
  const question = encode({ type: 'query', id: 1, questions: [{ type: 'A', name: 'mail.contoso.test' }] })
  expect(decode(respond(question, many, 'udp') ?? Buffer.alloc(0))).toMatchObject({ flag_tc: true, answers: [] })
  expect(decode(respond(question, many, 'tcp') ?? Buffer.alloc(0)).answers).toHaveLength(60)
})

it('never throws, whatever arrives', () => {
  const header = Buffer.from('123401000001000000000000', 'hex')
  const questions = property(
    uint8Array({ maxLength: 600 }),
    constantFrom('udp' as const, 'tcp' as const),
    (bytes, by) => {
      respond(Buffer.from(bytes), records, by)
      const answer = respond(Buffer.concat([header, bytes]), records, by)
      return answer === undefined || answer.readUInt16BE(0) === 0x1234
    },
  )
  check(questions, { numRuns: 2000 })
})
