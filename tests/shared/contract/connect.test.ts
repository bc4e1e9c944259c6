import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ConnectOptions, connect } from '../../../shared/contract/connect.ts'
import type { Client } from '../../../shared/contract/contract.ts'
import { ContractError, type ContractErrorCode } from '../../../shared/contract/error-code.ts'
import type { ClientFrame, Port, ServerFrame } from '../../../shared/contract/frame.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { createManualTimer, settled } from './manual-timer.ts'
import { numberedEvent, numberedFeed, sampleAbout, sampleHandlers, sampleKeptRun, sampleRunId } from './samples.ts'

const run = { runId: sampleRunId }

/** A client whose ports the test answers itself, frame by frame. */
function byHand(options: ConnectOptions = {}) {
  const timer = createManualTimer()
  const ports: { port: Port; sent: ClientFrame[] }[] = []
  const client = connect(
    async () => {
      const [here, there] = createMemoryPorts()
      const sent: ClientFrame[] = []
      there.onFrame((raw) => sent.push(raw as ClientFrame))
      ports.push({ port: there, sent })
      return here
    },
    { setTimer: timer.setTimer, ...options },
  )
  const last = () => {
    const port = ports.at(-1)
    if (port === undefined) throw new Error('no port was opened')
    return port
  }
  return {
    client,
    timer,
    ports,
    sent: () => last().sent,
    async answer(...frames: unknown[]) {
      for (const frame of frames) last().port.send(frame as ServerFrame)
      await settled()
    },
    async cut() {
      last().port.close()
      await settled()
    },
    async reconnect() {
      timer.runAll()
      await settled()
    },
  }
}

/** A client of a host with these handlers, over memory. */
function served(handlers = sampleHandlers(), options: ConnectOptions = {}) {
  return connect(async () => {
    const [here, there] = createMemoryPorts()
    serve(handlers, there)
    return here
  }, options)
}

async function codeOf(outcome: Promise<unknown>): Promise<ContractErrorCode | 'no error'> {
  try {
    await outcome
    return 'no error'
  } catch (error) {
    if (error instanceof ContractError) return error.code
    throw error
  }
}

async function readAll<T>(feed: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of feed) all.push(event)
  return all
}

describe('what is refused before it is sent', () => {
  test.each<[string, (client: Client) => Promise<unknown>, ContractErrorCode]>([
    ['a name that there is not', (client) => client.call('app.quit' as never, {} as never), 'unknown-name'],
    ['a feed that is called', (client) => client.call('run.events' as never, run as never), 'unknown-name'],
    ['a call that is followed', (client) => readAll(client.feed('app.about' as never, {} as never)), 'unknown-name'],
    ['an argument of another form', (client) => client.call('run.read', { runId: 'x' }), 'bad-argument'],
    ['an argument with a cycle', (client) => client.call('app.about', cycle() as never), 'bad-argument'],
    ['an argument with a bigint', (client) => client.call('app.about', { x: 1n } as never), 'bad-argument'],
    ['no argument at all', (client) => client.call('app.about', undefined as never), 'bad-argument'],
    ['a feed of another form', (client) => readAll(client.feed('run.events', { runId: 'x' })), 'bad-argument'],
    [
      'a call that is over before it begins',
      (client) => client.call('app.about', {}, AbortSignal.abort()),
      'cancelled',
    ],
    [
      'a feed that is over before it begins',
      (client) => readAll(client.feed('run.events', run, AbortSignal.abort())),
      'cancelled',
    ],
  ])('%s', async (_what, ask, code) => {
    const { client, sent } = byHand()
    await settled()
    expect(await codeOf(ask(client))).toBe(code)
    await settled()
    expect(sent()).toEqual([])
  })

  test('a password is not told by the error that refuses it', async () => {
    const password = 'Tr0ub4dor&3'.repeat(200)
    const refused = await served()
      .call('secret.put', { username: 'anna', password })
      .catch((error) => error)
    expect(refused).toMatchObject({ code: 'bad-argument' })
    expect(refused.message).toContain('password: has too much')
    expect(`${refused.message}${refused.detail}`).not.toContain('Tr0ub4dor')
  })
})

describe('answers that break the contract', () => {
  test.each<[string, unknown, ContractErrorCode]>([
    ['a result of another form', { t: 'ok', id: 1, value: { version: 1 } }, 'bad-result'],
    ['a result that is missing', { t: 'ok', id: 1 }, 'bad-frame'],
    ['an error of an unknown code', { t: 'err', id: 1, error: { code: 'oops', message: '' } }, 'bad-frame'],
    ['an error without one', { t: 'err', id: 1 }, 'bad-frame'],
    ['an event', { t: 'event', id: 1, seq: 0, value: numberedEvent(0) }, 'bad-frame'],
    ['an end', { t: 'end', id: 1 }, 'bad-frame'],
    ['a kind of frame that there is not', { t: 'shout', id: 1 }, 'bad-frame'],
    ['a frame of the other direction', { t: 'cancel', id: 1 }, 'bad-frame'],
  ])('to a call: %s', async (_what, frame, code) => {
    const { client, answer } = byHand()
    await settled()
    const outcome = codeOf(client.call('app.about', {}))
    await answer(frame)
    expect(await outcome).toBe(code)
  })

  test.each<[string, unknown[], ContractErrorCode]>([
    ['a result', [{ t: 'ok', id: 1, value: {} }], 'bad-frame'],
    ['an event of another form', [{ t: 'event', id: 1, seq: 0, value: { type: 'gone' } }], 'bad-result'],
    ['an event without a number', [{ t: 'event', id: 1, value: numberedEvent(0) }], 'bad-frame'],
    ['an event after a gap', [{ t: 'event', id: 1, seq: 1, value: numberedEvent(1) }], 'bad-frame'],
  ])('to a feed: %s; and Postern is told to stop it', async (_what, frames, code) => {
    const { client, answer, sent } = byHand()
    await settled()
    const outcome = codeOf(readAll(client.feed('run.events', run)))
    await settled()
    await answer(...frames)
    expect(await outcome).toBe(code)
    await settled()
    expect(sent().at(-1)).toEqual({ t: 'cancel', id: 1 })
  })

  test('an event that comes twice is seen once', async () => {
    const { client, answer } = byHand()
    await settled()
    const all = readAll(client.feed('run.events', run))
    await settled()
    const event = (seq: number) => ({ t: 'event', id: 1, seq, value: numberedEvent(seq) })
    await answer(event(0), event(0), event(1), event(0), event(2), { t: 'end', id: 1 })
    expect(await all).toEqual([0, 1, 2].map(numberedEvent))
  })

  test('answers to no one are ignored', async () => {
    const { client, answer } = byHand()
    await settled()
    const about = client.call('app.about', {})
    await answer({ t: 'ok', id: 9, value: {} }, { t: 'end', id: 9 }, { t: 'err', id: 9 }, null, 'x', [])
    await answer({ t: 'ok', id: 1, value: sampleAbout })
    expect(await about).toEqual(sampleAbout)
  })
})

describe('calls and feeds', () => {
  test('each call, and a feed to its end', async () => {
    const client = served()
    expect(await client.call('app.about', {})).toMatchObject({
      version: '0.1.0',
      host: 'loopback',
      passwords: 'memory',
    })
    expect(await client.call('run.read', run)).toEqual(sampleKeptRun)
    expect(await readAll(client.feed('run.events', run))).toEqual([0, 1, 2, 3, 4].map(numberedEvent))
  })

  test('an error comes with its code, its sentence and its detail', async () => {
    const handlers = sampleHandlers({
      calls: { 'run.start': async () => Promise.reject(new ContractError('bad-argument', 'only: no such check.')) },
    })
    const error = await served(handlers)
      .call('run.start', {})
      .catch((thrown) => thrown)
    expect(error).toBeInstanceOf(ContractError)
    expect([error.code, error.detail]).toEqual(['bad-argument', 'only: no such check.'])
    expect(error.message).toBe('What was asked for is not in the form that is accepted. only: no such check.')
  })

  test('a feed that ends in an error gives what came before it first', async () => {
    const handlers = sampleHandlers({
      feeds: {
        'run.events': async function* () {
          yield* numberedFeed(2, -1)
          throw new ContractError('no-such-run')
        },
      },
    })
    const seen: unknown[] = []
    const read = async () => {
      for await (const event of served(handlers).feed('run.events', run)) seen.push(event)
    }
    expect(await codeOf(read())).toBe('no-such-run')
    expect(seen).toEqual([0, 1].map(numberedEvent))
  })

  test('calls that are made before the port is open wait for it', async () => {
    let opened: (port: Port) => void = () => undefined
    const client = connect(
      () =>
        new Promise((resolve) => {
          opened = resolve
        }),
    )
    const about = client.call('app.about', {})
    const [here, there] = createMemoryPorts()
    serve(sampleHandlers(), there)
    opened(here)
    expect(await about).toMatchObject({ version: '0.1.0' })
  })

  test('a call that is aborted fails at once, and its handler is told', async () => {
    const told = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const client = served(
      sampleHandlers({
        calls: {
          'run.list': (_argument, signal) => {
            begun.resolve()
            signal.addEventListener('abort', () => told.resolve())
            return new Promise(() => undefined)
          },
        },
      }),
    )
    const controller = new AbortController()
    const outcome = codeOf(client.call('run.list', {}, controller.signal))
    await begun.promise
    controller.abort()
    expect(await outcome).toBe('cancelled')
    await told.promise
  })

  test.each(['abort', 'break'] as const)('a feed that is left by %s is given up at the host', async (how) => {
    const told = Promise.withResolvers<void>()
    const controller = new AbortController()
    const client = served(
      sampleHandlers({
        feeds: {
          'run.events': async function* (_argument, _after, signal) {
            yield* numberedFeed(1, -1)
            await new Promise((resolve) => signal.addEventListener('abort', resolve))
            told.resolve()
          },
        },
      }),
    )
    const read = async () => {
      for await (const _event of client.feed('run.events', run, controller.signal)) {
        if (how === 'break') break
        controller.abort()
      }
    }
    expect(await codeOf(read())).toBe(how === 'break' ? 'no error' : 'cancelled')
    await told.promise
  })

  test('close ends calls and feeds as cancelled, gives them up at the host, and nothing is opened again', async () => {
    const { client, sent, ports, timer } = byHand()
    await settled()
    const outcomes = [codeOf(client.call('app.about', {})), codeOf(readAll(client.feed('run.events', run)))]
    await settled()
    const open = ports[0]
    client.close()
    expect(await Promise.all(outcomes)).toEqual(['cancelled', 'cancelled'])
    expect(sent()).toHaveLength(2)
    expect(open?.sent.map(({ t }) => t)).toEqual(['call', 'open'])
    expect(timer.waits()).toEqual([])
    expect(await codeOf(client.call('app.about', {}))).toBe('cancelled')
    client.close()
  })
})

describe('a port that is lost', () => {
  test('calls under way fail, and are not sent again', async () => {
    const { client, cut, reconnect, sent } = byHand()
    await settled()
    const outcome = codeOf(client.call('run.start', {}))
    await settled()
    await cut()
    expect(await outcome).toBe('disconnected')
    expect(await codeOf(client.call('app.about', {}))).toBe('disconnected')
    await reconnect()
    expect(sent()).toEqual([])
    void codeOf(client.call('app.about', {}))
    await settled()
    expect(sent()).toEqual([{ t: 'call', id: 2, name: 'app.about', arg: {} }])
  })

  test('a feed goes on after what was seen', async () => {
    const { client, answer, cut, reconnect, sent } = byHand()
    await settled()
    const all = readAll(client.feed('run.events', run))
    await answer(
      { t: 'event', id: 1, seq: 0, value: numberedEvent(0) },
      { t: 'event', id: 1, seq: 1, value: numberedEvent(1) },
    )
    await cut()
    await reconnect()
    expect(sent()).toEqual([{ t: 'open', id: 2, name: 'run.events', arg: run, after: 1 }])
    await answer({ t: 'event', id: 2, seq: 2, value: numberedEvent(2) }, { t: 'end', id: 2 })
    expect(await all).toEqual([0, 1, 2].map(numberedEvent))
  })

  test('a feed that has ended is not opened again', async () => {
    const { client, answer, cut, reconnect, sent } = byHand()
    await settled()
    const feed = client.feed('run.events', run)[Symbol.asyncIterator]()
    const first = feed.next()
    await answer({ t: 'event', id: 1, seq: 0, value: numberedEvent(0) }, { t: 'end', id: 1 })
    await first
    await cut()
    await reconnect()
    expect(sent()).toEqual([])
    expect(await feed.next()).toEqual({ done: true, value: undefined })
  })

  test('a feed that was left is not opened again', async () => {
    const { client, answer, cut, reconnect, sent } = byHand()
    await settled()
    const feed = client.feed('run.events', run)
    const first = feed[Symbol.asyncIterator]().next()
    await answer({ t: 'event', id: 1, seq: 0, value: numberedEvent(0) })
    await first
    await feed[Symbol.asyncIterator]().return?.()
    await cut()
    await reconnect()
    expect(sent()).toEqual([])
  })

  test('the waits grow to eight seconds, and are short again once something came', async () => {
    const timer = createManualTimer()
    let openable = false
    let port: Port | undefined
    const states: boolean[] = []
    const client = connect(
      async () => {
        if (!openable) throw new Error('refused')
        const [here, there] = createMemoryPorts()
        serve(sampleHandlers(), there)
        port = there
        return here
      },
      { setTimer: timer.setTimer, onConnection: (connected) => states.push(connected) },
    )
    expect(await codeOf(client.call('app.about', {}))).toBe('disconnected')
    const waits: number[] = []
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await settled()
      waits.push(...timer.waits())
      timer.runAll()
    }
    await settled()
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000])
    openable = true
    timer.runAll()
    await settled()
    await client.call('app.about', {})
    port?.close()
    await settled()
    expect(timer.waits()).toEqual([250])
    expect(states).toEqual([...Array(9).fill(false), true, false])
  })

  test('a port that opens and is lost without a word is not opened ever faster', async () => {
    const { timer, cut, reconnect } = byHand()
    const waits: number[] = []
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await settled()
      await cut()
      waits.push(...timer.waits())
      await reconnect()
    }
    expect(waits).toEqual([250, 500, 1000])
  })

  test('a port that does not open in ten seconds is given up, and closed if it opens yet', async () => {
    const timer = createManualTimer()
    const opening: ((port: Port) => void)[] = []
    const client = connect(() => new Promise((resolve) => opening.push(resolve)), { setTimer: timer.setTimer })
    const outcome = codeOf(client.call('app.about', {}))
    expect(timer.waits()).toEqual([10_000])
    timer.runAll()
    expect(await outcome).toBe('disconnected')
    const [here, there] = createMemoryPorts()
    let closed = false
    there.onClose(() => {
      closed = true
    })
    opening[0]?.(here)
    await settled()
    expect(closed).toBe(true)
  })

  test('a port that throws when it sends is lost', async () => {
    const timer = createManualTimer()
    const client = connect(
      async () => ({
        ...createMemoryPorts()[0],
        send: () => {
          throw new Error('EPIPE')
        },
      }),
      { setTimer: timer.setTimer },
    )
    await settled()
    expect(await codeOf(client.call('app.about', {}))).toBe('disconnected')
    expect(timer.waits()).toEqual([250])
  })
})

describe('a reader who is slow', () => {
  test('holds a bounded number of events, and gets each of the others later', async () => {
    const produced: number[] = []
    const handlers = sampleHandlers({
      feeds: {
        'run.events': async function* (_argument, after, signal) {
          for (const seq of Array.from({ length: 100 }, (_, index) => index).slice(after + 1)) {
            if (signal.aborted) return
            produced.push(seq)
            yield { seq, value: numberedEvent(seq) }
            await settled()
          }
        },
      },
    })
    const feed = served(handlers, { feedCapacity: 8 }).feed('run.events', run)[Symbol.asyncIterator]()
    const seen = [(await feed.next()).value]
    for (let turn = 0; turn < 300; turn += 1) await settled()
    expect(produced.length).toBeLessThan(20)
    for (let next = await feed.next(); !next.done; next = await feed.next()) seen.push(next.value)
    expect(seen).toEqual(Array.from({ length: 100 }, (_, seq) => numberedEvent(seq)))
  })
})

describe('properties', () => {
  test('wherever the port is cut, the events that are seen are exactly the sequence', async () => {
    const cuts = fc.array(fc.nat(6), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.nat(25), cuts, fc.integer({ min: 1, max: 4 }), async (count, pattern, capacity) => {
        const left = [...pattern]
        const timer = createManualTimer()
        const client = connect(
          async () => {
            const [here, there] = createMemoryPorts()
            // Each port passes so many frames and is cut while the next is on its way.
            let passes = left.shift() ?? Number.POSITIVE_INFINITY
            serve(sampleHandlers({ feeds: { 'run.events': (_argument, after) => numberedFeed(count, after) } }), {
              ...there,
              send(frame) {
                there.send(frame)
                if (passes === 0) there.close()
                passes -= 1
              },
            })
            return here
          },
          { setTimer: timer.setTimer, feedCapacity: capacity },
        )
        let done = false
        const all = readAll(client.feed('run.events', run)).finally(() => {
          done = true
        })
        while (!done) {
          await settled()
          timer.runAll()
        }
        expect(await all).toEqual(Array.from({ length: count }, (_, seq) => numberedEvent(seq)))
        client.close()
      }),
      { numRuns: 200 },
    )
  })

  test('whatever arrives, calls still go through', async () => {
    const frame = fc.record(
      {
        t: fc.constantFrom('ok', 'event', 'end', 'err', 'call', 'cancel'),
        id: fc.oneof(fc.nat(3), fc.jsonValue()),
        seq: fc.oneof(fc.nat(3), fc.jsonValue()),
        value: fc.oneof(fc.constant({}), fc.nat(3).map(numberedEvent), fc.jsonValue()),
        error: fc.oneof(fc.constant({ code: 'internal', message: 'x' }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(frame, fc.jsonValue()), { maxLength: 30 }), async (frames) => {
        const { client, answer } = byHand()
        await settled()
        const outcomes = [
          codeOf(client.call('run.list', {})),
          codeOf(readAll(client.feed('run.events', run))),
          codeOf(client.call('secret.forget', { reference: 'x' })),
        ]
        await settled()
        await answer(...frames)
        const about = client.call('app.about', {})
        await answer({ t: 'ok', id: 4, value: sampleAbout })
        expect(await about).toMatchObject({ version: '0.1.0' })
        client.close()
        await Promise.all(outcomes)
      }),
      { numRuns: 200 },
    )
  })
})

function cycle(): object {
  const one: { self?: object } = {}
  one.self = one
  return one
}
