import { nameOfIdentity } from '../ews/mailbox-index.ts'
import { eachInSteps, inOneGo, type Steps, sortedInSteps } from '../steps/steps.ts'
import { keyOf } from './device.ts'
import type { DeviceGroup, GroupColumn } from './query.ts'
import { compareTexts, type RowIndex } from './row-index.ts'

/** How many rows have each value of a column, the most first. People are told apart by their mailboxes. */
export function groupRows(index: RowIndex, places: Uint32Array, by: GroupColumn): DeviceGroup[] {
  return inOneGo(groupRowsInSteps(index, places, by))
}

/** The same, with other work between. */
export function* groupRowsInSteps(
  { coded, rows }: RowIndex,
  places: Uint32Array,
  by: GroupColumn,
): Steps<DeviceGroup[]> {
  const { values, codes } = coded[by === 'user' ? 'owner' : by]
  const ofCode = new Map<number, DeviceGroup>()
  const groups = new Map<string, DeviceGroup>()
  yield* eachInSteps(places, (at) => {
    const code = codes[at] ?? 0
    const known = ofCode.get(code) ?? groups.get(keyOf(values[code] ?? ''))
    const group = known ?? { value: values[code] ?? '', count: 0, ...(by === 'user' && whoOf(rows[at])) }
    group.count += 1
    ofCode.set(code, group)
    if (!known) groups.set(keyOf(group.value), group)
  })
  return yield* sortedInSteps(
    [...groups.values()],
    (left, right) => right.count - left.count || compareTexts(left.name ?? left.value, right.name ?? right.value),
  )
}

function whoOf(row: RowIndex['rows'][number] | undefined): Pick<DeviceGroup, 'name' | 'mailbox'> {
  return { name: nameOfIdentity(row?.user ?? ''), mailbox: row?.mailbox ?? '' }
}
