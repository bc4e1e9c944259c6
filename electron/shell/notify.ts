import type { BrowserWindow, Notification } from 'electron'
import { bringToFront } from './bring-to-front.ts'

// What nothing refers to any more is collected, and its click with it.
const shown = new Set<Notification>()

/** Tells whoever looks elsewhere; a click brings the window to the front. In a window that has the focus the page tells it. */
export function notify(Shown: typeof Notification, window: BrowserWindow, sentence: string): void {
  if (window.isDestroyed() || window.isFocused() || !Shown.isSupported()) return
  const notification = new Shown({ title: 'Postern', body: sentence })
  shown.add(notification)
  notification.on('close', () => shown.delete(notification))
  notification.on('click', () => {
    shown.delete(notification)
    bringToFront(window)
  })
  notification.show()
}
