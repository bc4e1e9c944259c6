import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, vi } from 'vitest'
import { deadline } from '../../../../electron/engine/wire/deadline.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Whether a thing is still held by somebody, once this turn is over and garbage has been collected. */
async function isHeld(thing: WeakRef<object>): Promise<boolean> {
  // A WeakRef keeps what it refers to until the end of the turn in which it was made or read.
  await new Promise(setImmediate)
  collectGarbage()
  return thing.deref() !== undefined
}

describe('a deadline', () => {
  it('ends with the signal that it was given', () => {
    const run = new AbortController()
    const limit = deadline(run.signal, 60_000)
    expect(limit.signal.aborted).toBe(false)
    run.abort(new Error('enough'))
    expect(limit.signal.reason).toEqual(new Error('enough'))
    expect(limit.timedOut()).toBe(false)
    limit.clear()
  })

  it('has ended already where the signal has', () => {
    const limit = deadline(AbortSignal.abort(new Error('enough')), 60_000)
    expect(limit.signal.reason).toEqual(new Error('enough'))
    expect(limit.timedOut()).toBe(false)
    limit.clear()
  })

  it('ends when the work gives up, which is no time-out', () => {
    const limit = deadline(new AbortController().signal, 60_000)
    limit.giveUp(new Error('too much'))
    expect(limit.signal.reason).toEqual(new Error('too much'))
    expect(limit.timedOut()).toBe(false)
    limit.clear()
  })

  it('passes by itself', () => {
    vi.useFakeTimers()
    try {
      const limit = deadline(new AbortController().signal, 1_000)
      vi.advanceTimersByTime(999)
      expect(limit.signal.aborted).toBe(false)
      vi.advanceTimersByTime(1)
      expect(limit.signal.aborted).toBe(true)
      expect(limit.timedOut()).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('leaves no timer and no listener behind once it is cleared, and nothing hears of it', () => {
    vi.useFakeTimers()
    try {
      const run = new AbortController()
      const limit = deadline(run.signal, 1_000)
      limit.clear()
      expect(vi.getTimerCount()).toBe(0)
      expect(getEventListeners(run.signal, 'abort')).toEqual([])
      run.abort()
      expect(limit.signal.aborted).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })

  it('is forgotten once it is cleared, with whoever still listens to it, though the run goes on', async () => {
    const run = new AbortController()
    const kept = (() => {
      const limit = deadline(run.signal, 60_000)
      const whatAListenerHolds = { bytes: new Uint8Array(1024) }
      limit.signal.addEventListener('abort', () => whatAListenerHolds.bytes.fill(0))
      limit.clear()
      return new WeakRef(whatAListenerHolds)
    })()
    expect(await isHeld(kept)).toBe(false)
    expect(run.signal.aborted).toBe(false)
  })
})
