import { decode, encode, RECURSION_DESIRED } from 'dns-packet'
import { WireError } from './wire-error.ts'

export type DnsQuestion = { name: string; type: 'A' | 'AAAA' }

/** The records of an answer that lead to an address, in the order in which they came. */
export type DnsRecord =
  | { type: 'A' | 'AAAA'; name: string; address: string; ttlSeconds: number }
  | { type: 'CNAME'; name: string; target: string; ttlSeconds: number }

export type DnsAnswer = { rcode: string; truncated: boolean; records: DnsRecord[] }

/** The bytes of one question with recursion desired (RFC 1035 section 4.1). `id` is 0 to 65535. */
export function encodeQuestion(id: number, question: DnsQuestion): Buffer {
  return encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [question] })
}

/**
 * Reads one response and holds it against the question that was asked: id, response bit and question must match
 * (RFC 5452 section 9.1). Throws a WireError `dns-malformed` for anything else.
 */
export function decodeAnswer(bytes: Buffer, id: number, question: DnsQuestion, where: string): DnsAnswer {
  const message = decodeOrThrow(bytes, where)
  if (message.id !== id || message.type !== 'response') {
    throw new WireError('dns-malformed', where, 'the answer is not to the question that was asked')
  }
  const asked = message.questions?.[0]
  // Some servers leave the question out of an error; with an answer it must be ours.
  if (asked && (asked.name.toLowerCase() !== question.name.toLowerCase() || asked.type !== question.type)) {
    throw new WireError('dns-malformed', where, 'the answer repeats another question')
  }
  const records: DnsRecord[] = []
  for (const answer of message.answers ?? []) {
    if (answer.type === 'A' || answer.type === 'AAAA') {
      records.push({ type: answer.type, name: answer.name, address: answer.data, ttlSeconds: answer.ttl ?? 0 })
    } else if (answer.type === 'CNAME') {
      records.push({ type: 'CNAME', name: answer.name, target: answer.data, ttlSeconds: answer.ttl ?? 0 })
    }
  }
  return { rcode: rcodeOf(bytes), truncated: message.flag_tc, records }
}

function decodeOrThrow(bytes: Buffer, where: string) {
  if (bytes.length < 12) throw new WireError('dns-malformed', where, `${bytes.length} bytes are no DNS message`)
  try {
    return decode(bytes)
  } catch (error) {
    // dns-packet throws plain Errors and RangeErrors for bytes that do not parse.
    throw new WireError('dns-malformed', where, error instanceof Error ? error.message : 'it does not parse')
  }
}

const rcodes = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED']

/** The response code: the low four bits of the fourth byte (RFC 1035 section 4.1.1). */
function rcodeOf(bytes: Buffer): string {
  const code = bytes.readUInt8(3) & 0x0f
  return rcodes[code] ?? `RCODE${code}`
}
