/** A turn that was taken: it is over for its holder when the signal aborts, and for the next one when it was ended. */
export type Turn = { signal: AbortSignal; stop(): void; end(): void }

/**
 * Turns of work of which one goes on at a time: whoever takes the next stops the one before, and has it when that has
 * ended.
 */
export function createTurns(): (signal: AbortSignal) => Promise<Turn> {
  let current: { stop(): void; over: Promise<void> } = { stop: () => undefined, over: Promise.resolve() }

  return async (signal) => {
    const controller = new AbortController()
    const over = Promise.withResolvers<void>()
    const before = current
    current = { stop: () => controller.abort(), over: over.promise }
    before.stop()
    await before.over
    return {
      signal: AbortSignal.any([signal, controller.signal]),
      stop: () => controller.abort(),
      end() {
        controller.abort()
        over.resolve()
      },
    }
  }
}
