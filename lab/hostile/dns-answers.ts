const HEADER_BYTES = 12
const RESPONSE = 0x8400

/**
 * `pointer-loop`: the name of the answer points at itself (RFC 1035 section 4.1.4). `many-records`: the header counts
 * 65,535 records, and none follows. `forged-ids`: answers of an attacker who cannot see the id and guesses it, and no
 * other.
 */
export type HostileDns = 'pointer-loop' | 'many-records' | 'forged-ids'

/** A, class IN, a day, four bytes of address. */
const RECORD = '00010001' + '00015180' + '0004' + 'c6336407'

/** What goes out in answer to a query: messages that a client must not believe. */
export function hostileDnsAnswers(query: Buffer, kind: HostileDns): Buffer[] {
  if (query.length < HEADER_BYTES) return []
  const id = query.readUInt16BE(0)
  const question = query.subarray(HEADER_BYTES, endOfQuestion(query))
  const message = (answerId: number, answers: number, records: string): Buffer => {
    const header = Buffer.alloc(HEADER_BYTES)
    header.writeUInt16BE(answerId, 0)
    header.writeUInt16BE(RESPONSE, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(answers, 6)
    return Buffer.concat([header, question, Buffer.from(records, 'hex')])
  }
  const own = (HEADER_BYTES + question.length).toString(16).padStart(4, '0')
  if (kind === 'pointer-loop') {
    const pointer = (0xc000 | Number.parseInt(own, 16)).toString(16)
    return [message(id, 1, pointer + RECORD)]
  }
  if (kind === 'many-records') return [message(id, 0xffff, '')]
  return [1, 2, 255, 4096].map((off) => message((id + off) & 0xffff, 1, `c00c${RECORD}`))
}

/** Behind the first question: labels up to the empty one, then type and class. */
function endOfQuestion(query: Buffer): number {
  let at = HEADER_BYTES
  while (at < query.length && query[at] !== 0) at += 1 + (query[at] ?? 0)
  return Math.min(at + 5, query.length)
}
