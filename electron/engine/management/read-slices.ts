const SLICE_BYTES = 64 * 1024

/** Hands chunks on in slices that take milliseconds to read, and lets others have their turn after each. */
export async function* inSlices(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted()
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += SLICE_BYTES) {
      signal?.throwIfAborted()
      yield chunk.subarray(from, from + SLICE_BYTES)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  signal?.throwIfAborted()
}
