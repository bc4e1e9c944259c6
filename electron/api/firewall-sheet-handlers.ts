import type { CallArgument, CallResult, Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { findingsOfRules } from '../../shared/firewall/findings-of-rules.ts'
import { leftOutSentence } from '../../shared/firewall/sheets/left-out-sentence.ts'
import { makeAllSheets, makeSheet, sheetFormats } from '../../shared/firewall/sheets/make-sheet.ts'
import type { SheetInput } from '../../shared/firewall/sheets/sheet-input.ts'
import type { ToldFormat } from '../../shared/firewall/told-firewall.ts'
import { t } from '../../shared/language/translate.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'
import type { RunStore } from '../engine/store/run-store.ts'
import { draftOf, ruleSetOf } from './firewall-rule-set.ts'
import { runsOf } from './firewall-runs.ts'
import { otherWork } from './in-slices.ts'
import type { Organisations } from './organisations.ts'
import { orTooLong } from './sheet-too-long.ts'

type SheetCalls = Pick<Handlers['calls'], 'firewall.preview' | 'firewall.export'>
type Query = CallArgument<'firewall.preview'>

/** Every form at once. */
const ALL = 'zip'
const MOST_LEFT_OUT = 20_000
const MOST_NOTES = 200
/** What is longer is not shown: no window could be scrolled through it, and a message takes no more than some times as much. */
const MOST_SHOWN = 16 * 1024 * 1024

/** The calls about sheets: as a text to look at, and as a file. */
export function firewallSheetHandlers(parts: {
  store: FirewallStore
  runs: RunStore
  organisations: Organisations
  now: () => Date
}): SheetCalls {
  const { store, runs, organisations, now } = parts

  function inputOf({ options, delta }: Query): SheetInput {
    const of = organisations.needed()
    if (delta && !store.sources.read(of.id, delta.sourceId)) throw new ContractError('no-such-source')
    const set = ruleSetOf(
      { id: of.id, draft: draftOf(of, store) },
      { store, now: now(), delta, runs: runsOf(of, runs) },
    )
    const today = now().toISOString().slice(0, 10)
    return { set, findings: findingsOfRules(set, { today }), options, delta: delta !== null, today }
  }

  async function made(query: Query) {
    const sheet = await makeSheet(query.format, inputOf(query))
    const format = sheetFormats.find(({ id }) => id === query.format)
    if (!sheet || !format) throw new ContractError('no-such-format')
    return { sheet, format }
  }

  return {
    'firewall.preview': (query) => orTooLong(() => preview(query)),
    'firewall.export': (query) => orTooLong(() => exported(query)),
  }

  async function preview(query: Query): Promise<CallResult<'firewall.preview'>> {
    if (query.format === ALL) {
      inputOf(query)
      return { apply: '', rollback: '', binary: true, leftOut: [], notes: [] }
    }
    const { sheet, format } = await made(query)
    const { apply, rollback, rollbackExtension, leftOut, notes } = sheet
    const isShown = typeof apply === 'string' && apply.length + rollback.length <= MOST_SHOWN
    const long = typeof apply === 'string' && !isShown ? longNotes(format) : []
    return {
      ...(isShown ? { apply, rollback, binary: false } : { apply: '', rollback: '', binary: true }),
      ...(rollbackExtension !== undefined && { rollbackExtension }),
      leftOut: leftOut.slice(0, MOST_LEFT_OUT).map((each) => leftOutSentence(each, format.name)),
      notes: [...long, ...notes].slice(0, MOST_NOTES),
    }
  }

  async function exported(query: Query): Promise<CallResult<'firewall.export'>> {
    if (query.format === ALL) {
      const input = inputOf(query)
      const name = archiveName(input.today)
      return { name, mime: 'application/zip', base64: base64Of(await makeAllSheets(input, otherWork)) }
    }
    const { sheet } = await made(query)
    return { name: sheet.name, mime: sheet.mime, base64: base64Of(sheet.apply) }
  }
}

/** The name of the file with every form. */
export function archiveName(today: string): string {
  return `postern-firewall-${today}.zip`
}

function longNotes(format: Pick<ToldFormat, 'for'>): string[] {
  const most = MOST_SHOWN / 1_048_576
  return format.for === 'people'
    ? [t`The sheet is too long to be shown: it has more than ${most} MiB.`]
    : [
        t`The sheet is too long to be shown: it has more than ${most} MiB. Its file has what is applied; what takes it back is in the archive of all forms.`,
      ]
}

function base64Of(content: string | Uint8Array): string {
  return Buffer.from(content as Uint8Array).toString('base64')
}
