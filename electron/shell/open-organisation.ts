import type { BrowserWindow, Dialog } from 'electron'
import { t } from '../../shared/language/translate.ts'
import type { HostHandlers } from '../api/handlers.ts'
import { readOrganisationFile } from '../api/organisation-file.ts'
import { chooseFile } from './choose-file.ts'

/** Lets the admin choose an organisation file and opens it; the page is loaded anew and shows it. */
export async function openOrganisation(
  dialog: Dialog,
  window: BrowserWindow,
  handlers: Pick<HostHandlers, 'openOrganisation'>,
): Promise<void> {
  const question = {
    title: t`Open organisation`,
    kind: t`Organisation`,
    refused: t`This organisation file cannot be opened.`,
  }
  const file = await chooseFile(dialog, window, question, readOrganisationFile)
  if (file === undefined) return
  // Not `organisation.save`, which drops a password's place: only a file may name one.
  handlers.openOrganisation(file.organisation)
  if (!window.isDestroyed()) window.webContents.reload()
}
