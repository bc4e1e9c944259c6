import { expect, it } from 'vitest'
import { watchTimers } from '../../../../electron/engine/gather/timer-watch.ts'

/** Timers that come when the test says so. */
function handMade() {
  let now = 0
  let tick: () => void = () => undefined
  let stopped = 0
  const watch = watchTimers({
    monotonic: () => now,
    every: (_milliseconds, each) => {
      tick = each
      return () => {
        stopped += 1
      }
    },
  })
  return {
    watch,
    pass: (milliseconds: number) => {
      now += milliseconds
    },
    tick: () => tick(),
    stopped: () => stopped,
  }
}

it('counts nothing while its timers are on time', () => {
  const { watch, pass, tick } = handMade()
  for (let times = 0; times < 10; times += 1) {
    pass(50)
    tick()
  }
  pass(49)
  expect(watch.lateMilliseconds()).toBe(0)
})

it('counts by how much each was overdue', () => {
  const { watch, pass, tick } = handMade()
  for (const milliseconds of [1_050, 50, 150]) {
    pass(milliseconds)
    tick()
  }
  expect(watch.lateMilliseconds()).toBe(1_100)
})

it('counts one that is overdue and has not come yet, once', () => {
  const { watch, pass, tick } = handMade()
  pass(1_050)
  expect(watch.lateMilliseconds()).toBe(1_000)
  tick()
  expect(watch.lateMilliseconds()).toBe(1_000)
})

it('ends its timer', () => {
  const { watch, stopped } = handMade()
  watch.stop()
  expect(stopped()).toBe(1)
})
