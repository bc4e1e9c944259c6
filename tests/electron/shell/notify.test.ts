import { EventEmitter } from 'node:events'
import type { BrowserWindow, Notification } from 'electron'
import { expect, test } from 'vitest'
import { notify } from '../../../electron/shell/notify.ts'

function desktop(state: { focused?: boolean; destroyed?: boolean; supported?: boolean } = {}) {
  const shown: { title: string; body: string; click: () => void }[] = []
  const done: string[] = []
  class Shown extends EventEmitter {
    static isSupported = () => state.supported ?? true
    readonly options: { title: string; body: string }
    constructor(options: { title: string; body: string }) {
      super()
      this.options = options
    }
    show(): void {
      shown.push({ ...this.options, click: () => this.emit('click', {}) })
    }
  }
  const window = {
    isDestroyed: () => state.destroyed ?? false,
    isFocused: () => state.focused ?? false,
    isMinimized: () => true,
    restore: () => done.push('restored'),
    focus: () => done.push('focused'),
  }
  const tell = (sentence: string) =>
    notify(Shown as unknown as typeof Notification, window as unknown as BrowserWindow, sentence)
  return { shown, done, tell }
}

test('is shown while the window does not have the focus, and a click brings it to the front', () => {
  const { shown, done, tell } = desktop()
  tell('The run of Contoso has ended: ready.')
  expect(shown).toMatchObject([{ title: 'Postern', body: 'The run of Contoso has ended: ready.' }])
  shown[0]?.click()
  expect(done).toEqual(['restored', 'focused'])
})

test.each([
  ['has the focus', { focused: true }],
  ['is closed', { destroyed: true }],
  ['is on a system without notifications', { supported: false }],
])('nothing is shown while the window %s', (_what, state) => {
  const { shown, tell } = desktop(state)
  tell('The run of Contoso has ended: ready.')
  expect(shown).toEqual([])
})
