import { z } from 'zod'
import { keyOf } from './device.ts'
import { decidingSteps, predictedStates } from './device-decision.ts'
import type { DeviceRow } from './device-row.ts'
import { folded } from './folded.ts'
import { type CodedColumn, type RowIndex, textColumns } from './row-index.ts'
import { isSilent } from './silence.ts'

const DAY = 86_400_000
const days = z.number().min(0).max(100_000).optional()
const value = z.string().max(1_000).optional()

/** So many devices can be asked for by name. */
export const mostKeys = 10_000

/** Which rows are wanted; all that is given has to hold. */
export const DeviceFilter = z.strictObject({
  /** These, by what they are known by: what somebody was told of. */
  keys: z.array(z.string().min(1).max(1_000)).min(1).max(mostKeys).optional(),
  reported: z
    .array(z.enum(['Unknown', 'Allowed', 'Blocked', 'Quarantined', 'DeviceDiscovery', '']))
    .max(6)
    .optional(),
  predicted: z.array(z.enum(predictedStates)).max(predictedStates.length).optional(),
  /** The steps of which one decides. */
  step: z.array(z.enum(decidingSteps)).max(decidingSteps.length).optional(),
  /** Whether what Exchange reported is another state than the settings come to. */
  differs: z.boolean().optional(),
  integration: z.boolean().optional(),
  /** Whose: the identity of the mailbox, without case. */
  user: value,
  /** The whole value, without case; empty asks for blank ones. */
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
export const sortColumns = [...textColumns, 'step', ...timeColumns] as const
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
  const { reported, predicted, step, differs, integration, firstSyncWithin, silentFor } = filter
  const tests: Test[] = []
  if (filter.keys) {
    const keys = new Set(filter.keys.map(keyOf))
    tests.push((at) => keys.has(rows[at]?.key ?? ''))
  }
  if (reported) tests.push(oneOf(index, 'reported', reported))
  if (predicted) tests.push(oneOf(index, 'predicted', predicted))
  if (step) tests.push(oneOf(index, 'step', step))
  if (filter.user !== undefined) tests.push(oneOf(index, 'owner', [filter.user]))
  for (const column of ['mailbox', 'agent', 'type', 'model', 'rule'] as const) {
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
    tests.push((at) => {
      const row = rows[at]
      return row !== undefined && isSilent(row, silentFor, now)
    })
  }
  return tests
}

/** Whether a column holds one of these values. Those that differ by an accent are two: of people and rules they are. */
function oneOf({ coded }: RowIndex, column: CodedColumn, wantedOnes: readonly string[]): Test {
  const wanted = new Set(wantedOnes.map(keyOf))
  const { values, codes } = coded[column]
  const isWanted = values.map((text) => wanted.has(keyOf(text)))
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

export const groupColumns = ['user', 'agent', 'type', 'reported', 'predicted', 'step', 'rule'] as const
export type GroupColumn = (typeof groupColumns)[number]
/** `value` as the first of its rows writes it; of a person the identity, with the name and the address beside it. */
export type DeviceGroup = { value: string; count: number; name?: string | undefined; mailbox?: string | undefined }

/** A part of the rows: so many from a place on. */
export function pageOf({ rows }: RowIndex, places: Uint32Array, from: number, count: number): DeviceRow[] {
  return Array.from(places.subarray(from, from + count)).flatMap((at) => rows[at] ?? [])
}
