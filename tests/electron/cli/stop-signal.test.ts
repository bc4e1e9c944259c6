import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { listenForStop } from '../../../electron/cli/stop-signal.ts'

class Signals extends EventEmitter {
  exit = vi.fn<(code?: number | string | null) => never>()
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('%s stops in order, its echo changes nothing, and a second one ends at once', (name, code) => {
  const process = new Signals()
  let now = 5_000
  const signal = listenForStop(process as unknown as NodeJS.Process, () => now)
  expect(signal.aborted).toBe(false)
  process.emit(name)
  expect(signal.aborted).toBe(true)
  now += 1_000
  process.emit(name)
  expect(process.exit).not.toHaveBeenCalled()
  now += 1
  process.emit(name)
  expect(process.exit).toHaveBeenCalledExactlyOnceWith(code)
})
