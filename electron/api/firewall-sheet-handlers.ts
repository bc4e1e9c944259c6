import type { CallArgument, Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { findingsOfRules } from '../../shared/firewall/findings-of-rules.ts'
import { leftOutSentence } from '../../shared/firewall/sheets/left-out-sentence.ts'
import { makeAllSheets, makeSheet, sheetFormats } from '../../shared/firewall/sheets/make-sheet.ts'
import type { SheetInput } from '../../shared/firewall/sheets/sheet-input.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'
import type { RunStore } from '../engine/store/run-store.ts'
import { draftOf, ruleSetOf } from './firewall-rule-set.ts'
import { runsOf } from './firewall-runs.ts'
import type { Organisations } from './organisations.ts'

type SheetCalls = Pick<Handlers['calls'], 'firewall.preview' | 'firewall.export'>
type Query = CallArgument<'firewall.preview'>

/** Every form at once. */
const ALL = 'zip'
const MOST_LEFT_OUT = 20_000
const MOST_NOTES = 200

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
    async 'firewall.preview'(query) {
      if (query.format === ALL) {
        inputOf(query)
        return { apply: '', rollback: '', binary: true, leftOut: [], notes: [] }
      }
      const { sheet, format } = await made(query)
      const { apply, rollback, rollbackExtension, leftOut, notes } = sheet
      return {
        ...{ apply: typeof apply === 'string' ? apply : '', rollback, binary: typeof apply !== 'string' },
        ...(rollbackExtension !== undefined && { rollbackExtension }),
        leftOut: leftOut.slice(0, MOST_LEFT_OUT).map((each) => leftOutSentence(each, format.name)),
        notes: notes.slice(0, MOST_NOTES),
      }
    },
    async 'firewall.export'(query) {
      if (query.format === ALL) {
        const input = inputOf(query)
        const name = archiveName(input.today)
        return { name, mime: 'application/zip', base64: base64Of(await makeAllSheets(input)) }
      }
      const { sheet } = await made(query)
      return { name: sheet.name, mime: sheet.mime, base64: base64Of(sheet.apply) }
    },
  }
}

/** The name of the file with every form. */
export function archiveName(today: string): string {
  return `postern-firewall-${today}.zip`
}

function base64Of(content: string | Uint8Array): string {
  return Buffer.from(content as Uint8Array).toString('base64')
}
