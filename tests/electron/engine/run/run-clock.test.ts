import { describe, expect, it } from 'vitest'
import { createRunClock, deadlineOf, type RunTime } from '../../../../electron/engine/run/run-clock.ts'

it.each([
  ['three minutes', {}, 180_000],
  ['so much later as a silence takes that was asked for', { idleSeconds: 600 }, 780_000],
])('a run ends after %s', (_name, organisation, milliseconds) => {
  expect(deadlineOf(organisation)).toBe(milliseconds)
})

/** A computer whose time the test moves: awake, or asleep, when timers stand still. */
function createComputer() {
  const timers = new Map<() => void, number>()
  let now = 0
  let slept = 0
  const time: RunTime = {
    setTimer(callback, milliseconds) {
      const entry = () => callback()
      timers.set(entry, now + milliseconds)
      return () => timers.delete(entry)
    },
    sinceStart: () => now + slept,
  }
  return {
    time,
    waiting: () => timers.size,
    awake(milliseconds: number) {
      const until = now + milliseconds
      for (;;) {
        const [next] = [...timers].sort(([, one], [, other]) => one - other)
        if (next === undefined || next[1] > until) break
        now = next[1]
        timers.delete(next[0])
        next[0]()
      }
      now = until
    },
    asleep(milliseconds: number) {
      slept += milliseconds
    },
  }
}

describe('the clock of a run', () => {
  const hours = 8 * 3_600_000

  it('ends it at its deadline, and not before', () => {
    const computer = createComputer()
    const clock = createRunClock(undefined, 180_000, computer.time)
    computer.awake(179_999)
    expect([clock.signal.aborted, clock.endedEarly(), clock.stopped()]).toEqual([false, undefined, undefined])
    computer.awake(1)
    expect(clock.signal.aborted).toBe(true)
    expect([clock.endedEarly(), clock.stopped()]).toEqual(['deadline', 'The run took longer than its limit (180 s).'])
    expect(computer.waiting()).toBe(0)
  })

  it('ends it soon after a computer wakes that slept over its deadline, and says so', () => {
    const computer = createComputer()
    const clock = createRunClock(undefined, 180_000, computer.time)
    computer.awake(60_000)
    computer.asleep(hours)
    computer.awake(5_000)
    expect(clock.signal.aborted).toBe(true)
    expect(clock.endedEarly()).toBe('deadline')
    expect(clock.stopped()).toBe('The run took longer than its limit (180 s): this computer slept in between.')
    expect(computer.waiting()).toBe(0)
  })

  it('lets it go on after a short sleep, until the deadline', () => {
    const computer = createComputer()
    const clock = createRunClock(undefined, 180_000, computer.time)
    computer.awake(60_000)
    computer.asleep(30_000)
    computer.awake(80_000)
    expect(clock.signal.aborted).toBe(false)
    computer.awake(40_000)
    expect(clock.endedEarly()).toBe('deadline')
  })

  it('ends it when it is stopped, whatever time it is', () => {
    const computer = createComputer()
    const controller = new AbortController()
    const clock = createRunClock(controller.signal, 180_000, computer.time)
    controller.abort()
    computer.asleep(hours)
    computer.awake(5_000)
    expect(clock.signal.aborted).toBe(true)
    expect([clock.endedEarly(), clock.stopped()]).toEqual(['cancelled', 'The run was stopped.'])
  })

  it('leaves no timer behind a run that has ended', () => {
    const computer = createComputer()
    const clock = createRunClock(undefined, 180_000, computer.time)
    computer.awake(12_000)
    clock.clear()
    expect(computer.waiting()).toBe(0)
    expect(clock.endedEarly()).toBeUndefined()
  })

  it('goes by this machine’s time unless told otherwise', () => {
    const clock = createRunClock(undefined, 180_000)
    expect(clock.endedEarly()).toBeUndefined()
    clock.clear()
  })
})
