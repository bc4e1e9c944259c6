import type { BrowserWindow } from 'electron'

/** Shows the window to whoever asks for it, from wherever it is. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
