import { EventEmitter } from 'node:events'
import type { App, BrowserWindow, Dialog } from 'electron'
import { expect, test } from 'vitest'
import { recoverFromCrash } from '../../../electron/shell/crash.ts'

async function crash(reason: string, response: number): Promise<string[]> {
  const done: string[] = []
  const webContents = Object.assign(new EventEmitter(), { reload: () => done.push('reload') })
  const asked = Promise.withResolvers<void>()
  const dialog = {
    showMessageBox: async (_window: unknown, options: { detail: string }) => {
      done.push(options.detail.includes(`(${reason})`) ? 'asked' : 'asked without the reason')
      asked.resolve()
      return { response, checkboxChecked: false }
    },
  }
  const app = { quit: () => done.push('quit') }
  const window = { webContents, isDestroyed: () => false }
  recoverFromCrash(app as unknown as App, dialog as unknown as Dialog, window as unknown as BrowserWindow)
  webContents.emit('render-process-gone', {}, { reason, exitCode: 5 })
  if (reason !== 'clean-exit') await asked.promise
  await new Promise(setImmediate)
  return done
}

test.each([
  ['clean-exit', 0, []],
  ['crashed', 0, ['asked', 'reload']],
  ['oom', 1, ['asked', 'quit']],
])('a page whose process ended by %s, answered %i: %j', async (reason, response, done) => {
  expect(await crash(reason, response)).toEqual(done)
})
