import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventLog } from '../../../electron/api/event-log.ts'
import { settled } from '../../shared/contract/manual-timer.ts'

const never = new AbortController().signal

async function readAll(events: AsyncIterable<{ seq: number; value: string }>): Promise<string[]> {
  const all: string[] = []
  for await (const { seq, value } of events) all.push(`${seq}${value}`)
  return all
}

test('a reader gets the error after the last value', async () => {
  const log = createEventLog<string>()
  log.append('a')
  log.end(new Error('broke off'))
  const seen: string[] = []
  const read = async () => {
    for await (const { value } of log.readAfter(-1, never)) seen.push(value)
  }
  await expect(read()).rejects.toThrow('broke off')
  expect(seen).toEqual(['a'])
})

test('what comes after the end is not taken, and the first end counts', async () => {
  const log = createEventLog<string>()
  log.end()
  log.append('late')
  log.end(new Error('late'))
  expect(await readAll(log.readAfter(-1, never))).toEqual([])
})

test('a reader who waits is let go by its signal', async () => {
  const log = createEventLog<string>()
  const controller = new AbortController()
  const all = readAll(log.readAfter(-1, controller.signal))
  log.append('a')
  await settled()
  controller.abort()
  expect(await all).toEqual(['0a'])
})

test('whenever readers come, each gets everything after its number, in order', async () => {
  const step = fc.oneof(fc.constant('append' as const), fc.integer({ min: -1, max: 8 }))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const log = createEventLog<string>()
      const readers: { after: number; all: Promise<string[]> }[] = []
      let count = 0
      for (const what of steps) {
        if (what === 'append') {
          log.append('x')
          count += 1
        } else {
          readers.push({ after: what, all: readAll(log.readAfter(what, never)) })
        }
        await Promise.resolve()
      }
      log.end()
      for (const { after, all } of readers) {
        const expected = Array.from({ length: count }, (_, seq) => `${seq}x`).slice(after + 1)
        expect(await all).toEqual(expected)
      }
    }),
  )
})
