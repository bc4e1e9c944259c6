/** The longest that one run waits, in all, because EWS asked for it; a longer wish ends what it asks of EWS instead. */
export const WAIT_LIMIT_MILLISECONDS = 5_000

/** The wish of EWS to be left alone; without a time, nobody knows for how long. */
export type Wish = { milliseconds?: number; responseCode?: string }

/**
 * Until when EWS wants to be left alone by this run. Exchange's throttling is the account's, whichever server it meets,
 * so there is one for all of them; what is asked without the account, as the schemes on offer, spends nothing of it.
 */
export type EwsBackOff = {
  note(wish: Wish): void
  /** Whether EWS may be asked: at once, or after a wait that is short enough, also for `patienceMilliseconds`. */
  mayAsk(signal: AbortSignal, options?: { patienceMilliseconds?: number | undefined }): Promise<boolean>
}

/** A clock, and how a run waits: rejects as soon as the signal aborts. */
type Clock = {
  monotonic: () => number
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export function createEwsBackOff({ monotonic, sleep }: Clock): EwsBackOff {
  let until = Number.NEGATIVE_INFINITY
  let patience = WAIT_LIMIT_MILLISECONDS
  let waiting: Promise<void> | undefined

  async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const end = until
    patience -= milliseconds
    try {
      await sleep(milliseconds, signal)
      // Whoever was answered meanwhile may have been told of a later time.
      if (until === end) until = Number.NEGATIVE_INFINITY
    } finally {
      waiting = undefined
    }
  }

  return {
    note({ milliseconds = Number.POSITIVE_INFINITY }) {
      until = Math.max(until, monotonic() + milliseconds)
    },
    async mayAsk(signal, { patienceMilliseconds = WAIT_LIMIT_MILLISECONDS } = {}) {
      for (;;) {
        const left = until - monotonic()
        if (left <= 0) return true
        if (left > patienceMilliseconds) return false
        if (waiting === undefined) {
          if (left > patience) return false
          waiting = wait(Math.ceil(left), signal)
        }
        await waiting
      }
    },
  }
}
