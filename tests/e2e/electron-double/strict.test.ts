import { EventEmitter } from 'node:events'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { declaredMembers } from './electron-types.ts'
import { reportFailuresTo } from './failures.ts'
import { strict } from './strict.ts'

type Loose = Record<string, (...args: unknown[]) => unknown>

const told: string[] = []
reportFailuresTo((sentence) => told.push(sentence))
// Reading the declarations takes a while; the tests should not be timed by it.
beforeAll(() => {
  declaredMembers('App')
}, 60_000)

afterEach(() => {
  told.length = 0
})

const protocol = (): Loose => strict('Protocol', { handle: (_scheme: string, handler: unknown) => handler }) as never
const app = (): Loose =>
  strict('App', Object.assign(new EventEmitter(), { getVersion: () => '1' }), new Set(['second-instance'])) as never

describe('a strict object fails loudly', () => {
  test.each<[string, () => unknown, string]>([
    ['a name that Electron does not declare', () => app().openWindow, 'does not declare App.openWindow'],
    ['a name that the double does not know', () => app().getLocale, 'The Electron double does not know App.getLocale'],
    ['too few arguments', () => protocol().handle?.('postern'), 'Protocol.handle: handler is missing'],
    ['a wrong kind', () => protocol().handle?.('postern', {}), 'Protocol.handle: handler {} is not'],
    ['too many arguments', () => app().getVersion?.(1), 'App.getVersion: argument 1 is one too many'],
    ['an event that there is not', () => app().on?.('second-instanse', () => {}), 'App.on: event '],
    ['an event that never comes', () => app().on?.('login', () => {}), "The Electron double never emits App 'login'"],
    ['an event without a listener', () => app().on?.('second-instance'), 'App.on: listener is missing'],
    ['setting what is no function', () => Reflect.set(app(), 'getVersion', '2'), 'does not let App.getVersion be set'],
    ['setting what it does not know', () => Reflect.set(app(), 'quit', () => {}), 'does not let App.quit be set'],
  ])('for %s', (_what, act, sentence) => {
    expect(act).toThrow(sentence)
    expect(told).toEqual([expect.stringContaining(sentence)])
  })

  test('for a result of the app’s callback that Electron would not take, now or later', async () => {
    const answer = (handler: unknown): unknown => {
      const checked = protocol().handle?.('postern', handler)
      return (checked as () => unknown)()
    }
    expect(() => answer(() => 'text')).toThrow("Protocol.handle, handler: the result 'text' is not Response")
    await expect(answer(async () => null)).rejects.toThrow('the result null is not')
    await expect(answer(async () => new Response('fine'))).resolves.toBeInstanceOf(Response)
  })

  test('for what the app hands to Electron’s callback', () => {
    const request = strict('WebRequest', { onBeforeRequest: (listener: unknown) => listener }) as unknown as Loose
    const listen = (answer: unknown): unknown => {
      const listener = request.onBeforeRequest?.((_details: unknown, callback: (given: unknown) => void) =>
        callback(answer),
      )
      return (listener as (details: unknown, callback: (given: unknown) => void) => void)({}, () => undefined)
    }
    expect(() => listen({ canceled: true })).toThrow('its callback: response.canceled is not declared by Electron')
    expect(() => listen({ cancel: true })).not.toThrow()
  })
})

test('what Electron would take passes, and so do symbols and `then`', async () => {
  expect(app().getVersion?.()).toBe('1')
  expect(app().on?.('second-instance', () => {})).toBeDefined()
  await expect(Promise.resolve(app())).resolves.toBeDefined()
  const replaced = app()
  replaced.getVersion = () => '2'
  expect(replaced.getVersion()).toBe('2')
  replaced.getVersion = () => 2
  expect(() => replaced.getVersion?.()).toThrow('App.getVersion: the result 2 is not string')
})
