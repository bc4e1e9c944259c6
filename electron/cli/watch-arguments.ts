import { parseArgs } from 'node:util'
import { t } from '../../shared/language/translate.ts'
import { LONGEST_MINUTES, SHORTEST_MINUTES } from '../../shared/watch/due.ts'
import { DEFAULT_MINUTES } from '../../shared/watch/watch.ts'
import { argumentSentence, once } from './argument-mistakes.ts'
import { UsageError } from './exit-code.ts'

export type WatchArguments = {
  organisationFile: string
  everyMinutes: number
  /** Where the metrics are served on 127.0.0.1; undefined where they are not. */
  metricsPort: number | undefined
  /** One run, at once, and the end. */
  once: boolean
  passwordFromInput: boolean
}

/** How `postern watch` is called. */
export const watchUsage = t`postern watch --org FILE [--every 30m] [--metrics 127.0.0.1:PORT] [--once] [--password-stdin]

  --org FILE         the organisation: its domain, test mailbox, account and addresses
  --every TIME       from the start of one run to the next: 5m to 24h; 60m where it is left out
  --metrics 127.0.0.1:PORT
                     serve GET /metrics for Prometheus to this machine alone, without a token
  --once             one run, and what has turned since the last
  --password-stdin   read the account's password from standard input, up to the first line break

Writes a line for each run, and keeps it where the window shows it. A password that was rejected is not sent again.
Exit code: 0 when it is ended by Ctrl+C or SIGTERM; with --once that of probe; 2 bad usage, 70 a bug of Postern's.`

const accepted = t`accepted are --org FILE, --every TIME, --metrics 127.0.0.1:PORT, --once, --password-stdin and --help`

/** Reads the arguments after `watch`. Throws a UsageError. */
export function parseWatchArguments(args: readonly string[]): WatchArguments | 'help' {
  const values = parsed(args)
  if (values.help) return 'help'
  const organisationFile = once('--org', values.org)
  if (!organisationFile) throw new UsageError('Which organisation is to be watched is not said: give --org FILE.')
  const every = once('--every', values.every)
  const metrics = once('--metrics', values.metrics)
  const isOnce = values.once ?? false
  if (isOnce && (every !== undefined || metrics !== undefined)) {
    throw new UsageError('--once ends after one run: accepted beside it are --org FILE and --password-stdin.')
  }
  return {
    organisationFile,
    everyMinutes: every === undefined ? DEFAULT_MINUTES : minutesOf(every),
    metricsPort: metrics === undefined ? undefined : portOf(metrics),
    once: isOnce,
    passwordFromInput: values['password-stdin'] ?? false,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        org: { type: 'string', multiple: true },
        every: { type: 'string', multiple: true },
        metrics: { type: 'string', multiple: true },
        once: { type: 'boolean' },
        'password-stdin': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: false,
    }).values
  } catch (error) {
    throw new UsageError(argumentSentence(error, accepted))
  }
}

function minutesOf(text: string): number {
  const [, number, unit] = /^(\d{1,4})(m|h)$/.exec(text) ?? []
  const minutes = number === undefined ? Number.NaN : Number(number) * (unit === 'h' ? 60 : 1)
  if (minutes >= SHORTEST_MINUTES && minutes <= LONGEST_MINUTES) return minutes
  throw new UsageError('--every is no time between two runs: accepted are 5m to 1440m and 1h to 24h, such as 30m.')
}

/** No other address than this one: whoever is on the network would read the names of servers. */
function portOf(text: string): number {
  const [, number] = /^127\.0\.0\.1:(\d{1,5})$/.exec(text) ?? []
  const port = Number(number)
  if (number !== undefined && port >= 1 && port <= 65_535) return port
  throw new UsageError(
    '--metrics is served to this machine alone: accepted is 127.0.0.1 with a port, such as 127.0.0.1:9464.',
  )
}
