import { StoppedError, UsageError } from '../electron/cli/exit-code.ts'
import { buildApp } from './build-app.ts'

/** Builds the app for a command that people call. Throws a StoppedError when it was stopped, else a UsageError. */
export async function buildForPeople(signal: AbortSignal): Promise<void> {
  try {
    await buildApp(signal)
  } catch (error) {
    if (signal.aborted) throw new StoppedError()
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    throw new UsageError('The app does not build; what the bundler says of that is above.')
  }
  if (signal.aborted) throw new StoppedError()
}
