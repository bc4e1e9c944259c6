import { setTimeout as waitForTimer } from 'node:timers/promises'
import { type Lab, startLab } from '../../lab/lab.ts'
import type { LogEntry } from '../../lab/log.ts'

/** By which an answer is known that the gate is asked about. */
const ASKED_MILLISECONDS = 1

/** Holds answers of the lab back, so that a walk can do something in the middle of a run. */
export type Gate = {
  /** From the first request on that `isIt`, no answer goes out until the gate is opened. */
  closeAt(isIt: (request: LogEntry) => boolean): void
  /** How many answers are held back now. */
  held(): number
  open(): void
}

export type WalkLab = { lab: Lab; gate: Gate }

/** A lab of two servers behind one name, whose answers pass a gate. */
export async function startWalkLab(): Promise<WalkLab> {
  const waiting = new Set<() => void>()
  let closesAt: ((request: LogEntry) => boolean) | undefined
  let closed = false

  const pass = (): Promise<void> => {
    const request = lab.log.at(-1)
    closed ||= request !== undefined && closesAt?.(request) === true
    if (!closed) return Promise.resolve()
    return new Promise((resolve) => waiting.add(resolve))
  }
  const lab = await startLab({
    nodes: 2,
    latencyMilliseconds: ASKED_MILLISECONDS,
    wait: (milliseconds, signal) =>
      milliseconds === ASKED_MILLISECONDS ? pass() : waitForTimer(milliseconds, undefined, { signal }),
  })
  return {
    lab,
    gate: {
      closeAt: (isIt) => {
        closesAt = isIt
      },
      held: () => waiting.size,
      open: () => {
        closesAt = undefined
        closed = false
        for (const go of waiting) go()
        waiting.clear()
      },
    },
  }
}
