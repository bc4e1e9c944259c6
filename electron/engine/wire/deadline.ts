/**
 * A signal that aborts with the caller's, or after `milliseconds`; `timedOut()` tells which of the two it was.
 * Call `clear()` when the work is done, so that no timer outlives it.
 */
export function deadline(signal: AbortSignal, milliseconds: number) {
  const own = new AbortController()
  let expired = false
  const timer = setTimeout(() => {
    expired = true
    own.abort(new Error('The deadline passed.'))
  }, milliseconds)
  return {
    signal: AbortSignal.any([signal, own.signal]),
    timedOut: () => expired,
    clear: () => clearTimeout(timer),
  }
}
