import type { BrowserWindow, Dialog } from 'electron'
import type { HostHandlers } from '../api/handlers.ts'
import { readOrganisationFile } from '../api/organisation-file.ts'

/** Lets the admin choose an organisation file and opens it; the page is loaded anew and shows it. */
export async function openOrganisation(
  dialog: Dialog,
  window: BrowserWindow,
  handlers: Pick<HostHandlers, 'openOrganisation'>,
): Promise<void> {
  const chosen = await dialog.showOpenDialog(window, {
    title: 'Open organisation',
    properties: ['openFile'],
    filters: [{ name: 'Organisation', extensions: ['json'] }],
  })
  const [path] = chosen.filePaths
  if (chosen.canceled || path === undefined) return
  const file = await readOrganisationFile(path)
  if ('sentence' in file) {
    await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Postern',
      message: 'This organisation file cannot be opened.',
      detail: file.sentence,
      buttons: ['Close'],
    })
    return
  }
  // Not `organisation.save`, which drops a password's place: only a file may name one.
  handlers.openOrganisation(file.organisation)
  if (!window.isDestroyed()) window.webContents.reload()
}
