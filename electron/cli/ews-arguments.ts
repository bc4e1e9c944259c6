import { parseArgs } from 'node:util'
import { t } from '../../shared/language/translate.ts'
import { knownProfiles } from '../../shared/profiles/profile-file.ts'
import { UserAgent } from '../../shared/profiles/user-agent.ts'
import { type RemedyId, remedyIds } from '../../shared/remedies/remedy.ts'
import { argumentSentence, once } from './argument-mistakes.ts'
import { UsageError } from './exit-code.ts'

export type EwsArguments = {
  configurationFiles: string[]
  /** A path, or `-` for standard input. */
  mailboxes: string | undefined
  /** The id of a known profile, or the path of a profile’s file. */
  profile: string
  organisationFile: string | undefined
  userAgent: string | undefined
  account: string | undefined
  impersonates: boolean | undefined
  /** It can sign in with Basic alone. */
  basic: boolean | undefined
  /** A path, or `-` for standard output. */
  json: string | undefined
  preview: string | undefined
  apply: string | undefined
  undo: string | undefined
  remedy: RemedyId | undefined
  collect: string | undefined
}

const profiles = Object.keys(knownProfiles).join(', ')

/** How `postern ews` is called. */
export const ewsUsage = t`postern ews --config FILE... [--mailboxes FILE|-] [--profile ID|FILE] [--org FILE]
            [--user-agent TEXT] [--account NAME] [--impersonation] [--basic]
            [--json FILE|-] [--preview FILE] [--apply FILE] [--undo FILE] [--remedy REMEDY]
            [--collect FILE]

  --config FILE...   Exchange’s own configuration: the file of the script that --collect writes, or
                     what Export-Clixml, ConvertTo-Json, Export-Csv or Format-List made of
                     Get-OrganizationConfig, Get-CASMailbox and others
  --mailboxes FILE|- the mailboxes that the integration serves, as CSV or one a line; when left
                     out, the test mailbox of --org, or every mailbox that was read
  --profile ID|FILE  what the integration is: ${profiles}, or a file; ${profiles} when left out
  --org FILE         an organisation, whose account, impersonation and User-Agent are taken
  --user-agent TEXT  what the client calls itself, instead of what the profile or --org says
  --account NAME     the account that signs in: DOMAIN\\user, user@domain or user
  --impersonation    it acts for the mailboxes by ApplicationImpersonation
  --basic            it can sign in with Basic alone, which sends the password in every request
  --json FILE|-      all that was found as JSON, to a file or to standard output
  --preview FILE, --apply FILE, --undo FILE
                     writes the script that only says what it would change, the one that changes
                     it, and the one that puts back what was read
  --remedy REMEDY    the scripts are of this remedy alone; else of what changes at the mailboxes
                     themselves
  --collect FILE     writes the script that reads the configuration, and changes nothing

Says what Exchange’s configuration makes of an integration by EWS, and which mailboxes cannot work
and why. Nobody is asked over the network.

Exit code: 0 nothing keeps the integration out, 1 some mailboxes cannot work, 2 bad usage or file,
3 could not tell, 70 a bug of Postern's.`

const accepted = t`accepted are --config FILE..., --mailboxes FILE|-, --profile ID|FILE, --org FILE, --user-agent TEXT, --account NAME, --impersonation, --basic, --json FILE|-, --preview FILE, --apply FILE, --undo FILE, --remedy REMEDY, --collect FILE and --help`

const scripts = ['preview', 'apply', 'undo'] as const

/** Reads the arguments after `ews`. Throws a UsageError. */
export function parseEwsArguments(args: readonly string[]): EwsArguments | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  // A shell puts the files that a pattern stands for behind the option’s first value.
  if (positionals.length > 0 && !values.config)
    throw new UsageError(t`There is a word that belongs to no option: ${accepted}.`)
  const configurationFiles = [...(values.config ?? []), ...positionals]
  const given: EwsArguments = {
    configurationFiles,
    mailboxes: file('--mailboxes', values.mailboxes, t`standard input`),
    profile: once('--profile', values.profile) ?? Object.keys(knownProfiles)[0] ?? '',
    organisationFile: file('--org', values.org),
    userAgent: userAgentOf(once('--user-agent', values['user-agent'])),
    account: accountOf(once('--account', values.account)),
    impersonates: values.impersonation,
    basic: values.basic,
    json: file('--json', values.json, t`standard output`),
    preview: file('--preview', values.preview),
    apply: file('--apply', values.apply),
    undo: file('--undo', values.undo),
    remedy: remedyOf(once('--remedy', values.remedy)),
    collect: file('--collect', values.collect),
  }
  if (configurationFiles.includes('')) throw new UsageError('--config names no file: accepted is a path.')
  if (given.profile === '') throw new UsageError(`--profile names none: accepted are ${profiles}, or a path.`)
  refuseSameFile(given)
  if (configurationFiles.length > 0) return given
  if (given.collect === undefined) {
    throw new UsageError(
      'Which configuration is to be looked at is not said: give --config FILE; --collect FILE writes the script that makes one.',
    )
  }
  refuseWithoutConfiguration(given)
  return given
}

function parsed(args: readonly string[]) {
  const text = { type: 'string', multiple: true } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ config: text, mailboxes: text, profile: text, org: text, 'user-agent': text, account: text, json: text },
        ...{ preview: text, apply: text, undo: text, remedy: text, collect: text },
        impersonation: { type: 'boolean' },
        basic: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
  } catch (error) {
    throw new UsageError(argumentSentence(error, accepted))
  }
}

/** A path; `-` only where a stream can stand in its place. */
function file(option: string, values: readonly string[] | undefined, stream?: string): string | undefined {
  const path = once(option, values)
  if (path !== '' && (path !== '-' || stream !== undefined)) return path
  const orStream = stream === undefined ? '' : t`, or - for ${stream}`
  throw new UsageError(`${option} names no file: accepted is a path${orStream}.`)
}

function userAgentOf(text: string | undefined): string | undefined {
  if (text === undefined || UserAgent.safeParse(text).success) return text
  throw new UsageError('--user-agent is none: accepted are 1 to 200 printable ASCII characters.')
}

function accountOf(name: string | undefined): string | undefined {
  if (name === undefined || /^(?:[^\\\p{Cc}]+\\)?[^\\\p{Cc}]{1,320}$/u.test(name)) return name
  throw new UsageError('--account is no account name: accepted are DOMAIN\\user, user@domain and user.')
}

function remedyOf(name: string | undefined): RemedyId | undefined {
  const known = remedyIds.find((id) => id === name)
  if (name === undefined || known !== undefined) return known
  throw new UsageError(`--remedy names none: accepted are ${remedyIds.join(', ')}.`)
}

function refuseSameFile(given: EwsArguments): void {
  const named = (['json', 'collect', ...scripts] as const).flatMap((name) => {
    const path = given[name]
    return path === undefined || path === '-' ? [] : [{ name, path }]
  })
  for (const [at, { name, path }] of named.entries()) {
    const other = named.slice(0, at).find((earlier) => earlier.path === path)
    if (other) throw new UsageError(`--${other.name} and --${name} name the same file ${path}: accepted are two.`)
  }
}

/** Whoever only wants the script that reads would else look for what was not made. */
function refuseWithoutConfiguration(given: EwsArguments): void {
  const idle = (['mailboxes', 'json', 'remedy', ...scripts] as const).find((name) => given[name] !== undefined)
  if (idle) throw new UsageError(`--${idle} is about a configuration, and none is given: give --config FILE.`)
}
