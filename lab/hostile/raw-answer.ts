import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const HIGH_WATER = 64 * 1024

/** Bytes that go out as they are, in place of an HTTP answer. They are made as they are taken, and may never end. */
export class RawAnswer {
  /** How many bytes the client's side has taken so far, or the way to it. */
  bytes = 0
  readonly #chunks: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>

  constructor(chunks: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
    this.#chunks = chunks
  }

  /** Sends them, and hangs up when there are no more. Ends as well when the client leaves. */
  async sendOver(socket: Socket): Promise<void> {
    try {
      await pipeline(Readable.from(this.#counted(), { objectMode: false, highWaterMark: HIGH_WATER }), socket)
    } catch {
      socket.destroy()
    }
  }

  async *#counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#chunks()) {
      this.bytes += chunk.length
      yield chunk
    }
  }
}
