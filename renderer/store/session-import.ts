import { counted, t } from '../../shared/language/translate.ts'
import { readRunFile, runFileBytes } from '../../shared/run/run-file.ts'

import { problemSentence } from './problem-sentence.ts'
import { isBusy, type SessionActions, type SessionTools } from './session-state.ts'

/** Runs that are brought in from files. */
export function importPart({ client, set, get }: SessionTools): Pick<SessionActions, 'importRuns' | 'importDropped'> {
  /** The id of the run of a file that is kept now, or what was wrong, as a sentence. */
  async function keep(file: File): Promise<{ runId: string; known: boolean } | { sentence: string }> {
    if (file.size > runFileBytes) return { sentence: t`The file is larger than that of a run can be.` }
    try {
      const read = readRunFile(await file.text())
      return 'sentence' in read ? read : await client.call('run.import', { run: read.run })
    } catch (error) {
      return { sentence: problemSentence(error) }
    }
  }

  /** `opened`: it was one run, which is shown now. */
  async function bringIn(files: readonly File[]): Promise<{ said: string; opened: boolean }> {
    const refused: string[] = []
    const kept: { runId: string; known: boolean }[] = []
    for (const file of files) {
      const result = await keep(file)
      if ('sentence' in result) refused.push(t`${file.name} was not brought in. ${result.sentence}`)
      else kept.push(result)
    }
    const known = kept.filter((run) => run.known).length
    const [first] = kept
    const only = kept.length === 1 && refused.length === 0 && !isBusy(get()) ? first : undefined
    const opened = only !== undefined && (await get().openRun(only.runId))
    if (opened) get().show({ kind: 'everything' })
    const said = [
      ...(kept.length > known ? [t`${counted(kept.length - known, 'run')} brought in.`] : []),
      ...(known > 0 ? [t`${counted(known, 'run')} ${known === 1 ? 'was' : 'were'} here already.`] : []),
      ...refused,
    ].join(' ')
    return { said, opened }
  }

  return {
    importRuns: async (files) => (await bringIn(files)).said,
    async importDropped(files) {
      const { said, opened } = await bringIn(files)
      if (!opened) set({ problem: said })
    },
  }
}

/** Whether a file is that of a run, by a look at it. */
export async function holdsRun(file: File): Promise<boolean> {
  try {
    return file.size <= runFileBytes && 'run' in readRunFile(await file.text())
  } catch {
    // A folder, or a file that is gone: whoever takes it says so.
    return false
  }
}
