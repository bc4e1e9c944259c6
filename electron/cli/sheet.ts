import { allWriters } from '../../shared/firewall/all-writers.ts'
import { findingsOfRules } from '../../shared/firewall/findings-of-rules.ts'
import type { LeftOut } from '../../shared/firewall/resolved-rule.ts'
import type { RuleSet } from '../../shared/firewall/rule-set.ts'
import { findingSentence } from '../../shared/firewall/sheets/cover.ts'
import { leftOutSentence } from '../../shared/firewall/sheets/left-out-sentence.ts'
import { makeAllSheets, makeSheet, sheetFormats } from '../../shared/firewall/sheets/make-sheet.ts'
import type { MadeSheet, SheetInput } from '../../shared/firewall/sheets/sheet-input.ts'
import { figure, t } from '../../shared/language/translate.ts'
import { readRulesFile } from '../api/rules-file.ts'
import { complain } from './complain.ts'
import { exitCodes, StoppedError, UsageError } from './exit-code.ts'
import { openResultFile } from './result-file.ts'
import { parseSheetArguments, type SheetArguments } from './sheet-arguments.ts'
import { formatLines, formatsAsJson } from './sheet-formats.ts'
import { sheetUsage } from './sheet-usage.ts'

/** So many wide entries are named where they are refused. */
const MOST_NAMED = 5

/**
 * `postern sheet`: firewall rules as a sheet for people, or as a firewall's configuration. Returns the exit code; throws a
 * UsageError for bad input.
 */
export async function sheet(args: readonly string[], signal: AbortSignal, now = () => new Date()): Promise<number> {
  const options = parseSheetArguments(args)
  if (options === 'help') return say(sheetUsage)
  if ('listFormats' in options) return say(options.json ? formatsAsJson() : formatLines().join('\n'))
  const set = await openRules(options)
  if (signal.aborted) throw new StoppedError()
  const out = options.out === undefined ? undefined : await openResultFile(options.out, '--out')
  const back = options.rollback === undefined ? undefined : await openResultFile(options.rollback, '--rollback')
  const today = options.today ?? now().toISOString().slice(0, 10)
  // Of a firewall's sheet only what is about that firewall, beside what is about all.
  const writer = allWriters.find(({ meta }) => meta.id === options.format)
  const findings = findingsOfRules(set, writer ? { today, writers: [writer] } : { today })
  const made = await make(options, { set, findings, options: options.options, delta: options.delta, today })
  if (out) await out.write(made.apply)
  else process.stdout.write(made.apply)
  await back?.write(made.rollback)
  tellBeside(made, options)
  const errors = findings.filter(({ severity }) => severity === 'error')
  for (const finding of errors) complain(findingSentence(finding))
  // What one firewall does not take keeps nobody from the sheet of another.
  const isWrong = errors.some(({ platform }) => platform === null || platform === options.format)
  return isWrong || made.leftOut.some(isUnfinishedChange) ? exitCodes['not-ready'] : exitCodes.ready
}

/** A change that can't be told by members alone: after such a delta sheet the firewall does not have the list of now. */
function isUnfinishedChange({ why }: LeftOut): boolean {
  return why === 'first-of-kind' || why === 'last-of-kind'
}

async function openRules({ rules, confirmWide, delta }: SheetArguments): Promise<RuleSet> {
  const read = await readRulesFile(rules)
  if ('sentence' in read) throw new UsageError(`${rules}: ${read.sentence}`)
  const { set, wide } = read
  if (wide.length > 0 && !confirmWide) {
    const named = wide.slice(0, MOST_NAMED).join(', ')
    const more = wide.length > MOST_NAMED ? t` and ${figure(wide.length - MOST_NAMED)} more` : ''
    throw new UsageError(
      t`${rules}: These entries let in very many: ${named}${more}. Give --confirm-wide if the vendor has them all.`,
    )
  }
  if (delta && set.groups.every(({ before }) => before === null))
    throw new UsageError(
      t`${rules}: No group has an earlier list to compare with: accepted for --delta is a file whose groups have "before".`,
    )
  return set
}

async function make({ format, mark }: SheetArguments, input: SheetInput): Promise<Omit<MadeSheet, 'name' | 'mime'>> {
  if (format === 'zip') return { apply: await makeAllSheets(input), rollback: '', leftOut: [], notes: [] }
  const made = await makeSheet(format, input)
  if (!made) throw new Error(`There is no sheet ${format}.`)
  return mark || typeof made.apply !== 'string' ? made : { ...made, apply: made.apply.replace(/^\ufeff/, '') }
}

/** What the sheet does not say by itself: what it leaves out, and what somebody must know before it is applied. */
function tellBeside({ leftOut, notes }: Pick<MadeSheet, 'leftOut' | 'notes'>, { format }: SheetArguments): void {
  const known = sheetFormats.find(({ id }) => id === format)
  for (const warning of known?.warnings ?? []) complain(warning)
  for (const note of notes) complain(note)
  const platform = known?.for === 'firewall' ? known.name : t`the sheet`
  for (const each of leftOut) complain(leftOutSentence(each, platform))
}

function say(text: string): number {
  process.stdout.write(`${text.trimEnd()}\n`)
  return 0
}
