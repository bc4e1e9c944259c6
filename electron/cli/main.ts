import { posternVersion } from '../../shared/run/version.ts'
import { failureOfBug } from './bug-report.ts'
import { exitCodes, UsageError } from './exit-code.ts'
import { probe } from './probe.ts'
import { probeUsage } from './probe-arguments.ts'
import { serve, serveUsage } from './serve.ts'

const usage = `Postern ${posternVersion}: can a cloud service reach the mailboxes of this Exchange?

${probeUsage}

${serveUsage}`

/** Runs one command; its exit code. A mistake of the caller's is one sentence; one of ours is said to be ours. */
async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  const [command, ...rest] = args
  try {
    switch (command) {
      case 'probe':
        return await probe(rest, signal)
      case 'serve':
        return await serve(rest, signal)
      case 'help':
      case '--help':
      case '-h':
        process.stdout.write(`${usage}\n`)
        return 0
      case '--version':
        process.stdout.write(`${posternVersion}\n`)
        return 0
      case undefined:
        throw new UsageError('What Postern is to do is not said: accepted are probe, serve, --help and --version.')
      default:
        throw new UsageError(
          `There is no command ${command.slice(0, 40)}: accepted are probe, serve, --help and --version.`,
        )
    }
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`postern: ${error.message}\n`)
      return exitCodes.usage
    }
    process.stderr.write(`${failureOfBug(error)}\n`)
    return exitCodes.bug
  }
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
process.exitCode = await main(process.argv.slice(2), stopping.signal)
