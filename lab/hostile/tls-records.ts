import type { Socket } from 'node:net'
import { RawAnswer } from './raw-answer.ts'

/**
 * HelloRequest messages without an end (RFC 5246 section 7.4.1.1), 4,000 to a record: a client that is in the middle of a
 * handshake has to ignore each of them, and gets no further.
 */
export function floodWithRecords(socket: Socket): RawAnswer {
  const messages = Buffer.alloc(4 * 4000)
  const head = Buffer.from([22, 3, 3, 0, 0])
  head.writeUInt16BE(messages.length, 3)
  const record = Buffer.concat([head, messages])
  const flood = new RawAnswer(function* () {
    for (;;) yield record
  })
  socket.once('data', () => {
    socket.resume()
    void flood.sendOver(socket)
  })
  return flood
}
