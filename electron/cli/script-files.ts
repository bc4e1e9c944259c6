import { access } from 'node:fs/promises'
import { t } from '../../shared/language/translate.ts'
import { type ScriptPart, scriptParts } from '../../shared/management/script.ts'
import { openResultFile } from './result-file.ts'

/** A part of a script that is asked for, with the file that it goes into. */
export type ScriptFile = { part: ScriptPart; path: string; file: Awaited<ReturnType<typeof openResultFile>> }

/** Opens the way to the file of each part that is asked for. Throws a UsageError for one that cannot be written. */
export async function openScriptFiles(asked: Readonly<Record<ScriptPart, string | undefined>>): Promise<ScriptFile[]> {
  const files: ScriptFile[] = []
  for (const part of scriptParts) {
    const path = asked[part]
    if (path !== undefined) files.push({ part, path, file: await openResultFile(path, `--${part}`) })
  }
  return files
}

/** Whoever is told that no script was written must not run the one that another call left there. */
export async function earlierFile(path: string): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  return isThere ? t` The file that is there is an earlier one, and was left as it is.` : ''
}
