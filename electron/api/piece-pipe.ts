/** Pieces that one side pushes and the other reads, one at a time: none is held but the one that is being read. */
export type PiecePipe = {
  /** To be read once. */
  pieces: AsyncIterable<Uint8Array>
  /** How many bytes were pushed. */
  length(): number
  /** Whether the reader wants more. */
  open(): boolean
  /** Resolves when the reader has read it and asks for the next, or wants no more: then with false. */
  push(piece: Uint8Array): Promise<boolean>
  /** After the last piece. */
  end(): void
  /** The reader wants no more. */
  close(): void
}

/** A pipe that breaks for its reader when the signal aborts. */
export function createPiecePipe(signal: AbortSignal): PiecePipe {
  let length = 0
  let waiting: { piece: Uint8Array; read: () => void } | undefined
  let ended = false
  let closed = false
  let wake: () => void = () => undefined
  let last: Promise<void> = Promise.resolve()

  function close(): void {
    closed = true
    waiting?.read()
    waiting = undefined
    wake()
  }
  signal.addEventListener('abort', close, { once: true })

  async function* pieces(): AsyncGenerator<Uint8Array> {
    while (!closed) {
      const next = waiting
      if (next !== undefined) {
        yield next.piece
        if (waiting === next) waiting = undefined
        next.read()
      } else if (ended) {
        return
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    signal.throwIfAborted()
  }

  async function handOver(piece: Uint8Array): Promise<void> {
    if (closed) return
    await new Promise<void>((resolve) => {
      waiting = { piece, read: resolve }
      wake()
    })
  }

  return {
    pieces: pieces(),
    length: () => length,
    open: () => !closed,
    async push(piece) {
      length += piece.length
      last = last.then(() => handOver(piece))
      await last
      return !closed
    },
    end() {
      ended = true
      wake()
    },
    close,
  }
}
