import type { App, BrowserWindow } from 'electron'
import { bringToFront } from './bring-to-front.ts'

/**
 * What comes from outside of the window: a second start, an address or a file that the system hands over. A second start
 * brings the window to the front, and that is all: its arguments, an address or a file among them, are not looked at. What
 * the window opens, the admin has chosen in it.
 */
export function refuseOutside(app: App, window: () => BrowserWindow | undefined): void {
  app.on('second-instance', () => {
    const open = window()
    if (open) bringToFront(open)
  })
  app.on('open-url', (event) => event.preventDefault())
  app.on('open-file', (event) => event.preventDefault())
}
