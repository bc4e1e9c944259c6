import { ContractError } from '../../shared/contract/error-code.ts'
import type { SetTimer } from '../../shared/contract/set-timer.ts'
import { t } from '../../shared/language/translate.ts'
import { createPiecePipe, type PiecePipe } from './piece-pipe.ts'

const MOST_AT_ONCE = 4
/** An import for which no piece comes for so long is given up. */
const IDLE_MILLISECONDS = 60_000

/** Reads the bytes of a file as they come; gives up when the signal aborts. */
type Reader<T> = (pieces: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<T>

type Import<T> = {
  bytes: number
  pipe: PiecePipe
  read: Promise<T>
  giveUp(): void
  /** Takes the timer of idleness back. */
  rest: () => void
}

/** Files that a window sends in pieces, each read while it comes. */
export type Imports<T> = {
  /** Begins to read a file of so many bytes. Throws 'too-many'. */
  begin(bytes: number, read: Reader<T>): string
  /** Resolves when the piece has been read; false: what came is enough to refuse the file. */
  append(id: string, offset: number, piece: Uint8Array): Promise<boolean>
  /** What became of the file. Throws where not all of it has come. */
  end(id: string): Promise<T>
  abort(id: string): void
  abortAll(): void
}

export function createImports<T>({ setTimer, newId }: { setTimer: SetTimer; newId: () => string }): Imports<T> {
  const underWay = new Map<string, Import<T>>()

  function needed(id: string): Import<T> {
    const found = underWay.get(id)
    if (found === undefined) throw new ContractError('no-such-import')
    return found
  }

  function abort(id: string): void {
    const found = underWay.get(id)
    underWay.delete(id)
    found?.rest()
    found?.giveUp()
  }

  function waitForNext(id: string, entry: Import<T>): void {
    entry.rest()
    entry.rest = setTimer(() => abort(id), IDLE_MILLISECONDS)
  }

  return {
    begin(bytes, read) {
      if (underWay.size >= MOST_AT_ONCE)
        throw new ContractError('too-many', t`At most ${MOST_AT_ONCE} files are read side by side.`)
      const id = newId()
      const controller = new AbortController()
      const pipe = createPiecePipe(controller.signal)
      const entry: Import<T> = {
        ...{ bytes, pipe, read: read(pipe.pieces, controller.signal), giveUp: () => controller.abort() },
        rest: () => undefined,
      }
      // Whoever ends the import is told of it; where nobody does, nobody waits for it.
      entry.read.then(pipe.close, pipe.close)
      underWay.set(id, entry)
      waitForNext(id, entry)
      return id
    },
    async append(id, offset, piece) {
      const entry = needed(id)
      const { pipe, bytes } = entry
      if (offset !== pipe.length() || offset + piece.length > bytes) {
        abort(id)
        throw new ContractError('bad-argument', t`The pieces do not follow each other, or are more than the file.`)
      }
      // Reading takes what it takes; only waiting for the window is counted.
      entry.rest()
      const wanted = await pipe.push(piece)
      if (underWay.has(id)) waitForNext(id, entry)
      return wanted
    },
    async end(id) {
      const { pipe, bytes, read } = needed(id)
      if (pipe.length() < bytes && pipe.open()) {
        abort(id)
        throw new ContractError('bad-argument', t`Only ${pipe.length()} of ${bytes} bytes have come.`)
      }
      underWay.get(id)?.rest()
      underWay.delete(id)
      pipe.end()
      return read
    },
    abort,
    abortAll() {
      for (const id of [...underWay.keys()]) abort(id)
    },
  }
}
