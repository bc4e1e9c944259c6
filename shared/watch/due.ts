/** A moment by both clocks, in milliseconds. The wall's clock may be set; the other only goes forward, and may rest while a machine sleeps. */
export type ClockReading = { wall: number; monotonic: number }

/** The shortest and the longest time from one run of a watch to the next, in minutes. */
export const SHORTEST_MINUTES = 5
export const LONGEST_MINUTES = 1440

const MINUTE = 60_000
/** So much more than was planned, and the machine slept, or its clock was set. */
const ASLEEP = 90_000

type Due = {
  everyMinutes: number
  /** When the last run was started; of one before this program began, the wall's clock alone is known. */
  lastStart: { wall: number; monotonic?: number | undefined } | null
  now: ClockReading
  /** By the monotonic clock: a machine that has just woken has no network yet. */
  notBefore?: number
}

/**
 * How long until the next run is due, in milliseconds; 0 when it is due now. However long the machine slept, or however
 * far its clock was set, one run is due and not those that were missed; and none waits longer than once the interval.
 */
export function millisecondsUntilDue({ everyMinutes, lastStart, now, notBefore = now.monotonic }: Due): number {
  const rest = Math.max(0, notBefore - now.monotonic)
  if (lastStart === null) return rest
  const every = everyMinutes * MINUTE
  const byWall = Math.min(every, Math.max(0, lastStart.wall + every - now.wall))
  if (lastStart.monotonic === undefined) return Math.max(rest, byWall)
  const passed = Math.max(0, now.monotonic - lastStart.monotonic)
  const byMonotonic = Math.max(0, every - passed)
  // However often the clock is set forward, no run follows another sooner than the shortest interval.
  const apart = Math.max(0, Math.min(every, SHORTEST_MINUTES * MINUTE) - passed)
  return Math.max(rest, apart, Math.min(byWall, byMonotonic))
}

/** Whether the machine slept, or its clock was set forward, since a look that was to be followed by this one after `planned`. */
export function hasSlept(before: ClockReading, now: ClockReading, planned: number): boolean {
  return Math.max(now.wall - before.wall, now.monotonic - before.monotonic) > planned + ASLEEP
}
