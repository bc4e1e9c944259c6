import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import type { BrowserWindow, Dialog } from 'electron'
import type { CallResult } from '../../shared/contract/contract.ts'
import { t } from '../../shared/language/translate.ts'
import { fileName } from './file-name.ts'

type Saved = CallResult<'window.savePdf'>

/** Saves what the window shows, as its print style sheet has it, where the admin says. An earlier file stays when it fails. */
export async function savePdf(dialog: Dialog, window: BrowserWindow, name: string): Promise<Saved> {
  const chosen = await dialog.showSaveDialog(window, {
    title: t`Save report as PDF`,
    defaultPath: fileName(name, 'pdf'),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (chosen.canceled || chosen.filePath === '') return { outcome: 'cancelled' }
  if (window.isDestroyed()) return { outcome: 'cancelled' }
  const bytes = await window.webContents.printToPDF({
    preferCSSPageSize: true,
    pageSize: 'A4',
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  })
  return write(chosen.filePath, bytes)
}

/** Written beside and renamed, readable by its owner alone: it tells how the servers are set up. */
async function write(file: string, bytes: Uint8Array): Promise<Saved> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    await writeFile(part, bytes, { flag: 'wx', mode: 0o600 })
    await rename(part, file)
    return { outcome: 'saved', file }
  } catch (error) {
    await rm(part, { force: true })
    return { outcome: 'failed', sentence: t`The PDF cannot be written to ${file}: ${reasonOf(error)}` }
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return t`Postern may not write there.`
  if (code === 'ENOSPC' || code === 'EDQUOT') return t`the disk is full.`
  if (code === 'ENOENT' || code === 'ENOTDIR') return t`there is no such folder.`
  if (code === 'EISDIR') return t`that is a folder.`
  // A mistake of ours is no matter of the disk.
  if (code === '') throw error
  return t`the system says ${code}.`
}
