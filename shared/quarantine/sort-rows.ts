import { eachInSteps, inOneGo, type Steps, sortedInSteps } from '../steps/steps.ts'
import { decidingSteps } from './device-decision.ts'
import type { DeviceSort } from './query.ts'
import { type CodedColumn, compareTexts, type RowIndex } from './row-index.ts'

/** Each row's place among the values of a column, from 1 on; 0: it has none. `most` is the highest. */
type Ranks = { ranks: Uint32Array; most: number }

/** The columns by which rows were put in order already: values are compared once a reading, and not once a question. */
const known = new WeakMap<RowIndex, Map<DeviceSort['by'], Ranks>>()

/** The same places by a column. Equal ones stay in the order of the index; what is blank comes last, either way. */
export function sortRows(index: RowIndex, places: Uint32Array, sort: DeviceSort): Uint32Array {
  return inOneGo(sortRowsInSteps(index, places, sort))
}

/** The same, with other work between. */
export function* sortRowsInSteps(
  index: RowIndex,
  places: Uint32Array,
  { by, descending }: DeviceSort,
): Steps<Uint32Array> {
  const { ranks, most } = yield* ranksOf(index, by)
  // How many stand before those of each rank: blank ones count as the highest there is.
  const orderOf = (at: number) => {
    const rank = ranks[at] ?? 0
    if (rank === 0) return most
    return descending ? most - rank : rank - 1
  }
  const starts = new Uint32Array(most + 2)
  for (const at of places) starts[orderOf(at) + 1] = (starts[orderOf(at) + 1] ?? 0) + 1
  for (let order = 1; order < starts.length; order += 1) starts[order] = (starts[order] ?? 0) + (starts[order - 1] ?? 0)
  yield
  const sorted = new Uint32Array(places.length)
  for (const at of places) {
    const order = orderOf(at)
    const start = starts[order] ?? 0
    sorted[start] = at
    starts[order] = start + 1
  }
  return sorted
}

function* ranksOf(index: RowIndex, by: DeviceSort['by']): Steps<Ranks> {
  const ofIndex = known.get(index) ?? new Map<DeviceSort['by'], Ranks>()
  known.set(index, ofIndex)
  const before = ofIndex.get(by)
  if (before) return before
  const made = yield* by === 'firstSync' || by === 'lastSync' || by === 'lastAttempt'
    ? ranksOfTimes(index, by)
    : ranksOfTexts(index, by)
  ofIndex.set(by, made)
  return made
}

function* ranksOfTimes({ rows }: RowIndex, by: 'firstSync' | 'lastSync' | 'lastAttempt'): Steps<Ranks> {
  const times = new Set<number>()
  yield* eachInSteps(rows, (row) => {
    const time = row[by]
    if (time !== null) times.add(time)
  })
  const rankOf = new Map<number, number>()
  yield* eachInSteps(Float64Array.from(times).sort(), (time) => {
    rankOf.set(time, rankOf.size + 1)
  })
  const ranks = new Uint32Array(rows.length)
  yield* eachInSteps(rows.entries(), ([at, row]) => {
    ranks[at] = rankOf.get(row[by] ?? Number.NaN) ?? 0
  })
  return { ranks, most: rankOf.size }
}

/** Texts by their letters, and steps as Exchange takes them. */
function* ranksOfTexts({ coded }: RowIndex, by: CodedColumn): Steps<Ranks> {
  const { folded: texts, codes } = coded[by]
  const steps: readonly string[] = decidingSteps
  const order = yield* sortedInSteps(
    texts.map((_, code) => code),
    by === 'step'
      ? (left, right) => steps.indexOf(texts[left] ?? '') - steps.indexOf(texts[right] ?? '')
      : (left, right) => compareTexts(texts[left] ?? '', texts[right] ?? ''),
  )
  const ofCode = new Uint32Array(texts.length)
  let most = 0
  yield* eachInSteps(order.entries(), ([place, code]) => {
    if (texts[code] === '') return
    const before = order[place - 1]
    if (before === undefined || texts[before] !== texts[code]) most += 1
    ofCode[code] = most
  })
  return { ranks: codes.map((code) => ofCode[code] ?? 0), most }
}
