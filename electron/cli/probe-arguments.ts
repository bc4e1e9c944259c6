import { parseArgs } from 'node:util'
import { t } from '../../shared/language/translate.ts'
import { argumentSentence, once } from './argument-mistakes.ts'
import { UsageError } from './exit-code.ts'

export type ProbeArguments = {
  organisationFile: string
  only: string[] | undefined
  /** A path, `-` for standard output, or undefined. */
  json: string | undefined
  /** A path, or undefined. */
  html: string | undefined
  passwordFromInput: boolean
  tryAgain: boolean
  leaveNoTrace: boolean
  /** Whether Extended Protection may be found out by a deliberate bad sign-in. */
  extendedProtection: boolean
}

/** How `postern probe` is called. */
export const probeUsage = t`postern probe --org FILE [--only CHECK,...] [--json FILE|-] [--html FILE] [--password-stdin]
              [--try-again] [--leave-no-trace] [--no-extended-protection]

  --org FILE         the organisation: its domain, test mailbox, account and addresses
  --only CHECK,...   these checks and what they need, no others
  --json FILE|-      the whole run as JSON, to a file or to standard output
  --html FILE        the report as a page: the verdict, what to ask of whom, and all that was found
  --password-stdin   read the account's password from standard input, up to the first line break
  --try-again        send the password although it was rejected or got no answer before: the account was unlocked, or
                     the server mended
  --leave-no-trace   leave out what leaves something behind: no mobile device is signed in
  --no-extended-protection
                     leave out the one deliberate bad sign-in by which Extended Protection is found out

Exit code: 0 ready, 1 not ready, 2 bad usage or organisation file, 3 could not tell, 70 a bug of Postern's.`

const accepted = t`accepted are --org FILE, --only CHECK,..., --json FILE|-, --html FILE, --password-stdin, --try-again, --leave-no-trace, --no-extended-protection and --help`

/** Reads the arguments after `probe`; `checks` are the ids that exist. Throws a UsageError. */
export function parseProbeArguments(args: readonly string[], checks: readonly string[]): ProbeArguments | 'help' {
  const values = parsed(args)
  if (values.help) return 'help'
  const organisationFile = once('--org', values.org)
  const json = once('--json', values.json)
  const html = once('--html', values.html)
  const only = once('--only', values.only)
  if (!organisationFile) throw new UsageError('Which organisation is to be probed is not said: give --org FILE.')
  if (json === '') throw new UsageError('--json names no file: accepted is a path, or - for standard output.')
  if (html === '' || html === '-') throw new UsageError('--html names no file: accepted is a path.')
  if (html !== undefined && html === json)
    throw new UsageError(`--json and --html name the same file ${html}: accepted are two.`)
  return {
    organisationFile,
    only: only === undefined ? undefined : checkIds(only, checks),
    json,
    html,
    passwordFromInput: values['password-stdin'] ?? false,
    tryAgain: values['try-again'] ?? false,
    leaveNoTrace: values['leave-no-trace'] ?? false,
    extendedProtection: values['no-extended-protection'] !== true,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        org: { type: 'string', multiple: true },
        only: { type: 'string', multiple: true },
        json: { type: 'string', multiple: true },
        html: { type: 'string', multiple: true },
        'password-stdin': { type: 'boolean' },
        'try-again': { type: 'boolean' },
        'leave-no-trace': { type: 'boolean' },
        'no-extended-protection': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: false,
    }).values
  } catch (error) {
    throw new UsageError(argumentSentence(error, accepted))
  }
}

function checkIds(list: string, checks: readonly string[]): string[] {
  const ids = list
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  if (ids.length === 0) throw new UsageError(`--only names no check: accepted are ${checks.join(', ')}.`)
  const unknown = ids.find((id) => !checks.includes(id))
  if (unknown !== undefined) {
    throw new UsageError(`--only names ${unknown.slice(0, 80)}, which is no check: accepted are ${checks.join(', ')}.`)
  }
  return [...new Set(ids)]
}
