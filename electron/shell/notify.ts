import type { BrowserWindow, Notification } from 'electron'
import { bringToFront } from './bring-to-front.ts'

/** Tells whoever looks elsewhere; a click brings the window to the front. In a window that has the focus the page tells it. */
export function notify(Shown: typeof Notification, window: BrowserWindow, sentence: string): void {
  if (window.isDestroyed() || window.isFocused() || !Shown.isSupported()) return
  const notification = new Shown({ title: 'Postern', body: sentence })
  notification.on('click', () => bringToFront(window))
  notification.show()
}
