import { isIP } from 'node:net'
import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet'
import { WireError } from './wire-error.ts'

export type DnsQuestion = { name: string; type: 'A' | 'AAAA' | 'MX' | 'SRV' | 'SOA' }

/** The records of an answer that Postern reads, in the order in which they came. A name's end, the root, is `.`. */
export type DnsRecord =
  | { type: 'A' | 'AAAA'; name: string; address: string; ttlSeconds: number }
  | { type: 'CNAME'; name: string; target: string; ttlSeconds: number }
  /** RFC 1035 section 3.3.9. */
  | { type: 'MX'; name: string; preference: number; exchange: string; ttlSeconds: number }
  /** RFC 2782. */
  | {
      type: 'SRV'
      name: string
      priority: number
      weight: number
      port: number
      target: string
      ttlSeconds: number
    }
  /** RFC 1035 section 3.3.13. */
  | { type: 'SOA'; name: string; primary: string; serial: number; ttlSeconds: number }

export type DnsAnswer = { rcode: string; records: DnsRecord[] }

/** RFC 1035 section 2.3.4, in characters; names of hosts are ASCII by the time they come here. */
const LONGEST_LABEL = 63
const LONGEST_NAME = 253

/** RFC 1035 section 4.1: a header; and a question of the root, which is the shortest entry that there is. */
const HEADER_BYTES = 12
const LEAST_ENTRY_BYTES = 5

/**
 * The bytes of one question with recursion desired (RFC 1035 section 4.1). `id` is 0 to 65535. Throws a WireError
 * `name-not-found` for a name that no DNS message can carry.
 */
export function encodeQuestion(id: number, question: DnsQuestion): Buffer {
  const name = withoutFinalDot(question.name)
  if (name.length > LONGEST_NAME || name.split('.').some((label) => label === '' || label.length > LONGEST_LABEL)) {
    throw new WireError('name-not-found', question.name.slice(0, LONGEST_NAME), 'no DNS name can be like that')
  }
  return encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [question] })
}

/**
 * Whether a message says that it was cut (TC, RFC 1035 section 4.1.1). Nothing else in it counts then (RFC 2181 section 9):
 * there are servers and firewalls that cut in the middle of a record.
 */
export function isTruncated(bytes: Buffer): boolean {
  return bytes.length >= HEADER_BYTES && (bytes.readUInt8(2) & 0x02) !== 0
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
  if (asked && (!isSameName(asked.name, question.name) || asked.type !== question.type)) {
    throw new WireError('dns-malformed', where, 'the answer repeats another question')
  }
  const records = (message.answers ?? []).flatMap((answer) => recordOf(answer, where))
  return { rcode: rcodeOf(bytes), records }
}

/** One record as it is kept; none for a type that is not read. */
function recordOf(answer: Answer, where: string): DnsRecord[] {
  const { name } = answer
  const ttlSeconds = 'ttl' in answer ? timeToLive(answer.ttl ?? 0) : 0
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      // dns-packet reads past the end of a record that was cut, and makes "1.2.undefined.undefined" of it.
      if (isIP(answer.data) === 0) throw new WireError('dns-malformed', where, `an ${answer.type} record is cut`)
      return [{ type: answer.type, name, address: answer.data, ttlSeconds }]
    case 'CNAME':
      return [{ type: 'CNAME', name, target: answer.data, ttlSeconds }]
    case 'MX': {
      const { preference = 0, exchange } = answer.data
      return [{ type: 'MX', name, preference, exchange, ttlSeconds }]
    }
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = answer.data
      return [{ type: 'SRV', name, priority, weight, port, target, ttlSeconds }]
    }
    case 'SOA': {
      const { mname, serial = 0 } = answer.data
      return [{ type: 'SOA', name, primary: mname, serial, ttlSeconds }]
    }
    default:
      return []
  }
}

/** A time to live has 31 bits; with the highest bit set it counts as none (RFC 2181 section 8). */
function timeToLive(seconds: number): number {
  return seconds < 2 ** 31 ? seconds : 0
}

function decodeOrThrow(bytes: Buffer, where: string) {
  if (bytes.length < HEADER_BYTES) {
    throw new WireError('dns-malformed', where, `${bytes.length} bytes are no DNS message`)
  }
  // dns-packet makes room for as many records as the header counts, before it looks whether there are any.
  const counted = [4, 6, 8, 10].reduce((sum, at) => sum + bytes.readUInt16BE(at), 0)
  if (counted * LEAST_ENTRY_BYTES > bytes.length - HEADER_BYTES) {
    throw new WireError('dns-malformed', where, `${counted} records are counted, and ${bytes.length} bytes are too few`)
  }
  try {
    return decode(bytes)
  } catch (error) {
    // dns-packet throws plain Errors and RangeErrors for bytes that do not parse.
    throw new WireError('dns-malformed', where, error instanceof Error ? error.message : 'it does not parse')
  }
}

function isSameName(left: string, right: string): boolean {
  return withoutFinalDot(left).toLowerCase() === withoutFinalDot(right).toLowerCase()
}

/** `mail.contoso.com.` and `mail.contoso.com` are one name; a message carries no final dot. */
function withoutFinalDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}

const rcodes = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED']

/** The response code: the low four bits of the fourth byte (RFC 1035 section 4.1.1). */
function rcodeOf(bytes: Buffer): string {
  const code = bytes.readUInt8(3) & 0x0f
  return rcodes[code] ?? `RCODE${code}`
}
