import '../api/speak-first.ts'
import { failureOfBug } from './bug-report.ts'
import { exitCodes } from './exit-code.ts'
import { listenForStop } from './stop-signal.ts'
import { watchOutput } from './watch-output.ts'

// Loaded only once these listen, so that no failure of ours ends with Node's stack and its exit code 1, which would
// read as "not ready".
process.on('uncaughtException', (error) => {
  process.stderr.write(`${failureOfBug(error)}\n`)
  process.exit(exitCodes.bug)
})
watchOutput(process)
const stopped = listenForStop(process)
const { runCommand } = await import('./run-command.ts')
process.exitCode = await runCommand(process.argv.slice(2), stopped)
// A run that serve leaves in the middle would keep the process until each server has answered or been given up. What it
// has seen is kept, so nothing is waited for but what is still to be written.
if (stopped.aborted) process.stdout.write('', () => process.exit())
