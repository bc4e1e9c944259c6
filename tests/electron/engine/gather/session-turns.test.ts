import { describe, expect, it } from 'vitest'
import { createSessionTurns } from '../../../../electron/engine/gather/session-turns.ts'

const never = new AbortController().signal
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the turn for a session', () => {
  it('is given to one after the other, in the order in which they came', async () => {
    const turns = createSessionTurns()
    const order: string[] = []
    const take = async (name: string) => {
      const done = await turns.take('session', never)
      order.push(`${name} begins`)
      await settle()
      order.push(`${name} ends`)
      done()
    }
    await Promise.all(['a', 'b', 'c'].map(take))
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('of one session is none of another', async () => {
    const turns = createSessionTurns()
    await turns.take('one', never)
    await turns.take('other', never)
  })

  it.each<[string, number, AbortSignal]>([
    ['the limit', 1, never],
    ['the run, when it is stopped', 60_000, AbortSignal.abort()],
  ])('is waited for no longer than %s', async (_name, milliseconds, signal) => {
    const turns = createSessionTurns(milliseconds)
    await turns.take('session', never)
    await turns.take('session', signal)
  })
})
