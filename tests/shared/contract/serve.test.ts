import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Handlers } from '../../../shared/contract/contract.ts'
import type { ContractBug } from '../../../shared/contract/contract-bug.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { Port, ServerFrame } from '../../../shared/contract/frame.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { type ServeOptions, serve } from '../../../shared/contract/serve.ts'
import { settled } from './manual-timer.ts'
import { numberedEvent, sampleAbout, sampleHandlers, sampleOrganisation, sampleRunId } from './samples.ts'

type Replaced = Parameters<typeof sampleHandlers>[0]

/** A served port, whose answers and bugs are collected. */
function served(replaced: Replaced = {}, options: ServeOptions = {}) {
  const [here, there] = createMemoryPorts()
  const frames: ServerFrame[] = []
  const bugs: ContractBug[] = []
  here.onFrame((raw) => frames.push(raw as ServerFrame))
  const stop = serve(sampleHandlers(replaced), there, { onBug: (bug) => bugs.push(bug), ...options })
  return {
    frames,
    bugs,
    stop,
    port: here,
    async send(...raw: unknown[]) {
      for (const frame of raw) here.send(frame as ServerFrame)
      await settled()
      return frames
    },
  }
}

function errorOf(frames: ServerFrame[], id: number) {
  const found = frames.find((frame) => frame.id === id)
  return found?.t === 'err' ? found.error : undefined
}

const never = () => new Promise<never>(() => undefined)
const call = (id: number, name: string, arg: unknown = {}) => ({ t: 'call', id, name, arg })
const open = (id: number, after = -1, arg: unknown = { runId: sampleRunId }) => ({
  t: 'open',
  id,
  name: 'run.events',
  arg,
  after,
})

describe('what is refused', () => {
  test.each([
    ['a name that there is not', call(1, 'app.quit'), 'unknown-name'],
    ['a name of every object', call(1, 'constructor'), 'unknown-name'],
    ['a name that names the prototype', call(1, '__proto__'), 'unknown-name'],
    ['an empty name', call(1, ''), 'unknown-name'],
    ['a feed that is called', call(1, 'run.events', { runId: sampleRunId }), 'unknown-name'],
    ['a call that is opened', { ...open(1), name: 'app.about', arg: {} }, 'unknown-name'],
    ['an argument with a key too many', call(1, 'app.about', { more: 1 }), 'bad-argument'],
    ['an argument that is null', call(1, 'app.about', null), 'bad-argument'],
    ['an argument that is a list', call(1, 'app.about', []), 'bad-argument'],
    ['a run id of another form', call(1, 'run.read', { runId: 'run' }), 'bad-argument'],
    ['a run id with a newline', call(1, 'run.read', { runId: 'run-20260101\n' }), 'bad-argument'],
    ['a feed of a run id of another form', open(1, -1, { runId: '../etc' }), 'bad-argument'],
    ['a search for no mailbox', { ...open(1, -1, { mailbox: 'anna' }), name: 'organisation.discover' }, 'bad-argument'],
    [
      'a search with a password in it',
      { ...open(1, -1, { mailbox: 'anna@contoso.test', password: 'x' }), name: 'organisation.discover' },
      'bad-argument',
    ],
    ['a password that is empty', call(1, 'secret.put', { username: 'a', password: '' }), 'bad-argument'],
    ['an argument that is too long', call(1, 'secret.forget', { reference: 'x'.repeat(300_000) }), 'bad-argument'],
    [
      'an organisation of another format',
      call(1, 'organisation.save', { organisation: { format: 2 } }),
      'bad-argument',
    ],
    ['a call without an argument', { t: 'call', id: 1, name: 'app.about' }, 'bad-frame'],
    ['a call with a key too many', { ...call(1, 'app.about'), more: true }, 'bad-frame'],
    ['a name that is too long', call(1, 'x'.repeat(65)), 'bad-frame'],
    ['a kind of frame that there is not', { t: 'shout', id: 1 }, 'bad-frame'],
    ['a feed without its number', { t: 'open', id: 1, name: 'run.events', arg: {} }, 'bad-frame'],
    ['a feed after a fraction', open(1, 0.5), 'bad-frame'],
    ['a feed after a number too small', open(1, -2), 'bad-frame'],
    ['a frame of the other direction', { t: 'ok', id: 1, value: {} }, 'bad-frame'],
    ['a run that is not known', call(1, 'run.read', { runId: 'run-20990101' }), 'no-such-run'],
  ])('%s', async (_what, frame, code) => {
    const { send, bugs } = served()
    const frames = await send(frame)
    expect(frames).toHaveLength(1)
    expect(errorOf(frames, 1)?.code).toBe(code)
    expect(bugs).toEqual([])
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'call'],
    ['a list', []],
    ['a frame without an id', { t: 'call', name: 'app.about', arg: {} }],
    ['a negative id', call(-1, 'app.about')],
    ['an id that is a fraction', call(1.5, 'app.about')],
    ['an id beyond whole numbers', call(2 ** 53, 'app.about')],
    ['an id that is a text', { ...call(1, 'app.about'), id: '1' }],
  ])('%s is ignored, for there is no one to tell', async (_what, raw) => {
    const [here] = createMemoryPorts()
    const listeners: ((raw: unknown) => void)[] = []
    const sent: unknown[] = []
    serve(sampleHandlers(), {
      ...here,
      onFrame: (callback) => {
        listeners.push(callback)
        return () => undefined
      },
      send: (frame) => sent.push(frame),
    })
    for (const listener of listeners) listener(raw)
    await settled()
    expect(sent).toEqual([])
  })

  test('an id that is under way already: both are given up, and one error answers them', async () => {
    let given: AbortSignal | undefined
    const { send } = served({
      calls: {
        'run.list': (_argument, signal) => {
          given = signal
          return never()
        },
      },
    })
    const frames = await send(call(1, 'run.list'), call(1, 'app.about'))
    expect(frames.map(({ t, id }) => [t, id])).toEqual([['err', 1]])
    expect(errorOf(frames, 1)?.code).toBe('bad-frame')
    expect(given?.aborted).toBe(true)
  })

  test('more than the port may have under way; what is cancelled counts until its handler has let go', async () => {
    const finish: (() => void)[] = []
    const { send, frames } = served(
      { calls: { 'secret.forget': () => new Promise((resolve) => finish.push(() => resolve({}))) } },
      { maximumOpen: 2 },
    )
    const forget = (id: number) => call(id, 'secret.forget', { reference: 'x' })
    await send(forget(1), forget(2), forget(3))
    expect(errorOf(frames, 3)?.code).toBe('too-many')
    await send({ t: 'cancel', id: 1 }, forget(4))
    expect(errorOf(frames, 1)?.code).toBe('cancelled')
    expect(errorOf(frames, 4)?.code).toBe('too-many')
    finish[0]?.()
    await settled()
    await send(call(5, 'app.about'))
    expect(frames.find(({ id }) => id === 5)?.t).toBe('ok')
  })

  test('sixty-four by default', async () => {
    const { send } = served({ calls: { 'run.list': never } })
    const frames = await send(...Array.from({ length: 65 }, (_, id) => call(id, 'run.list')))
    expect(frames.map(({ id }) => id)).toEqual([64])
    expect(errorOf(frames, 64)?.code).toBe('too-many')
  })
})

describe('our own bugs', () => {
  test.each([
    ['an Error', new Error('it says hunter22')],
    ['a text', 'it says hunter22'],
    ['nothing', undefined],
    ['an object that looks like an error', { code: 'no-such-run', message: 'it says hunter22' }],
  ])('a handler that throws %s is internal, and its words stay here', async (_what, thrown) => {
    const { send, bugs } = served({
      calls: {
        'run.list': async () => {
          throw thrown
        },
      },
    })
    const frames = await send(call(1, 'run.list'))
    expect(errorOf(frames, 1)?.code).toBe('internal')
    expect(JSON.stringify(frames)).not.toContain('hunter22')
    expect(bugs.map(({ name, kind }) => [name, kind])).toEqual([['run.list', 'threw']])
    if (thrown instanceof Error) expect(bugs[0]?.stack[0]).toContain('serve.test.ts')
  })

  test('a handler that throws before it returns a promise', async () => {
    const { send } = served({
      calls: {
        'run.list': () => {
          throw new TypeError('at once')
        },
      },
    })
    expect(errorOf(await send(call(1, 'run.list')), 1)?.code).toBe('internal')
  })

  test.each<[string, Handlers['calls']['app.about']]>([
    ['is missing a key', async () => ({ version: '1', host: 'loopback' }) as never],
    ['has a key too many', async () => ({ ...sampleAbout, more: 1 }) as never],
    ['is nothing', async () => undefined as never],
  ])('a result that %s', async (_what, handler) => {
    const { send, bugs } = served({ calls: { 'app.about': handler } })
    expect(errorOf(await send(call(1, 'app.about')), 1)?.code).toBe('bad-result')
    expect(bugs.map(({ kind }) => kind)).toEqual(['bad-result'])
  })

  test.each([
    ['skips a number', [{ seq: 1, value: numberedEvent(1) }], 'bad-result', 'bad-sequence'],
    ['counts backwards', [{ seq: -1, value: numberedEvent(0) }], 'bad-result', 'bad-sequence'],
    ['tells another thing than events', [{ seq: 0, value: { type: 'gone' } }], 'bad-result', 'bad-result'],
    ['yields what is no event at all', [null], 'internal', 'threw'],
  ])('a feed that %s', async (_what, events, code, kind) => {
    const { send, bugs } = served({
      feeds: {
        'run.events': async function* () {
          yield* events as never[]
        },
      },
    })
    expect(errorOf(await send(open(1)), 1)?.code).toBe(code)
    expect(bugs.map((bug) => bug.kind)).toEqual([kind])
  })

  test('a log that throws does not break the port', async () => {
    const { send } = served(
      { calls: { 'run.list': async () => Promise.reject(new Error('bug')) } },
      {
        onBug: () => {
          throw new Error('the disk is full')
        },
      },
    )
    const frames = await send(call(1, 'run.list'), call(2, 'app.about'))
    expect(errorOf(frames, 1)?.code).toBe('internal')
    expect(frames.find(({ id }) => id === 2)?.t).toBe('ok')
  })
})

describe('secrets', () => {
  const secret = 'Tr0ub4dor&3-\u{1F511}'

  test.each([
    ['as a value of the wrong kind', { username: 'anna', password: [secret] }],
    ['as a key', { username: 'anna', password: 'x', [secret]: 1 }],
    ['as a user name that is too long', { username: secret.repeat(40), password: 'x' }],
    ['as a password that is too long', { username: 'anna', password: secret.repeat(100) }],
    ['as the whole argument', secret],
    ['in a list', [secret]],
  ])('a refused argument that holds it %s is not told', async (_what, argument) => {
    const { send, bugs } = served()
    const frames = await send(call(1, 'secret.put', argument))
    expect(errorOf(frames, 1)?.code).toBe('bad-argument')
    expect(JSON.stringify([frames, bugs])).not.toContain(secret)
  })

  test.each([
    ['an Error', () => new Error(`no keychain for ${secret}`), 'internal'],
    ['an Error with a message like a stack', () => new Error(`\n    at ${secret} (file:///x.ts:1:1)`), 'internal'],
    ['an Error with a message changed later', () => Object.assign(new Error(secret), { message: 'x' }), 'internal'],
    [
      'an Error with a message like a stack that was changed later',
      () => Object.assign(new Error(`xx\n    at ${secret} (file:///x.ts:1:1)`), { message: 'x' }),
      'internal',
    ],
    ['an Error with another stack', () => Object.assign(new Error('x'), { stack: `    at ${secret}` }), 'internal'],
    ['a ContractError', () => new ContractError('bad-argument', `not ${secret}`), 'bad-argument'],
    ['the secret', () => secret, 'internal'],
  ])('a handler that throws %s with it does not tell it', async (_what, thrown, code) => {
    const { send, bugs } = served({
      calls: {
        'secret.put': async () => {
          throw thrown()
        },
      },
    })
    const frames = await send(call(1, 'secret.put', { username: 'anna', password: secret }))
    expect(errorOf(frames, 1)?.code).toBe(code)
    expect(JSON.stringify([frames, bugs])).not.toContain(secret)
  })

  test('a result that holds it breaks the schema, and is not told', async () => {
    const { send, bugs } = served({
      calls: { 'secret.put': async ({ password }) => ({ reference: 'r', username: 'anna', password }) as never },
    })
    const frames = await send(call(1, 'secret.put', { username: 'anna', password: secret }))
    expect(errorOf(frames, 1)?.code).toBe('bad-result')
    expect(JSON.stringify([frames, bugs])).not.toContain(secret)
  })
})

describe('what is served', () => {
  test('each call by its handler', async () => {
    const { send } = served()
    const frames = await send(
      call(0, 'app.about'),
      call(1, 'organisation.read'),
      call(2, 'organisation.save', { organisation: sampleOrganisation }),
      call(3, 'secret.put', { username: 'anna', password: 'x' }),
      call(4, 'secret.forget', { reference: 'r' }),
      call(5, 'run.start'),
      call(6, 'run.cancel', { runId: sampleRunId }),
      call(7, 'run.read', { runId: sampleRunId }),
      call(8, 'run.list'),
    )
    expect(frames.map(({ t }) => t)).toEqual(Array(9).fill('ok'))
    expect(frames.find(({ id }) => id === 3)).toEqual({
      t: 'ok',
      id: 3,
      value: { reference: 'secret-1', username: 'anna' },
    })
  })

  test.each([
    [-1, [0, 1, 2, 3, 4]],
    [2, [3, 4]],
    [4, []],
    [9, []],
  ])('a feed after event %i', async (after, expected) => {
    const { send } = served()
    const frames = await send(open(7, after))
    expect(frames.flatMap((frame) => (frame.t === 'event' ? [frame.seq] : []))).toEqual(expected)
    expect(frames.at(-1)).toEqual({ t: 'end', id: 7 })
  })

  test('cancel tells the handler, is answered once, and a second one is ignored', async () => {
    let reason: AbortSignal | undefined
    const { send, bugs } = served({
      calls: {
        'run.list': (_argument, signal) => {
          reason = signal
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
        },
      },
    })
    const frames = await send(
      call(1, 'run.list'),
      { t: 'cancel', id: 1 },
      { t: 'cancel', id: 1 },
      { t: 'cancel', id: 9 },
    )
    expect(reason?.aborted).toBe(true)
    expect(bugs).toEqual([])
    expect(frames).toHaveLength(1)
    expect(errorOf(frames, 1)?.code).toBe('cancelled')
  })

  test('a feed that is cancelled is told so, and its iterator is returned', async () => {
    let returned = false
    const { send, frames } = served({
      feeds: {
        'run.events': async function* (_argument, _after, signal) {
          try {
            yield { seq: 0, value: numberedEvent(0) }
            await new Promise((resolve) => signal.addEventListener('abort', resolve))
            yield { seq: 1, value: numberedEvent(1) }
          } finally {
            returned = true
          }
        },
      },
    })
    await send(open(1))
    await send({ t: 'cancel', id: 1 })
    expect(frames.map(({ t }) => t)).toEqual(['event', 'err'])
    expect(returned).toBe(true)
  })

  test('a feed waits until the port has drained', async () => {
    const [here, there] = createMemoryPorts()
    let drain: () => void = () => undefined
    let pulled = 0
    serve(
      sampleHandlers({
        feeds: {
          'run.events': async function* () {
            for (let seq = 0; ; seq += 1) {
              pulled += 1
              yield { seq, value: numberedEvent(seq) }
            }
          },
        },
      }),
      {
        ...there,
        drained: () =>
          new Promise((resolve) => {
            drain = resolve
          }),
      },
    )
    here.send(open(1) as never)
    await settled()
    expect(pulled).toBe(1)
    drain()
    await settled()
    expect(pulled).toBe(2)
    here.close()
    drain()
  })

  test('answers that the port has not taken count as under way', async () => {
    const [here, there] = createMemoryPorts()
    const frames: ServerFrame[] = []
    here.onFrame((raw) => frames.push(raw as ServerFrame))
    serve(sampleHandlers(), { ...there, drained: never }, { maximumOpen: 1 })
    here.send(call(1, 'app.about') as never)
    await settled()
    here.send(call(2, 'app.about') as never)
    await settled()
    expect(frames.map(({ t, id }) => [t, id])).toEqual([
      ['ok', 1],
      ['err', 2],
    ])
  })

  test.each([
    ['the other end goes', ({ port }: ReturnType<typeof served>) => port.close()],
    ['it is stopped', ({ stop }: ReturnType<typeof served>) => stop()],
  ])('everything under way is given up when %s, and nothing is sent any more', async (_what, end) => {
    const signals: AbortSignal[] = []
    const host = served({
      calls: {
        'run.list': (_argument, signal) => {
          signals.push(signal)
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        },
      },
    })
    await host.send(call(1, 'run.list'), call(2, 'run.list'))
    end(host)
    await settled()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    expect(host.frames).toEqual([])
  })

  test('a port that throws when it sends is lost', async () => {
    const [here, there] = createMemoryPorts()
    let closed = 0
    const broken: Port = {
      ...there,
      send: () => {
        throw new Error('EPIPE')
      },
    }
    here.onClose(() => {
      closed += 1
    })
    serve(sampleHandlers(), broken)
    here.send(call(1, 'app.about') as never)
    await settled()
    expect(closed).toBe(1)
  })
})

describe('properties', () => {
  const names = fc.constantFrom('app.about', 'run.list', 'run.read', 'run.events', 'secret.put', 'nothing', '__proto__')
  const nearFrame = fc.record(
    {
      t: fc.constantFrom('call', 'open', 'cancel', 'ok', 'event'),
      id: fc.oneof(fc.nat(3), fc.jsonValue()),
      name: fc.oneof(names, fc.jsonValue()),
      arg: fc.oneof(fc.constant({}), fc.constant({ runId: sampleRunId }), fc.jsonValue()),
      after: fc.oneof(fc.integer({ min: -2, max: 6 }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  )

  test('whatever arrives, the port goes on serving, and no id has two last words in a row without a request', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(nearFrame, fc.jsonValue()), { maxLength: 30 }), async (sent) => {
        const { send, bugs } = served()
        await send(...sent)
        const frames = await send(call(1000, 'app.about'))
        const last = frames.at(-1)
        expect(last).toMatchObject({ t: 'ok', id: 1000 })
        expect(bugs).toEqual([])
        const requests = sent.filter((raw) => raw !== null && typeof raw === 'object' && 'id' in raw)
        expect(frames.filter(({ t }) => t !== 'event').length - 1).toBeLessThanOrEqual(requests.length)
      }),
      { numRuns: 200 },
    )
  })

  test('each id is answered exactly once, whatever is cancelled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name: names, cancelled: fc.boolean() }), { maxLength: 40 }),
        async (all) => {
          const { send } = served()
          const frames = await send(
            ...all.flatMap(({ name, cancelled }, id) => [
              name === 'run.events' ? open(id) : call(id, name),
              ...(cancelled ? [{ t: 'cancel', id }] : []),
            ]),
          )
          const answers = frames.filter(({ t }) => t !== 'event').map(({ id }) => id)
          expect(answers.toSorted((one, other) => one - other)).toEqual(all.map((_, id) => id))
        },
      ),
      { numRuns: 100 },
    )
  })
})
