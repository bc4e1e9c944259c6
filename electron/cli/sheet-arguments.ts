import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sheetFormats } from '../../shared/firewall/sheets/make-sheet.ts'
import type { PlatformOptions } from '../../shared/firewall/writer.ts'
import { t } from '../../shared/language/translate.ts'
import { argumentSentence, once } from './argument-mistakes.ts'
import { UsageError } from './exit-code.ts'
import { acceptedOptions } from './sheet-usage.ts'

export type SheetArguments = {
  rules: string
  /** The id of a format, or `zip` for all of them. */
  format: string
  out: string | undefined
  rollback: string | undefined
  delta: boolean
  confirmWide: boolean
  options: PlatformOptions
  /** A byte order mark in CSV. */
  mark: boolean
  /** As 2026-11-29; undefined: the day of the clock. */
  today: string | undefined
}

type Asked = SheetArguments | { listFormats: true; json: boolean } | 'help'

const MOST_TEXT = 200
const optionNames = {
  list: '--list',
  fromInterface: '--from-interface',
  toInterface: '--to-interface',
  position: '--position',
} as const satisfies Record<keyof PlatformOptions, string>

/** Reads the arguments after `sheet`. Throws a UsageError. */
export function parseSheetArguments(args: readonly string[]): Asked {
  const values = parsed(args)
  if (values.help) return 'help'
  if (values['list-formats']) {
    const idle = Object.keys(values).find((name) => name !== 'list-formats' && name !== 'json')
    if (idle) throw new UsageError(t`--list-formats makes no sheet: leave out --${idle}.`)
    return { listFormats: true, json: values.json ?? false }
  }
  if (values.json) throw new UsageError(t`--json is about --list-formats: for a sheet as JSON, give --format json.`)
  const rules = file('--rules', values.rules)
  if (rules === undefined) throw new UsageError(t`Of which rules a sheet is to be made is not said: give --rules FILE.`)
  const format = formatOf(once('--format', values.format))
  const given: SheetArguments = {
    ...{ rules, format, out: file('--out', values.out), rollback: file('--rollback', values.rollback) },
    ...{ delta: values.delta ?? false, confirmWide: values['confirm-wide'] ?? false },
    options: {
      ...text('list', values.list),
      ...text('fromInterface', values['from-interface']),
      ...text('toInterface', values['to-interface']),
      ...text('position', values.position),
    },
    mark: !(values['no-bom'] ?? false),
    today: dayOf(once('--today', values.today)),
  }
  refuseIdle(given)
  refuseSameFile(given)
  return given
}

function parsed(args: readonly string[]) {
  const text = { type: 'string', multiple: true } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ rules: text, format: text, out: text, rollback: text, list: text, position: text, today: text },
        ...{ 'from-interface': text, 'to-interface': text, delta: flag, 'confirm-wide': flag, 'no-bom': flag },
        ...{ 'list-formats': flag, json: flag, help: { type: 'boolean', short: 'h' } },
      },
    }).values
  } catch (error) {
    throw new UsageError(argumentSentence(error, acceptedOptions))
  }
}

function file(option: string, values: readonly string[] | undefined): string | undefined {
  const path = once(option, values)
  if (path === '' || path === '-') throw new UsageError(t`${option} names no file: accepted is a path.`)
  return path
}

function formatOf(id: string | undefined): string {
  const known = [...sheetFormats.map((format) => format.id), 'zip']
  const accepted = known.join(', ')
  if (id === undefined)
    throw new UsageError(t`Which sheet is to be made is not said: give --format, one of ${accepted}.`)
  if (!known.includes(id)) throw new UsageError(t`--format names no sheet: accepted are ${accepted}.`)
  return id
}

function text(key: keyof PlatformOptions, values: readonly string[] | undefined): PlatformOptions {
  const option = optionNames[key]
  const value = once(option, values)?.trim()
  if (value === undefined) return {}
  if (value === '' || value.length > MOST_TEXT || !/^[\x20-\x7e]+$/.test(value))
    throw new UsageError(t`${option} is empty, too long, or not in ASCII: accepted are 1 to ${MOST_TEXT} characters.`)
  return { [key]: value }
}

function dayOf(day: string | undefined): string | undefined {
  if (day === undefined) return undefined
  const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined
  // 2026-02-30 would be read as a day in March.
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)) return day
  throw new UsageError(t`--today is no day: accepted is one such as 2026-11-29.`)
}

/** Whoever gives an option that does nothing would take the sheet for what it is not. */
function refuseIdle({ format, out, rollback, options, mark }: SheetArguments): void {
  const known = sheetFormats.find(({ id }) => id === format)
  if (rollback !== undefined && known?.for !== 'firewall')
    throw new UsageError(t`--rollback is of a firewall’s sheet, and ${format} is none: leave it out.`)
  if (!mark && format !== 'csv') throw new UsageError(t`--no-bom is about --format csv: leave it out.`)
  const read = known?.options.map(({ key }) => optionNames[key]) ?? []
  for (const key of Object.keys(options) as (keyof PlatformOptions)[]) {
    const option = optionNames[key]
    if (read.includes(option)) continue
    const accepted = read.length === 0 ? t`none` : read.join(', ')
    throw new UsageError(t`${option} does nothing in the sheet ${format}: accepted there are ${accepted}.`)
  }
  if (out === undefined && (format === 'zip' || format === 'xlsx'))
    throw new UsageError(t`${format} is no text to show: give --out FILE.`)
}

/** No file is written over the one that is read, nor two into one. */
function refuseSameFile({ rules, out, rollback }: SheetArguments): void {
  const taken = new Map([[resolve(rules), '--rules']])
  for (const [option, path] of [
    ['--out', out],
    ['--rollback', rollback],
  ] as const) {
    if (path === undefined) continue
    const other = taken.get(resolve(path))
    if (other) throw new UsageError(t`${other} and ${option} name the same file ${path}: accepted are two.`)
    taken.set(resolve(path), option)
  }
}
