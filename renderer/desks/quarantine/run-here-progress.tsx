import { figure, t } from '../../../shared/language/translate.ts'
import { ProgressLine } from '../../ui/progress-line.tsx'
import type { ShownRun } from './run-here-store.ts'

/** How far a run is, by the commands that were begun. */
export function RunHereProgress({ run: { part, server, number, commands, ended } }: { run: ShownRun }) {
  if (ended) return null
  const text = number === 0 ? t`Opening a session at ${server}` : words[part](figure(number), figure(commands))
  return <ProgressLine text={text} value={Math.max(0, number - 1)} max={commands} />
}

const words: Readonly<Record<ShownRun['part'], (number: string, of: string) => string>> = {
  preview: (number, of) => t`Previewing command ${number} of ${of}`,
  apply: (number, of) => t`Applying command ${number} of ${of}`,
  undo: (number, of) => t`Taking back: command ${number} of ${of}`,
}
