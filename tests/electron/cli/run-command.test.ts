import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StoppedError, UsageError } from '../../../electron/cli/exit-code.ts'
import { runCommand } from '../../../electron/cli/run-command.ts'

let said: string
beforeEach(() => {
  said = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

const never = new AbortController().signal

test.each<[string, unknown, number, string | RegExp]>([
  ['a mistake of the caller’s', new UsageError('It is not so.'), 2, 'postern: It is not so.\n'],
  ['a stop before anything', new StoppedError(), 3, 'postern: Stopped before anything was looked at.\n'],
  [
    'a bug',
    new TypeError('x is not a function\nsecond'),
    70,
    /^postern: .*report: TypeError: x is not a function at [^\n]*\.ts:\d+\n$/,
  ],
  [
    'a bug with a place of ours',
    bugAt('/somewhere/electron/cli/probe.ts:12:7'),
    70,
    /: broke at electron\/cli\/probe\.ts:12\n$/,
  ],
  ['a bug with control characters', new Error('a\u001b[2J'), 70, /: a�\[2J at [^\n]*\.ts:\d+\n$/],
  ['a thrown text', 'hunter2', 70, /report: a string was thrown\n$/],
])('%s has its exit code and one line', async (_what, thrown, code, line) => {
  const failing = async () => Promise.reject(thrown)
  expect(await runCommand(['fail'], never, { fail: failing })).toBe(code)
  expect(said).toMatch(line)
  expect(said.split('\n')).toHaveLength(2)
})

test('a command gets what stands behind its name', async () => {
  const command = vi.fn(async () => 1)
  expect(await runCommand(['do', 'a', '--b'], never, { do: command })).toBe(1)
  expect(command).toHaveBeenCalledExactlyOnceWith(['a', '--b'], never)
  expect(said).toBe('')
})

function bugAt(place: string): Error {
  const error = new Error('broke')
  error.stack = `Error: broke\n    at work (file://${place})`
  return error
}
