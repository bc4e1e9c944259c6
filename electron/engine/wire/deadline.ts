/**
 * A signal that aborts with the caller's, after `milliseconds`, or when the work gives up by itself; `timedOut()` tells
 * whether it was the time.
 * Call `clear()` when the work is done, so that no timer outlives it, and the caller's signal forgets it: Node holds on to
 * a signal of AbortSignal.any for as long as somebody listens to it.
 */
export function deadline(signal: AbortSignal, milliseconds: number) {
  const own = new AbortController()
  let expired = false
  const stop = () => own.abort(signal.reason)
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => {
    expired = true
    own.abort(new Error('The deadline passed.'))
  }, milliseconds)
  return {
    signal: own.signal,
    timedOut: () => expired,
    giveUp: (reason: Error) => own.abort(reason),
    clear: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    },
  }
}
