import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createConnectionLimit } from '../../../../electron/engine/run/connection-limit.ts'

const never = new AbortController().signal

const nothingLeft = () => undefined

/** Lets everything go on that can. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('a place among the connections', () => {
  it('is given to four at once, and to the others in the order in which they came', async () => {
    const limit = createConnectionLimit<never>(nothingLeft)
    const order: number[] = []
    const releases: (() => void)[] = []
    for (let index = 0; index < 7; index += 1) {
      void limit.acquire('a:443', never).then(({ release }) => {
        order.push(index)
        releases[index] = release
      })
    }
    await settle()
    expect(order).toEqual([0, 1, 2, 3])
    releases[2]?.()
    await settle()
    releases[0]?.()
    await settle()
    expect(order).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('at one server is none at another', async () => {
    const limit = createConnectionLimit<never>(nothingLeft, 1)
    await limit.acquire('a:443', never)
    await limit.acquire('b:443', never)
    await limit.acquire('a:444', never)
  })

  it('that is given back twice is given back once', async () => {
    const limit = createConnectionLimit<never>(nothingLeft, 1)
    const { release } = await limit.acquire('a:443', never)
    const entered: string[] = []
    void limit.acquire('a:443', never).then(() => entered.push('second'))
    void limit.acquire('a:443', never).then(() => entered.push('third'))
    release()
    release()
    await settle()
    expect(entered).toEqual(['second'])
  })

  it('is not waited for by one who was stopped before', async () => {
    const limit = createConnectionLimit<never>(nothingLeft, 1)
    await expect(limit.acquire('a:443', AbortSignal.abort('stopped'))).rejects.toBe('stopped')
    await limit.acquire('a:443', never)
  })

  it('goes past one who was stopped while waiting', async () => {
    const limit = createConnectionLimit<never>(nothingLeft, 1)
    const { release } = await limit.acquire('a:443', never)
    const stop = new AbortController()
    const stopped = limit.acquire('a:443', stop.signal)
    const next = limit.acquire('a:443', never)
    stop.abort('stopped')
    await expect(stopped).rejects.toBe('stopped')
    release()
    const { release: releaseNext } = await next
    releaseNext()
    await limit.acquire('a:443', never)
  })

  it('that was given stays given when its holder is stopped', async () => {
    const limit = createConnectionLimit<never>(nothingLeft, 1)
    const stop = new AbortController()
    await limit.acquire('a:443', stop.signal)
    stop.abort()
    let entered = false
    void limit.acquire('a:443', never).then(() => {
      entered = true
    })
    await settle()
    expect(entered).toBe(false)
  })

  it('keeps what is left in it for whoever chooses it, and counts it', async () => {
    const discarded: string[] = []
    const limit = createConnectionLimit<string>((left) => discarded.push(left), 1)
    const first = await limit.acquire('a:443', never)
    expect(first.left).toBeUndefined()
    first.leave('connection')
    const second = await limit.acquire('a:443', never, (left) => left[0])
    expect(second.left).toBe('connection')
    const waiting = limit.acquire('a:443', never, (left) => left[0])
    second.leave('connection')
    expect((await waiting).left).toBe('connection')
    expect(discarded).toEqual([])
  })

  it('is emptied for one who wants something else, the oldest first, and not before places are used up', async () => {
    const discarded: string[] = []
    const limit = createConnectionLimit<string>((left) => discarded.push(left), 3)
    const places = [await limit.acquire('a:443', never), await limit.acquire('a:443', never)]
    places[0]?.leave('older')
    places[1]?.leave('newer')
    await limit.acquire('a:443', never)
    expect(discarded).toEqual([])
    await limit.acquire('a:443', never)
    expect(discarded).toEqual(['older'])
    await limit.acquire('a:443', never)
    expect(discarded).toEqual(['older', 'newer'])
  })

  it('is emptied of what is costly only when there is nothing else, and not of the last one while others are held', async () => {
    const discarded: string[] = []
    const limit = createConnectionLimit<string>(
      (left) => discarded.push(left),
      3,
      (left) => left.startsWith('costly'),
    )
    const places = [1, 2, 3].map(() => limit.acquire('a:443', never))
    const [one, two, three] = await Promise.all(places)
    one?.leave('costly 1')
    two?.leave('plain')
    three?.leave('costly 2')
    const first = await limit.acquire('a:443', never)
    expect(discarded).toEqual(['plain'])
    const second = await limit.acquire('a:443', never)
    expect(discarded).toEqual(['plain', 'costly 1'])
    let third = false
    const waiting = limit.acquire('a:443', never).then((place) => {
      third = true
      return place
    })
    await settle()
    expect(third).toBe(false)
    first.release()
    const last = await waiting
    expect(discarded).toEqual(['plain', 'costly 1'])
    second.release()
    last.release()
    expect((await limit.acquire('a:443', never, (left) => left[0])).left).toBe('costly 2')
  })

  it('is emptied for whoever waits when all that was left is discarded, the last costly one too, and not from then on', async () => {
    const discarded: string[] = []
    const limit = createConnectionLimit<string>(
      (left) => discarded.push(left),
      2,
      () => true,
    )
    const [one, other] = [await limit.acquire('a:443', never), await limit.acquire('a:443', never)]
    one.leave('signed in')
    const waiting = limit.acquire('a:443', never)
    await settle()
    expect(discarded).toEqual([])
    limit.discardLeft()
    expect(discarded).toEqual(['signed in'])
    expect((await waiting).left).toBeUndefined()
    other.leave('left later')
    expect(discarded).toEqual(['signed in'])
  })

  it('is emptied when the limit is closed, and from then on', async () => {
    const discarded: string[] = []
    const limit = createConnectionLimit<string>((left) => discarded.push(left))
    const [one, other] = [await limit.acquire('a:443', never), await limit.acquire('b:443', never)]
    one.leave('idle')
    limit.close()
    expect(discarded).toEqual(['idle'])
    other.leave('in use')
    expect(discarded).toEqual(['idle', 'in use'])
  })

  it('is held by no more than the limit, whoever comes, goes and is stopped, and all come in the end', async () => {
    const visitor = fc.record({ server: fc.constantFrom('a', 'b'), stops: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(visitor, { maxLength: 15 }),
        fc.scheduler(),
        async (places, visitors, scheduler) => {
          const limit = createConnectionLimit<never>(nothingLeft, places)
          const inside: Record<string, number> = { a: 0, b: 0 }
          const all = visitors.map(async ({ server, stops }) => {
            await scheduler.schedule(Promise.resolve())
            const stop = new AbortController()
            const waiting = limit.acquire(server, stop.signal)
            if (stops) void scheduler.schedule(Promise.resolve()).then(() => stop.abort('stopped'))
            try {
              const { release } = await waiting
              inside[server] = (inside[server] ?? 0) + 1
              expect(inside[server]).toBeLessThanOrEqual(places)
              await scheduler.schedule(Promise.resolve())
              inside[server] = (inside[server] ?? 0) - 1
              release()
            } catch (reason) {
              if (reason !== 'stopped') throw reason
              expect(stops).toBe(true)
            }
          })
          await scheduler.waitFor(Promise.all(all))
          expect(inside).toEqual({ a: 0, b: 0 })
        },
      ),
      { numRuns: 200 },
    )
  })
})
