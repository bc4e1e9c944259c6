import { type Answer, AUTHORITATIVE_ANSWER, type DecodedPacket, decode, encode, TRUNCATED_RESPONSE } from 'dns-packet'
import type { ResolverBehaviour } from '../settings/dns.ts'
import { answerQuestion, rcode, type ZoneAnswer } from './zone.ts'

const HEADER_BYTES = 12
const RESPONSE = 0x8000
const RECURSION_DESIRED = 0x0100
const RECURSION_AVAILABLE = 0x0080
const OPCODE = 0x7800
/** What UDP may carry without EDNS (RFC 1035 section 4.2.1), and the most that is sent with it. */
const PLAIN_UDP_BYTES = 512
const EDNS_UDP_BYTES = 1232

/**
 * The answer to one message, or nothing when there is nobody to answer: bytes without a whole header, or a response.
 * Whatever else breaks RFC 1035 gets FORMERR. Never throws.
 */
export function respond(
  message: Buffer,
  records: readonly Answer[],
  transport: 'udp' | 'tcp',
  behaviour: ResolverBehaviour = 'answers',
): Buffer | undefined {
  if (message.length < HEADER_BYTES) return undefined
  const flags = message.readUInt16BE(2)
  if ((flags & RESPONSE) !== 0) return undefined
  if ((flags & OPCODE) !== 0) return headerOnly(message, rcode.notImplemented)
  const query = decodeQuery(message)
  const question = query?.questions?.[0]
  if (query === undefined || question === undefined || query.questions?.length !== 1) {
    return headerOnly(message, rcode.formatError)
  }
  // A label with other bytes would not survive being decoded and encoded again.
  if (!/^[\x21-\x7e]+$/.test(question.name)) return headerOnly(message, rcode.formatError)

  if (behaviour === 'silent') return undefined
  const opt = query.additionals?.find((record) => record.type === 'OPT')
  const limit =
    opt?.type === 'OPT' ? Math.max(PLAIN_UDP_BYTES, Math.min(opt.udpPayloadSize, EDNS_UDP_BYTES)) : PLAIN_UDP_BYTES
  const build = (answer: ZoneAnswer, more: number): Buffer =>
    encode({
      type: 'response',
      id: query.id,
      flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | (flags & RECURSION_DESIRED) | more | answer.rcode,
      questions: [question],
      answers: answer.answers,
      authorities: answer.authorities,
      additionals: opt === undefined ? [] : [edns],
    })
  const answer = behaviour === 'answers' ? answerQuestion(records, question) : unhelpful(behaviour)
  const whole = build(answer, 0)
  if (transport === 'tcp' || whole.length <= limit) return whole
  return build({ rcode: answer.rcode, answers: [], authorities: [] }, TRUNCATED_RESPONSE)
}

function unhelpful(behaviour: 'refuses' | 'fails'): ZoneAnswer {
  return { rcode: behaviour === 'refuses' ? rcode.refused : rcode.serverFailure, answers: [], authorities: [] }
}

const edns: Answer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: EDNS_UDP_BYTES,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
}

function decodeQuery(message: Buffer): DecodedPacket | undefined {
  try {
    return decode(message)
  } catch {
    return undefined
  }
}

function headerOnly(message: Buffer, code: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16BE(message.readUInt16BE(0), 0)
  header.writeUInt16BE(RESPONSE | (message.readUInt16BE(2) & (OPCODE | RECURSION_DESIRED)) | code, 2)
  return header
}
