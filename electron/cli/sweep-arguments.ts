import { parseArgs } from 'node:util'
import { figure, t } from '../../shared/language/translate.ts'
import { type VirtualDirectory, virtualDirectories } from '../../shared/run/virtual-directories.ts'
import { argumentSentence, once } from './argument-mistakes.ts'
import { UsageError } from './exit-code.ts'
import { hostNameIn, MOST_TARGETS } from './sweep-targets.ts'

export type SweepArguments = {
  /** As they were written; what they mean is read with those of the list. */
  targets: string[]
  /** A path, or `-` for standard input. */
  file: string | undefined
  organisationFile: string | undefined
  port: number
  /** Asked for at every address, in the place of the target itself. */
  publishedName: string | undefined
  directories: [VirtualDirectory, ...VirtualDirectory[]]
  concurrency: number | undefined
  timeoutSeconds: number | undefined
  /** A path, or `-` for standard output. */
  json: string | undefined
}

const known = Object.keys(virtualDirectories) as VirtualDirectory[]
/** What a mailbox service signs in to. */
const usual: readonly [VirtualDirectory, ...VirtualDirectory[]] = ['ews', 'active-sync', 'autodiscover']

/** How `postern sweep` is called. */
export const sweepUsage = t`postern sweep TARGET... [--file LIST|-] [--org FILE] [--port PORT] [--name NAME]
              [--directories DIRECTORY,...] [--concurrency N] [--timeout SECONDS] [--json FILE|-]

  TARGET             an address, a host name, a network (10.0.0.0/24) or a range (10.0.0.1-20)
  --file LIST|-      targets from a file or standard input, one a line; a # begins a remark
  --org FILE         an organisation whose resolvers are asked, and whose authorities are trusted
  --port PORT        the port of HTTPS; 443 when left out
  --name NAME        the published name: every server is asked for it, and its certificate is
                     held against it
  --directories DIRECTORY,...
                     the virtual directories that are asked for their sign-in schemes, out of
                     ${known.join(', ')};
                     ${usual.join(', ')} when left out
  --concurrency N    so many servers are looked at side by side, 1 to 256; 64 when left out
  --timeout SECONDS  how long a connection, a handshake and each answer may take, 1 to 60
  --json FILE|-      a line of JSON for each server, to a file or to standard output

Looks at many servers without a password: certificate, sign-in schemes, names, Windows and
Exchange version. At most ${figure(MOST_TARGETS)} targets and 30 minutes; Ctrl+C ends it with what was seen so far.

Exit code: 0 nothing fails, 1 something is to be mended, 2 bad usage or file, 3 could not tell,
70 a bug of Postern's.`

const accepted = t`accepted are TARGET..., --file LIST|-, --org FILE, --port PORT, --name NAME, --directories DIRECTORY,..., --concurrency N, --timeout SECONDS, --json FILE|- and --help`

/** Reads the arguments after `sweep`. Throws a UsageError. */
export function parseSweepArguments(args: readonly string[]): SweepArguments | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  const file = path('--file', once('--file', values.file), t`standard input`)
  const json = path('--json', once('--json', values.json), t`standard output`)
  const organisationFile = once('--org', values.org)
  const directories = once('--directories', values.directories)
  const name = once('--name', values.name)
  const publishedName = name === undefined ? undefined : hostNameIn(name)
  if (organisationFile === '') throw new UsageError('--org names no file: accepted is a path.')
  if (name !== undefined && publishedName === undefined) {
    throw new UsageError('--name is no host name: accepted is one such as mail.contoso.com.')
  }
  if (positionals.length === 0 && file === undefined) {
    throw new UsageError(
      'Which servers are to be looked at is not said: give addresses, host names, networks or ranges, or --file LIST.',
    )
  }
  return {
    targets: positionals,
    file,
    organisationFile,
    port: number('--port', once('--port', values.port), 65_535) ?? 443,
    publishedName,
    directories: directories === undefined ? [...usual] : directoriesIn(directories),
    concurrency: number('--concurrency', once('--concurrency', values.concurrency), 256),
    timeoutSeconds: number('--timeout', once('--timeout', values.timeout), 60),
    json,
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string', multiple: true } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ file: text, org: text, port: text, name: text, directories: text, concurrency: text, timeout: text },
        json: text,
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
  } catch (error) {
    throw new UsageError(argumentSentence(error, accepted))
  }
}

function path(option: string, value: string | undefined, stream: string): string | undefined {
  if (value === '') throw new UsageError(`${option} names no file: accepted is a path, or - for ${stream}.`)
  return value
}

function number(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (value >= 1 && value <= most) return value
  throw new UsageError(`${option} is no number that it may be: accepted is a whole number from 1 to ${most}.`)
}

function directoriesIn(list: string): SweepArguments['directories'] {
  const names = list.split(',').map((name) => name.trim().toLowerCase())
  const [first, ...others] = known.filter((directory) => names.includes(directory))
  const isKnown = (name: string) => known.some((directory) => directory === name)
  if (first !== undefined && names.every(isKnown)) return [first, ...others]
  throw new UsageError(`--directories names what is no virtual directory: accepted are ${known.join(', ')}.`)
}
