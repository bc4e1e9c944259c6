import { uptime } from 'node:os'
import { t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'

const DEADLINE_MILLISECONDS = 180_000

/** How often it is looked whether the computer slept, and how much a sleep must be over the limit to be one for certain. */
const LOOK_MILLISECONDS = 5_000
const CERTAIN_MILLISECONDS = 2_000

/** When a run ends at the latest. A silence that was asked for comes on top, since nothing else goes on in it. */
export function deadlineOf({ idleSeconds = 0 }: Pick<Organisation, 'idleSeconds'>): number {
  return DEADLINE_MILLISECONDS + idleSeconds * 1_000
}

/** The time that a run goes by; injected, so that a test need not wait or sleep. */
export type RunTime = {
  setTimer(callback: () => void, milliseconds: number): () => void
  /** Milliseconds since this computer was started; unlike timers they go on while it sleeps. */
  sinceStart(): number
}

const machineTime: RunTime = {
  setTimer(callback, milliseconds) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
  sinceStart: () => uptime() * 1_000,
}

/**
 * The run's end: the caller's signal or the deadline, whichever comes first, and which of them it was. A timer stands
 * still while the computer sleeps (a closed lid), so that a run whose connections are long gone would go on for the rest
 * of its time afterwards: it ends soon after waking, where the deadline has passed meanwhile.
 */
export function createRunClock(signal: AbortSignal | undefined, milliseconds: number, time: RunTime = machineTime) {
  const own = new AbortController()
  const began = time.sinceStart()
  let passed: 'awake' | 'asleep' | undefined

  const end = (how: 'awake' | 'asleep'): void => {
    clear()
    passed = how
    own.abort()
  }
  const look = (): void => {
    if (time.sinceStart() - began > milliseconds + CERTAIN_MILLISECONDS) end('asleep')
    else stopLooking = time.setTimer(look, LOOK_MILLISECONDS)
  }
  const stopTimer = time.setTimer(() => end('awake'), milliseconds)
  let stopLooking = time.setTimer(look, LOOK_MILLISECONDS)
  const clear = (): void => {
    stopTimer()
    stopLooking()
  }

  const cancelled = () => signal?.aborted === true
  const limit = Math.round(milliseconds / 1000)
  const passedWords = () =>
    passed === 'asleep'
      ? t`The run took longer than its limit (${limit} s): this computer slept in between.`
      : t`The run took longer than its limit (${limit} s).`
  return {
    signal: signal ? AbortSignal.any([signal, own.signal]) : own.signal,
    stopped: () => (cancelled() ? t`The run was stopped.` : passed && passedWords()),
    endedEarly: () => (cancelled() ? 'cancelled' : passed && 'deadline'),
    clear,
  } as const
}
