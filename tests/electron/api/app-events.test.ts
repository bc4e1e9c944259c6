import { describe, expect, test } from 'vitest'
import { createAppEvents } from '../../../electron/api/app-events.ts'

const runsChanged = { type: 'changed', what: 'runs' } as const

describe('what Postern tells every window', () => {
  test('is told to each reader from the moment it came, numbered without a gap', async () => {
    const events = createAppEvents()
    events.tell({ type: 'changed', what: 'settings' })
    const stop = new AbortController()
    const [first, second] = [events.readAfter(-1, stop.signal), events.readAfter(-1, stop.signal)].map((feed) =>
      feed[Symbol.asyncIterator](),
    )
    const waiting = [first?.next(), second?.next()]
    events.tell(runsChanged)
    expect(await Promise.all(waiting)).toEqual(Array(2).fill({ done: false, value: { seq: 0, value: runsChanged } }))
    const next = first?.next()
    events.tell({ type: 'changed', what: 'watch' })
    expect(await next).toMatchObject({ value: { seq: 1, value: { what: 'watch' } } })
    stop.abort()
  })

  test('begins with everything for a reader that comes back after an event', async () => {
    const stop = new AbortController()
    const told: unknown[] = []
    for await (const { seq, value } of createAppEvents().readAfter(6, stop.signal)) {
      told.push([seq, value.type === 'changed' && value.what])
      if (told.length === 4) stop.abort()
    }
    expect(told).toEqual([
      [7, 'runs'],
      [8, 'organisations'],
      [9, 'settings'],
      [10, 'watch'],
    ])
  })

  test('keeps a bounded number for a reader that does not read', async () => {
    const events = createAppEvents()
    const stop = new AbortController()
    const reader = events.readAfter(-1, stop.signal)[Symbol.asyncIterator]()
    const first = reader.next()
    for (let count = 0; count < 5_000; count += 1) events.tell(runsChanged)
    await first
    const told: unknown[] = []
    const late = { type: 'changed', what: 'organisations' } as const
    events.tell(late)
    for (;;) {
      const { value, done } = await reader.next()
      if (done) throw new Error('The feed ended.')
      const event = value.value
      told.push(event)
      if (event.type === 'changed' && event.what === late.what && told.length > 4) break
    }
    expect(told.length).toBeLessThan(210)
    expect(told).toContainEqual({ type: 'changed', what: 'settings' })
    stop.abort()
  })

  test('ends when the reader goes', async () => {
    const stop = new AbortController()
    const next = createAppEvents().readAfter(-1, stop.signal)[Symbol.asyncIterator]().next()
    stop.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })
})
