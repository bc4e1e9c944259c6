import type { BrowserWindow, Dialog } from 'electron'
import { t } from '../../shared/language/translate.ts'
import type { HostHandlers } from '../api/handlers.ts'
import { readRunFile } from '../api/run-file.ts'
import { chooseFile } from './choose-file.ts'

/** Lets the admin choose the file of a run, keeps the run, and tells the page to show it. */
export async function importRun(
  dialog: Dialog,
  window: BrowserWindow,
  handlers: Pick<HostHandlers, 'calls' | 'tell'>,
): Promise<void> {
  const question = { title: t`Import run`, kind: t`Run`, refused: t`This run cannot be imported.` }
  const file = await chooseFile(dialog, window, question, readRunFile)
  if (file === undefined) return
  const { runId } = await handlers.calls['run.import']({ run: file.run }, new AbortController().signal)
  handlers.tell({ type: 'imported', runId })
}
