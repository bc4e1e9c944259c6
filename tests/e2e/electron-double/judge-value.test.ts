import { beforeAll, describe, expect, test } from 'vitest'
import { typesFromText } from './electron-types.ts'
import { ipcMain } from './ipc-main-double.ts'
import { judgeValue } from './judge-value.ts'

const refused: [unknown, string, string][] = [
  [1, 'string', 'it 1 is not string'],
  ['1', 'number', "it '1' is not number"],
  [Number.NaN, 'number', 'it NaN is not number'],
  [1, 'boolean', 'it 1 is not boolean'],
  ['false', 'boolean', "it 'false' is not boolean"],
  [null, 'string | undefined', 'it null is not string | undefined'],
  [undefined, 'null', 'it undefined is not null'],
  ['alow', "'allow' | 'deny'", "it 'alow' is not 'allow' | 'deny'"],
  [2, '1', 'it 2 is not 1'],
  [{}, '() => void', 'it {} is not () => void'],
  ['a', 'string[]', "it 'a' is not string[]"],
  [['a', 1], 'string[]', 'it[1] 1 is not string'],
  [{}, '{ name: string }', 'it.name is missing'],
  [{ name: 'a', size: 1 }, '{ name: string }', 'it.size is not declared by Electron'],
  [{ name: 1 }, '{ name: string }', 'it.name 1 is not string'],
  [{ name: undefined }, '{ name: string }', 'it.name undefined is not string'],
  [[], '{ name?: string }', 'it [] is not { name?: string }'],
  [new Date(0), '{ name?: string }', 'it 1970-01-01T00:00:00.000Z is not { name?: string }'],
  [{ a: 1 }, 'Record<string, string>', 'it.a 1 is not string'],
  [{ inner: { on: 1 } }, '{ inner: { on: boolean } } | null', 'it.inner.on 1 is not boolean'],
  ['text', 'GlobalResponse', "it 'text' is not Response"],
  [{ status: 200 }, 'GlobalResponse', 'it { status: 200 } is not Response'],
  [{ sandbox: true, nodeintegration: false }, 'WebPreferences', 'it.nodeintegration is not declared by Electron'],
  [
    { webPreferences: { sandbox: 'yes' } },
    'BrowserWindowConstructorOptions',
    "it.webPreferences.sandbox 'yes' is not boolean | undefined",
  ],
  [{}, 'BrowserWindow', 'it {} is not Electron.BrowserWindow'],
]

const accepted: [unknown, string][] = [
  ['a', 'string'],
  [0, 'number'],
  [false, 'boolean'],
  [true, 'boolean | null'],
  [undefined, 'void'],
  ['deny', "'allow' | 'deny'"],
  [() => 1, '((text: string) => void) | null'],
  [['a', 'b'], 'string[]'],
  [[], 'readonly number[]'],
  [{ name: 'a' }, '{ name: string; size?: number }'],
  [{ name: 'a', size: undefined }, '{ name: string; size?: number }'],
  [{ a: '1' }, 'Record<string, string>'],
  [{ anything: Symbol.iterator }, 'any'],
  [{ a: 1, b: 'c' }, '{ a: number } & { b: string }'],
  [new Response('a'), 'GlobalResponse'],
  [new AbortController().signal, 'AbortSignal'],
  [{ webPreferences: { sandbox: true, preload: '/preload.cjs' } }, 'BrowserWindowConstructorOptions'],
]

let types: ReturnType<typeof typesFromText>

beforeAll(() => {
  const judged = [...refused, ...accepted].map(([, type]) => type)
  types = typesFromText([...new Set([...judged, 'WebContents', 'IpcMain', '[string, number]'])])
}, 60_000)

/** What the judge says about a value, as `path text`; undefined when it is accepted. */
function complaint(value: unknown, text: string): string | undefined {
  const type = types.get(text)
  if (type === undefined) throw new Error(`${text} was not written down.`)
  const found = judgeValue(value, type, 'it')
  // A type that was written down is shown by the name that it got there.
  return found && `${found.path} ${found.text}`.replace(/Electron\.Written\d+/, text)
}

describe('the judge refuses', () => {
  test.each(refused)('%o as %s', (value, type, expected) => {
    expect(complaint(value, type)).toBe(expected)
  })

  test('an object of the double that stands for something else', () => {
    expect(complaint(ipcMain, 'WebContents')).toMatch(/is not Electron\.WebContents$/)
  })
})

describe('the judge accepts', () => {
  test.each(accepted)('%o as %s', (value, type) => {
    expect(complaint(value, type)).toBeUndefined()
  })
})

test('the judge throws for a kind of type that it does not know, so that nothing passes unseen', () => {
  expect(() => complaint(['a', 1], '[string, number]')).toThrow('does not know tuples')
})

test('an object of the double is what it stands for', () => {
  expect(complaint(ipcMain, 'IpcMain')).toBeUndefined()
})
