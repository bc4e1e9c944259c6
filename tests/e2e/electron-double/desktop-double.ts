import { EventEmitter } from 'node:events'
import { fail } from './failures.ts'
import { strict } from './strict.ts'

/** Dialogs need a person. A test puts its own answer in the place of each that it brings about, as under Electron. */
export const dialog = strict('Dialog', {
  showMessageBox(): Promise<unknown> {
    return fail('dialog.showMessageBox was called and the test gives no answer')
  },
  showOpenDialog(): Promise<unknown> {
    return fail('dialog.showOpenDialog was called and the test gives no answer')
  },
  showSaveDialog(): Promise<unknown> {
    return fail('dialog.showSaveDialog was called and the test gives no answer')
  },
})

/** Nothing leaves the test: what would open in a browser fails unless the test takes it. */
export const shell = strict('Shell', {
  openExternal(url: string): Promise<void> {
    return fail(`shell.openExternal was called with ${url} and the test does not take it`)
  },
})

/** One display, larger than any window of a test. */
export const screen = strict('Screen', {
  getAllDisplays(): object[] {
    return [strict('Display', { workArea: { x: 0, y: 0, width: 2560, height: 1440 } })]
  },
})

export const nativeTheme = strict(
  'NativeTheme',
  Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
  new Set(['updated']),
)
