import type { Writable } from 'node:stream'

/**
 * Counts how often anything is written to a stream from here on. Whether a request has left is known by nothing else:
 * what a client says of a connection that breaks off is the same before its turn has come and after.
 */
export function countWrites(stream: Pick<Writable, 'write'>): () => number {
  let count = 0
  const write: (...what: Parameters<Writable['write']>) => boolean = stream.write.bind(stream)
  stream.write = (...what: unknown[]) => {
    count += 1
    return write(...(what as Parameters<Writable['write']>))
  }
  return () => count
}
