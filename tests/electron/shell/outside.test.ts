import { EventEmitter } from 'node:events'
import type { App, BrowserWindow } from 'electron'
import { describe, expect, test } from 'vitest'
import { refuseOutside } from '../../../electron/shell/outside.ts'

function running(state: { minimised?: boolean; destroyed?: boolean } = {}) {
  const app = new EventEmitter()
  const done: string[] = []
  const window = {
    isDestroyed: () => state.destroyed ?? false,
    isMinimized: () => state.minimised ?? false,
    restore: () => done.push('restored'),
    focus: () => done.push('focused'),
  }
  // Anything else that is touched throws.
  const only = new Proxy(window, {
    get(target, key) {
      if (key in target) return Reflect.get(target, key)
      throw new Error(`${String(key)} was touched`)
    },
  })
  refuseOutside(app as unknown as App, () => only as unknown as BrowserWindow)
  return { app, done }
}

describe('a second start', () => {
  test.each([
    ['without arguments', []],
    ['with an address of the app', ['postern://app/#/desks/runs']],
    ['with an address of another host', ['postern://evil/']],
    ['with a file', ['/tmp/organisation.json']],
    ['with an option of Chromium', ['--remote-debugging-port=1']],
  ])('%s brings the window to the front and does nothing else', (_what, args) => {
    const { app, done } = running()
    app.emit('second-instance', {}, ['/usr/bin/postern', ...args], '/', undefined)
    expect(done).toEqual(['focused'])
  })

  test('restores a window that is minimised', () => {
    const { app, done } = running({ minimised: true })
    app.emit('second-instance', {}, [], '/')
    expect(done).toEqual(['restored', 'focused'])
  })

  test('leaves a window alone that is closed already', () => {
    const { app, done } = running({ destroyed: true })
    app.emit('second-instance', {}, [], '/')
    expect(done).toEqual([])
  })
})

test.each([
  ['open-url', 'postern://app/'],
  ['open-file', '/tmp/organisation.json'],
])('%s is prevented, and the window left as it is', (name, what) => {
  const { app, done } = running()
  let prevented = 0
  app.emit(name, { preventDefault: () => prevented++ }, what)
  expect([prevented, done]).toEqual([1, []])
})
