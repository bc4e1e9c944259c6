import type { Organisation } from '../../../shared/organisation/organisation.ts'

const DEADLINE_MILLISECONDS = 180_000

/** When a run ends at the latest. A silence that was asked for comes on top, since nothing else goes on in it. */
export function deadlineOf({ idleSeconds = 0 }: Pick<Organisation, 'idleSeconds'>): number {
  return DEADLINE_MILLISECONDS + idleSeconds * 1_000
}

/** The run's end: the caller's signal or the deadline, whichever comes first, and which of them it was. */
export function createRunClock(signal: AbortSignal | undefined, milliseconds: number) {
  const own = new AbortController()
  let deadlinePassed = false
  const timer = setTimeout(() => {
    deadlinePassed = true
    own.abort()
  }, milliseconds)
  const cancelled = () => signal?.aborted === true
  return {
    signal: signal ? AbortSignal.any([signal, own.signal]) : own.signal,
    stopped: () =>
      cancelled()
        ? 'The run was stopped.'
        : deadlinePassed
          ? `The run took longer than its limit (${Math.round(milliseconds / 1000)} s).`
          : undefined,
    endedEarly: () => (cancelled() ? 'cancelled' : deadlinePassed ? 'deadline' : undefined),
    clear: () => clearTimeout(timer),
  } as const
}
