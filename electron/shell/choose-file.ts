import type { BrowserWindow, Dialog } from 'electron'
import { t } from '../../shared/language/translate.ts'

type Question = {
  title: string
  /** What the files are called in the dialog. */
  kind: string
  /** What is said of a file that cannot be read. */
  refused: string
}

/** Lets the admin choose a JSON file and reads it; says what is wrong with one that cannot be read. Undefined: there is none. */
export async function chooseFile<T extends object>(
  dialog: Dialog,
  window: BrowserWindow,
  question: Question,
  read: (path: string) => Promise<T | { sentence: string }>,
): Promise<T | undefined> {
  const chosen = await dialog.showOpenDialog(window, {
    title: question.title,
    properties: ['openFile'],
    filters: [{ name: question.kind, extensions: ['json'] }],
  })
  const [path] = chosen.filePaths
  if (chosen.canceled || path === undefined) return undefined
  const file = await read(path)
  if (!('sentence' in file)) return file
  await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Postern',
    message: question.refused,
    detail: file.sentence,
    buttons: [t`Close`],
  })
  return undefined
}
