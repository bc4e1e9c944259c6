import type { DeviceGroup, GroupColumn } from './query.ts'
import { compareTexts, type RowIndex } from './row-index.ts'
import { eachInSteps, inOneGo, type Steps, sortedInSteps } from './steps.ts'

/** How many rows have each value of a column, the most first. */
export function groupRows(index: RowIndex, places: Uint32Array, by: GroupColumn): DeviceGroup[] {
  return inOneGo(groupRowsInSteps(index, places, by))
}

/** The same, with other work between. */
export function* groupRowsInSteps({ coded }: RowIndex, places: Uint32Array, by: GroupColumn): Steps<DeviceGroup[]> {
  const { values, folded: texts, codes } = coded[by]
  const groups = new Map<string, DeviceGroup>()
  yield* eachInSteps(places, (at) => {
    const code = codes[at] ?? 0
    const group = groups.get(texts[code] ?? '')
    if (group) group.count += 1
    else groups.set(texts[code] ?? '', { value: values[code] ?? '', count: 1 })
  })
  return yield* sortedInSteps(
    [...groups.values()],
    (left, right) => right.count - left.count || compareTexts(left.value, right.value),
  )
}
