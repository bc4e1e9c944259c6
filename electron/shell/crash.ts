import type { App, BrowserWindow, Dialog } from 'electron'
import { t } from '../../shared/language/translate.ts'

/**
 * When the page's process ends by itself, says so in a sentence and lets the admin reload the page or quit. Runs live
 * in the main process: they go on meanwhile and are there again after the reload.
 */
export function recoverFromCrash(app: App, dialog: Dialog, window: BrowserWindow): void {
  window.webContents.on('render-process-gone', async (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    const answer = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Postern',
      message: t`The window stopped working.`,
      detail: t`Its process ended (${details.reason}). This is our bug, not the server’s. A run that was under way goes on, and is there again after reloading.`,
      buttons: [t`Reload`, t`Quit`],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    if (answer.response === 0 && !window.isDestroyed()) window.webContents.reload()
    else app.quit()
  })
}
