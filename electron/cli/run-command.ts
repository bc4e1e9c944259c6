import { t } from '../../shared/language/translate.ts'
import { printable } from '../../shared/run/printable.ts'
import { posternVersion } from '../../shared/run/version.ts'
import { failureOfBug } from './bug-report.ts'
import { ews } from './ews.ts'
import { ewsUsage } from './ews-arguments.ts'
import { exitCodes, StoppedError, UsageError } from './exit-code.ts'
import { probe } from './probe.ts'
import { probeUsage } from './probe-arguments.ts'
import { quarantine } from './quarantine.ts'
import { quarantineUsage } from './quarantine-usage.ts'
import { serve, serveUsage } from './serve.ts'
import { sheetUsage } from './sheet-usage.ts'
import { sourcesUsage } from './sources-arguments.ts'
import { sweep } from './sweep.ts'
import { sweepUsage } from './sweep-arguments.ts'
import { watch } from './watch.ts'
import { watchUsage } from './watch-arguments.ts'

const usage = t`Postern ${posternVersion}: can a cloud service reach the mailboxes of this Exchange?

${probeUsage}

${sweepUsage}

${ewsUsage}

${quarantineUsage}

${sheetUsage}

${sourcesUsage}

${serveUsage}

${watchUsage}`

const accepted = t`accepted are probe, sweep, ews, quarantine, sheet, sources, serve, watch, --help and --version`

type Command = (args: readonly string[], signal: AbortSignal) => Promise<number>

const commands: Readonly<Record<string, Command>> = {
  probe,
  sweep,
  ews: (args, signal) => ews(args, signal),
  quarantine: (args, signal) => quarantine(args, signal),
  // Loaded where they are asked for: the writers of all firewalls would be in the way of every other command.
  sheet: async (args, signal) => (await import('./sheet.ts')).sheet(args, signal),
  sources: async (args, signal) => (await import('./sources.ts')).sources(args, signal),
  serve,
  watch,
  help: async () => say(usage),
  '--help': async () => say(usage),
  '-h': async () => say(usage),
  '--version': async () => say(posternVersion),
}

/**
 * Runs one command; its exit code. A mistake of the caller's is one line on standard error; one of ours is said to be
 * ours. Never throws.
 */
export async function runCommand(
  args: readonly string[],
  signal: AbortSignal,
  known: Readonly<Record<string, Command>> = commands,
): Promise<number> {
  const [name, ...rest] = args
  try {
    return await commandOf(name, known)(rest, signal)
  } catch (error) {
    if (error instanceof UsageError || error instanceof StoppedError) {
      process.stderr.write(`postern: ${printable(error.message)}\n`)
      return error instanceof UsageError ? exitCodes.usage : exitCodes['could-not-tell']
    }
    process.stderr.write(`${failureOfBug(error)}\n`)
    return exitCodes.bug
  }
}

function commandOf(name: string | undefined, known: Readonly<Record<string, Command>>): Command {
  if (name === undefined) throw new UsageError(`What Postern is to do is not said: ${accepted}.`)
  const command = Object.hasOwn(known, name) ? known[name] : undefined
  if (command) return command
  // Only what looks like a command is repeated: anything else may be a secret in the wrong place.
  const named = /^-{0,2}[a-z][a-z-]{0,30}$/.test(name) ? ` ${name}` : t` of that name`
  throw new UsageError(`There is no command${named}: ${accepted}.`)
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}
