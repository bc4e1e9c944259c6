import { z } from 'zod'
import { predictedStates } from './device-decision.ts'
import type { DeviceRow } from './device-row.ts'
import { folded, type RowIndex, type TextColumn, textColumns } from './row-index.ts'

const DAY = 86_400_000
const days = z.number().min(0).max(100_000).optional()
const value = z.string().max(1_000).optional()

/** Which rows are wanted; all that is given has to hold. */
export const DeviceFilter = z.strictObject({
  reported: z
    .array(z.enum(['Unknown', 'Allowed', 'Blocked', 'Quarantined', 'DeviceDiscovery', '']))
    .max(6)
    .optional(),
  predicted: z.array(z.enum(predictedStates)).max(predictedStates.length).optional(),
  /** Whether what Exchange reported is another state than the settings come to. */
  differs: z.boolean().optional(),
  integration: z.boolean().optional(),
  /** The whole value, without case and accents; empty asks for blank ones. */
  user: value,
  mailbox: value,
  agent: value,
  type: value,
  model: value,
  rule: value,
  /** First seen so many days ago at most: new devices. */
  firstSyncWithin: days,
  /** Has not synchronised for so many days, or never did since it came; of which nobody read that is not silent. */
  silentFor: days,
  /** Words, each of which stands somewhere in the row. */
  text: z.string().max(1_000).optional(),
})
export type DeviceFilter = z.infer<typeof DeviceFilter>

const timeColumns = ['firstSync', 'lastSync', 'lastAttempt'] as const
export const sortColumns = [...textColumns, ...timeColumns] as const
export const DeviceSort = z.strictObject({ by: z.enum(sortColumns), descending: z.boolean() })
export type DeviceSort = z.infer<typeof DeviceSort>

/** The places of the rows that a filter wants, in the order of the index. */
export function filterRows(index: RowIndex, filter: DeviceFilter, now: number): Uint32Array {
  const tests = [...testsOf(index, filter, now), ...(filter.text ?? '').split(/\s+/).flatMap(wordTest(index))]
  const found = new Uint32Array(index.rows.length)
  let count = 0
  rows: for (let at = 0; at < index.rows.length; at += 1) {
    for (const test of tests) if (!test(at)) continue rows
    found[count] = at
    count += 1
  }
  return found.subarray(0, count)
}

type Test = (at: number) => boolean

function testsOf(index: RowIndex, filter: DeviceFilter, now: number): Test[] {
  const { rows } = index
  const { reported, predicted, differs, integration, firstSyncWithin, silentFor } = filter
  const tests: Test[] = []
  if (reported) tests.push(oneOf(index, 'reported', reported))
  if (predicted) tests.push(oneOf(index, 'predicted', predicted))
  for (const column of ['user', 'mailbox', 'agent', 'type', 'model', 'rule'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) tests.push(oneOf(index, column, [wanted]))
  }
  if (differs !== undefined) tests.push((at) => rows[at]?.differs === differs)
  if (integration !== undefined) tests.push((at) => rows[at]?.integration === integration)
  if (firstSyncWithin !== undefined) {
    const since = now - firstSyncWithin * DAY
    tests.push((at) => (rows[at]?.firstSync ?? Number.NEGATIVE_INFINITY) >= since)
  }
  if (silentFor !== undefined) {
    const before = now - silentFor * DAY
    tests.push((at) => isSilent(rows[at], before))
  }
  return tests
}

function isSilent(row: DeviceRow | undefined, before: number): boolean {
  if (!row) return false
  const { firstSync, lastSync, neverSynced } = row
  return lastSync !== null ? lastSync <= before : neverSynced && (firstSync === null || firstSync <= before)
}

/** Whether a column holds one of these values. */
function oneOf({ coded }: RowIndex, column: TextColumn, values: readonly string[]): Test {
  const wanted = new Set(values.map(folded))
  const { folded: texts, codes } = coded[column]
  const isWanted = texts.map((text) => wanted.has(text))
  return (at) => isWanted[codes[at] ?? -1] === true
}

/** Whether a word stands anywhere in a row: a value that many rows have is looked through once for all of them. */
function wordTest({ coded, own, shared }: RowIndex): (word: string) => Test[] {
  return (word) => {
    const wanted = folded(word)
    if (wanted === '') return []
    const columns = shared.flatMap((column) => {
      const has = coded[column].folded.map((text) => text.includes(wanted))
      return has.includes(true) ? [{ has, codes: coded[column].codes }] : []
    })
    return [
      (at) => {
        for (const { has, codes } of columns) if (has[codes[at] ?? -1] === true) return true
        return own[at]?.includes(wanted) === true
      },
    ]
  }
}

/** The same places by a column. Equal ones stay in the order of the index; what has no time comes last, either way. */
export function sortRows(index: RowIndex, places: Uint32Array, { by, descending }: DeviceSort): Uint32Array {
  const sign = descending ? -1 : 1
  const keys = isTime(by) ? timesOf(index, by, descending) : ranksOf(index, by)
  return places.toSorted((left, right) => {
    const difference = ((keys[left] ?? 0) - (keys[right] ?? 0)) * sign
    return difference !== 0 && !Number.isNaN(difference) ? difference : left - right
  })
}

function isTime(column: DeviceSort['by']): column is (typeof timeColumns)[number] {
  return (timeColumns as readonly string[]).includes(column)
}

function timesOf({ rows }: RowIndex, by: (typeof timeColumns)[number], descending: boolean): Float64Array {
  const none = descending ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Float64Array.from(rows, (row) => row[by] ?? none)
}

/** Each row's place among the values of a column, so that texts are compared once a value and not once a row. */
function ranksOf({ coded }: RowIndex, by: TextColumn): Uint32Array {
  const { folded: texts, codes } = coded[by]
  const order = texts.map((_, code) => code).toSorted((left, right) => compare(texts[left] ?? '', texts[right] ?? ''))
  const ranks = new Uint32Array(texts.length)
  let rank = 0
  for (const [place, code] of order.entries()) {
    const before = order[place - 1]
    if (before !== undefined && texts[before] !== texts[code]) rank += 1
    ranks[code] = rank
  }
  return codes.map((code) => ranks[code] ?? 0)
}

function compare(left: string, right: string): number {
  if (left === right) return 0
  // Blank ones stand at the end, where they are in nobody's way.
  if (left === '' || right === '') return left === '' ? 1 : -1
  return left < right ? -1 : 1
}

export const groupColumns = ['user', 'agent', 'type', 'reported', 'predicted', 'rule'] as const
export type GroupColumn = (typeof groupColumns)[number]
/** `value` as the first of its rows writes it. */
export type DeviceGroup = { value: string; count: number }

/** How many rows have each value of a column, the most first. */
export function groupRows({ coded }: RowIndex, places: Uint32Array, by: GroupColumn): DeviceGroup[] {
  const { values, folded: texts, codes } = coded[by]
  const groups = new Map<string, DeviceGroup>()
  for (const at of places) {
    const code = codes[at] ?? 0
    const group = groups.get(texts[code] ?? '')
    if (group) group.count += 1
    else groups.set(texts[code] ?? '', { value: values[code] ?? '', count: 1 })
  }
  return [...groups.values()].toSorted((left, right) => right.count - left.count || compare(left.value, right.value))
}

/** A part of the rows: so many from a place on. */
export function pageOf({ rows }: RowIndex, places: Uint32Array, from: number, count: number): DeviceRow[] {
  return Array.from(places.subarray(from, from + count)).flatMap((at) => rows[at] ?? [])
}
