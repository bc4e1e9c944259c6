import { eachInSteps, inOneGo, type Steps } from '../steps/steps.ts'
import type { DeviceRow } from './device-row.ts'
import { folded } from './folded.ts'

/** The columns of a row that hold texts: what is looked for is looked for in all of them. */
export const textColumns = [
  'user',
  'mailbox',
  'name',
  'deviceId',
  'type',
  'model',
  'os',
  'agent',
  'client',
  'reported',
  'reason',
  'reportedRule',
  'predicted',
  'rule',
  'policy',
  'status',
] as const satisfies readonly (keyof DeviceRow)[]
export type TextColumn = (typeof textColumns)[number]
/** The columns whose values are looked up; the name of a step is none that somebody looks for by letters, nor is an identity. */
const codedColumns = [...textColumns, 'step', 'owner'] as const
export type CodedColumn = (typeof codedColumns)[number]

/** A column in which few values stand many times: the values, and which of them each row has. */
export type Coded = { values: readonly string[]; folded: readonly string[]; codes: Uint32Array }

/** Rows made ready to be looked through at each keystroke. */
export type RowIndex = {
  rows: readonly DeviceRow[]
  coded: Readonly<Record<CodedColumn, Coded>>
  /** All that a row says in columns whose values are mostly its own, folded. */
  own: readonly string[]
  /** The columns that are not in there. */
  shared: readonly TextColumn[]
}

/** A column with more values than this for each row is searched row by row. */
const MOSTLY_OWN = 1 / 4

/** Makes rows ready: once after each reading. */
export function indexRows(rows: readonly DeviceRow[]): RowIndex {
  return inOneGo(indexRowsInSteps(rows))
}

/** The same, with other work between. */
export function* indexRowsInSteps(rows: readonly DeviceRow[]): Steps<RowIndex> {
  const coded = {} as Record<CodedColumn, Coded>
  for (const column of codedColumns) coded[column] = yield* codedOf(rows, column)
  const shared = textColumns.filter((column) => coded[column].values.length <= Math.max(1, rows.length * MOSTLY_OWN))
  const ownColumns = textColumns.filter((column) => !shared.includes(column))
  const own: string[] = []
  yield* eachInSteps(rows.keys(), (at) => {
    own.push(ownColumns.map((column) => foldedAt(coded[column], at)).join('\n'))
  })
  return { rows, coded, own, shared }
}

function* codedOf(rows: readonly DeviceRow[], column: CodedColumn): Steps<Coded> {
  const values: string[] = []
  const known = new Map<string, number>()
  const codes = new Uint32Array(rows.length)
  yield* eachInSteps(rows.entries(), ([at, row]) => {
    const value = row[column]
    let code = known.get(value)
    if (code === undefined) {
      code = values.length
      known.set(value, code)
      values.push(value)
    }
    codes[at] = code
  })
  const texts: string[] = []
  yield* eachInSteps(values, (value) => {
    texts.push(folded(value))
  })
  return { values, folded: texts, codes }
}

function foldedAt({ folded: texts, codes }: Coded, at: number): string {
  return texts[codes[at] ?? 0] ?? ''
}

/** By their letters; blank ones stand at the end, where they are in nobody's way. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  if (left === '' || right === '') return left === '' ? 1 : -1
  return left < right ? -1 : 1
}
