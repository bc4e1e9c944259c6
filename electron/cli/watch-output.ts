import { t } from '../../shared/language/translate.ts'
import { exitCodes } from './exit-code.ts'

/**
 * Listens for output that cannot be written. A reader that has gone away (`postern … | head -1`) is no failure: the
 * command goes on without it, its file is written and its exit code stands. Anything else, such as a full disk, is
 * told on standard error, and the exit code is that of bad usage.
 */
export function watchOutput(process: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'on' | 'exitCode'>): void {
  let failed = false
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || failed) return
    failed = true
    process.stderr.write(
      t`postern: Standard output cannot be written (${error.code}): accepted is a terminal, a pipe or a file with room.\n`,
    )
  })
  // The last write may fail after the command has ended.
  process.on('exit', () => {
    if (failed && process.exitCode !== exitCodes.bug) process.exitCode = exitCodes.usage
  })
}
