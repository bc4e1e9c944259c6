import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'

/** No sign-in is under way for longer than a run may take. */
const LONGEST_MILLISECONDS = 300_000

/** Every sign-in that this process has under way. */
const underWay = new Set<string>()

/** A name for one sign-in of this process, by which another can tell whether it is still under way. */
export function newHolder(): string {
  const holder = `${process.pid} ${randomBytes(6).toString('hex')} ${hostname()}`
  underWay.add(holder)
  return holder
}

/** The sign-in has come to its end. */
export function releaseHolder(holder: string): void {
  underWay.delete(holder)
}

/**
 * Whether a sign-in may still be under way: its process is there, and it has not begun longer ago than any takes. What
 * takes longer than a sign-in says how long. Of a process on another machine, which shares the directory, only the time is known.
 */
export function mayBeUnderWay(
  pending: { holder: string; at: string },
  now: Date,
  longestMilliseconds = LONGEST_MILLISECONDS,
): boolean {
  const { holder, at } = pending
  const age = now.getTime() - Date.parse(at)
  if (!(Math.abs(age) < longestMilliseconds)) return false
  const [pid = '', , ...host] = holder.split(' ')
  if (host.join(' ') !== hostname()) return true
  return Number(pid) === process.pid ? underWay.has(holder) : processLives(Number(pid))
}

/** Whether there is a process of that number; one of another user counts. */
export function processLives(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
