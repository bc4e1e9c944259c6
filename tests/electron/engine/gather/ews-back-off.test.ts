import { expect, it } from 'vitest'
import { createEwsBackOff } from '../../../../electron/engine/gather/ews-back-off.ts'

const { signal } = new AbortController()

/** A clock that goes on by what is waited for, or by hand. */
function setUp() {
  const waits: number[] = []
  const clock = { time: 0 }
  const backOff = createEwsBackOff({
    monotonic: () => clock.time,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
      clock.time += milliseconds
    },
  })
  return { waits, clock, backOff }
}

it('lets everybody ask before anything was said', async () => {
  const { backOff, waits } = setUp()
  expect(await backOff.mayAsk(signal)).toBe(true)
  expect(waits).toEqual([])
})

it('lets nobody ask for as long as a long wish stands, and everybody afterwards', async () => {
  const { backOff, clock, waits } = setUp()
  backOff.note({ milliseconds: 120_000 })
  expect(await backOff.mayAsk(signal)).toBe(false)
  clock.time = 119_000
  expect(await backOff.mayAsk(signal, { patienceMilliseconds: 0 })).toBe(false)
  clock.time = 120_000
  expect(await backOff.mayAsk(signal)).toBe(true)
  expect(waits).toEqual([])
})

it('a wish without a time stands to the end', async () => {
  const { backOff, clock } = setUp()
  backOff.note({ responseCode: 'ErrorServerBusy' })
  clock.time = 3_600_000
  expect(await backOff.mayAsk(signal)).toBe(false)
})

it('a later wish that is over sooner takes nothing off the one before', async () => {
  const { backOff } = setUp()
  backOff.note({ milliseconds: 60_000 })
  backOff.note({ milliseconds: 10 })
  expect(await backOff.mayAsk(signal)).toBe(false)
})

it('a short wish is waited for once by all that ask meanwhile, and five seconds in all', async () => {
  const { backOff, waits } = setUp()
  backOff.note({ milliseconds: 3_000 })
  expect(await Promise.all([backOff.mayAsk(signal), backOff.mayAsk(signal)])).toEqual([true, true])
  expect(waits).toEqual([3_000])
  backOff.note({ milliseconds: 2_001 })
  expect(await backOff.mayAsk(signal)).toBe(false)
  expect(waits).toEqual([3_000])
})

it('whoever was told of a later time while others waited keeps them waiting', async () => {
  const waits: number[] = []
  let time = 0
  const backOff = createEwsBackOff({
    monotonic: () => time,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
      if (waits.length === 1) backOff.note({ milliseconds: 1_500 })
      time += milliseconds
    },
  })
  backOff.note({ milliseconds: 1_000 })
  expect(await backOff.mayAsk(signal)).toBe(true)
  expect(waits).toEqual([1_000, 500])
})

it('a wait that is broken off is nobody’s leave to ask', async () => {
  const stop = new AbortController()
  const backOff = createEwsBackOff({
    monotonic: () => 0,
    sleep: async () => {
      stop.abort()
      stop.signal.throwIfAborted()
    },
  })
  backOff.note({ milliseconds: 1_000 })
  await expect(backOff.mayAsk(stop.signal)).rejects.toThrow('aborted')
})
