import type { BrowserWindow, Dialog } from 'electron'
import type { Handlers } from '../../shared/contract/contract.ts'
import { readOrganisationFile } from './organisation-file.ts'

/** Lets the admin choose an organisation file and opens it; the page is loaded anew and shows it. */
export async function openOrganisation(dialog: Dialog, window: BrowserWindow, handlers: Handlers): Promise<void> {
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
  await handlers.calls['organisation.save']({ organisation: file.organisation }, new AbortController().signal)
  if (!window.isDestroyed()) window.webContents.reload()
}
