import { describe, expect, onTestFinished, test } from 'vitest'
import { createAppEvents } from '../../../electron/api/app-events.ts'
import { createOthersChanges } from '../../../electron/api/others-changes.ts'
import type { KeptKind } from '../../../electron/engine/store/store-changes.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import type { FeedEvent } from '../../../shared/contract/contract.ts'
import { createHandClock } from '../../fixtures/hand-clock.ts'

/** A store of which the test says what another program has changed, and windows that come and go. */
function looking(directory: string | null = '/state/postern') {
  const clock = createHandClock()
  const events = createAppEvents()
  let asked = 0
  let answers: (KeptKind[] | Error)[] = []
  const others = createOthersChanges({
    store: {
      directory,
      changedByOthers() {
        asked += 1
        const answer = answers.shift() ?? []
        if (answer instanceof Error) throw answer
        return answer
      },
    },
    ...{ events, setTimer: clock.setTimer },
  })
  function window() {
    const told: FeedEvent<'app.events'>[] = []
    const leaving = new AbortController()
    const left = (async () => {
      for await (const { value } of events.readAfter(-1, leaving.signal)) told.push(value)
    })()
    const leave = async () => {
      leaving.abort()
      await left
    }
    onTestFinished(leave)
    return { told, leave }
  }
  return {
    ...{ clock, others, window },
    asked: () => asked,
    next: (...wanted: (KeptKind[] | Error)[]) => {
      answers = wanted
    },
  }
}

describe('What another program has changed', () => {
  test('is told to every window within three seconds, and what has not is told to none', async () => {
    const { clock, others, window, next } = looking()
    others.begin()
    const [one, two] = [window(), window()]
    next(['runs', 'watch'], [], ['runs'])
    await clock.forward(3_000)
    const both = [
      { type: 'changed', what: 'runs' },
      { type: 'changed', what: 'watch' },
    ]
    expect([one.told, two.told]).toEqual([both, both])
    await clock.forward(3_000)
    expect(one.told).toHaveLength(2)
    await clock.forward(3_000)
    expect(one.told).toHaveLength(3)
  })

  test('is looked for only while a window listens, and a window that comes is not told what it reads anyway', async () => {
    const { clock, others, window, asked, next } = looking()
    others.begin()
    await clock.forward(60_000)
    expect([asked(), clock.timers()]).toEqual([0, 0])
    next(['runs'])
    const { told, leave } = window()
    await clock.forward(60_000)
    expect([told, asked()]).toEqual([[], 21])
    await leave()
    await clock.forward(60_000)
    expect([asked(), clock.timers()]).toEqual([21, 0])
  })

  test('is not looked for in memory, nor after the end', async () => {
    const memory = looking(null)
    memory.others.begin()
    memory.window()
    await memory.clock.forward(60_000)
    expect(memory.asked()).toBe(0)
    const { clock, others, window, asked } = looking()
    window()
    others.begin()
    others.end()
    window()
    await clock.forward(60_000)
    expect([asked(), clock.timers()]).toEqual([1, 0])
  })

  test('is looked for again where the disk could not be read', async () => {
    const { clock, others, window, next } = looking()
    others.begin()
    const { told } = window()
    next(new StoreRefused('The disk is gone.'), ['runs'])
    await clock.forward(6_000)
    expect(told).toEqual([{ type: 'changed', what: 'runs' }])
  })
})
