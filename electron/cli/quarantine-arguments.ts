import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { t } from '../../shared/language/translate.ts'
import { DeviceAccessLevel } from '../../shared/management/mobile-configuration.ts'
import { scriptParts } from '../../shared/management/script.ts'
import { knownProfiles } from '../../shared/profiles/profile-file.ts'
import type { IntegrationPattern } from '../../shared/quarantine/integration.ts'
import { argumentSentence, once } from './argument-mistakes.ts'
import { UsageError } from './exit-code.ts'
import { parsePattern } from './quarantine-pattern.ts'
import { acceptedOptions } from './quarantine-usage.ts'
import { parseWhere, type Where } from './quarantine-where.ts'

const decidingEach = ['allow', 'block', 'leave', 'remove'] as const
const deciding = [...decidingEach, 'rule'] as const

/** What is decided, and why. */
export type AskedDecision = { reason: string; ticket: string | null } & (
  | { kind: (typeof decidingEach)[number] | 'rule'; where: Where; also: number }
  | { kind: 'default'; accessLevel: DeviceAccessLevel; hits: number | undefined }
)

export type QuarantineArguments = {
  inputs: string[]
  /** The id of a known profile, or the path of a profile’s file. */
  profile: string
  pattern: IntegrationPattern | undefined
  organisationFile: string | undefined
  strict: boolean
  where: Where | undefined
  csv: string | undefined
  /** A path, or `-` for standard output. */
  json: string | undefined
  decision: AskedDecision | undefined
  preview: string | undefined
  apply: string | undefined
  undo: string | undefined
  decided: string | undefined
  collect: string | undefined
  statistics: boolean
}

/** Reads the arguments after `quarantine`. Throws a UsageError. */
export function parseQuarantineArguments(args: readonly string[]): QuarantineArguments | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  // A shell puts the files that a pattern stands for behind the option’s first value.
  if (positionals.length > 0 && !values.in)
    throw new UsageError(t`There is a word that belongs to no option: ${acceptedOptions}.`)
  const whereText = once('--where', values.where)
  const pattern = once('--pattern', values.pattern)
  const where = whereText === undefined ? undefined : parseWhere(whereText)
  const given: QuarantineArguments = {
    inputs: [...(values.in ?? []), ...positionals],
    profile: once('--profile', values.profile) ?? Object.keys(knownProfiles)[0] ?? '',
    pattern: pattern === undefined ? undefined : parsePattern(pattern),
    organisationFile: file('--org', values.org),
    strict: values.strict ?? false,
    where,
    csv: file('--csv', values.csv),
    json: file('--json', values.json, t`standard output`),
    decision: decisionOf(values, where),
    preview: file('--preview', values.preview),
    apply: file('--apply', values.apply),
    undo: file('--undo', values.undo),
    decided: file('--decided', values.decided),
    collect: file('--collect', values.collect),
    statistics: values.statistics ?? false,
  }
  if (given.inputs.some((path) => path === '' || path === '-'))
    throw new UsageError(t`--in names no file: accepted is a path.`)
  if (given.profile === '')
    throw new UsageError(t`--profile names none: accepted are ${Object.keys(knownProfiles).join(', ')}, or a path.`)
  refuseIdle(given)
  refuseSameFile(given)
  return given
}

type Values = ReturnType<typeof parsed>['values']

function parsed(args: readonly string[]) {
  const text = { type: 'string', multiple: true } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ in: text, profile: text, pattern: text, org: text, where: text, csv: text, json: text, decide: text },
        ...{ default: text, reason: text, ticket: text, also: text, hits: text, decided: text, collect: text },
        ...{ preview: text, apply: text, undo: text, strict: flag, statistics: flag },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
  } catch (error) {
    throw new UsageError(argumentSentence(error, acceptedOptions))
  }
}

function decisionOf(values: Values, where: Where | undefined): AskedDecision | undefined {
  const decide = once('--decide', values.decide)
  const level = once('--default', values.default)
  const also = numberOf('--also', values.also)
  const hits = numberOf('--hits', values.hits)
  const reason = textOf('--reason', values.reason, 1_000)
  const ticket = textOf('--ticket', values.ticket, 100) ?? null
  if (decide !== undefined && level !== undefined)
    throw new UsageError(t`--decide and --default are two decisions: accepted is one at a time.`)
  const asking = decide === undefined ? '--default' : '--decide'
  if (decide === undefined && level === undefined) {
    const idle = (['reason', 'ticket', 'also', 'hits'] as const).find((name) => values[name] !== undefined)
    if (idle) throw new UsageError(t`--${idle} is about a decision, and none is given: give --decide or --default.`)
    return undefined
  }
  if (reason === undefined)
    throw new UsageError(t`${asking} needs a reason, which the script and the JSON keep: give --reason TEXT.`)
  if (level !== undefined) {
    if (also !== undefined) throw new UsageError(t`--also belongs to --decide: for --default, give --hits N.`)
    if (where) throw new UsageError(t`--default hits every device that nothing else decides about: leave out --where.`)
    const accessLevel = DeviceAccessLevel.options.find((each) => each.toLowerCase() === level.toLowerCase())
    if (!accessLevel) throw new UsageError(t`--default names no level: accepted are Allow, Quarantine and Block.`)
    return { kind: 'default', accessLevel, hits, reason, ticket }
  }
  const kind = deciding.find((each) => each === decide)
  if (!kind) throw new UsageError(t`--decide names no decision: accepted are ${deciding.join(', ')}.`)
  if (hits !== undefined) throw new UsageError(t`--hits belongs to --default: for --decide, give --also N.`)
  if (!where)
    throw new UsageError(
      t`--decide is about the devices of --where, and none is given: give --where, such as --where integration.`,
    )
  return { kind, where, also: also ?? 0, reason, ticket }
}

/** A path; `-` only where a stream can stand in its place. */
function file(option: string, values: readonly string[] | undefined, stream?: string): string | undefined {
  const path = once(option, values)
  if (path !== '' && (path !== '-' || stream !== undefined)) return path
  const orStream = stream === undefined ? '' : t`, or - for ${stream}`
  throw new UsageError(`${option} names no file: accepted is a path${orStream}.`)
}

function numberOf(option: string, values: readonly string[] | undefined): number | undefined {
  const text = once(option, values)
  if (text === undefined || /^\d{1,7}$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new UsageError(t`${option} is no number of devices: accepted is a whole number, 0 or more.`)
}

function textOf(option: string, values: readonly string[] | undefined, most: number): string | undefined {
  const text = once(option, values)?.trim()
  if (text === undefined || (text.length >= 1 && text.length <= most)) return text
  throw new UsageError(t`${option} is empty or too long: accepted are 1 to ${most} characters.`)
}

/** Whoever gives an option that does nothing would look for what was not made. */
function refuseIdle(given: QuarantineArguments): void {
  const { inputs, decision, decided, collect, statistics } = given
  if (statistics && collect === undefined)
    throw new UsageError(t`--statistics is about the script that reads: give --collect FILE.`)
  if (inputs.length === 0) {
    if (collect === undefined)
      throw new UsageError(
        t`Which devices are to be looked at is not said: give --in FILE; --collect FILE writes the script that makes one.`,
      )
    const idle = (['where', 'csv', 'json', 'decided', 'pattern', 'decision', ...scriptParts] as const).find(
      (name) => given[name] !== undefined,
    )
    if (idle) throw new UsageError(t`--${optionOf(idle, given)} is about exports, and none is given: give --in FILE.`)
  }
  const script = scriptParts.find((part) => given[part] !== undefined)
  if (script && !decision)
    throw new UsageError(t`--${script} is the script of a decision, and none is given: give --decide or --default.`)
  if (decision && decided !== undefined)
    throw new UsageError(t`--decided asks what became of a decision: accepted is no new one beside it.`)
}

function optionOf(name: string, { decision }: QuarantineArguments): string {
  if (name !== 'decision') return name
  return decision?.kind === 'default' ? 'default' : 'decide'
}

/** No file is written over one that is read, nor two into one. */
function refuseSameFile(given: QuarantineArguments): void {
  const taken = new Map<string, string>()
  const profile = Object.hasOwn(knownProfiles, given.profile) ? [] : [given.profile]
  const read: [string, (string | undefined)[]][] = [
    ['--in', given.inputs],
    ['--org', [given.organisationFile]],
    ['--decided', [given.decided]],
    ['--profile', profile],
  ]
  for (const [option, paths] of read) for (const path of paths) if (path !== undefined) taken.set(resolve(path), option)
  for (const name of ['csv', 'json', 'collect', ...scriptParts] as const) {
    const path = given[name]
    if (path === undefined || path === '-') continue
    const other = taken.get(resolve(path))
    if (other) throw new UsageError(t`${other} and --${name} name the same file ${path}: accepted are two.`)
    taken.set(resolve(path), `--${name}`)
  }
}
