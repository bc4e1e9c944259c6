import { openDesk } from '../../shared/quarantine/desk.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import { rowsOf } from '../../shared/quarantine/device-row.ts'
import { narrowestRule } from '../../shared/quarantine/narrowest-rule.ts'
import { type DeviceFilter, filterRows } from '../../shared/quarantine/query.ts'
import { indexRows } from '../../shared/quarantine/row-index.ts'
import { sortRows } from '../../shared/quarantine/sort-rows.ts'
import { whatIfDefault } from '../../shared/quarantine/what-if.ts'
import { manyDevices, now } from '../shared/quarantine/example.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { median } from './median.ts'

/** The goals, in milliseconds: devices are there, from the file on; a filter at each keystroke; what a change makes of all. */
const [LOADED, FILTER, WHAT_IF] = [6_000, 50, 1_000]
const ROUNDS = 9

const filters: readonly (readonly [what: string, filter: DeviceFilter])[] = [
  ['a word that a fifth of them have', { text: 'person 2' }],
  ['a word that nobody has', { text: 'contoso.example' }],
  ['the integration’s in quarantine', { integration: true, reported: ['Quarantined'] }],
  ['new ones with two words', { firstSyncWithin: 365, text: 'gerät iphone' }],
]

/**
 * How long so many devices, each in a mailbox of its own and under fifty rules, take to be joined and decided, filtered,
 * sorted, and asked what another default makes of all of them and which rule lets the integration in. Nothing is read from
 * a file here: that is the group `devices`.
 */
export function benchQuarantine(count: number): BenchRow[] {
  const configuration = manyDevices(count)
  const pattern = { userAgent: 'python-EAS-Client*' }
  const opening = timesOf(3, () => indexRows(rowsOf(openDesk(configuration, now), pattern)))
  const desk = openDesk(configuration, now)
  const index = indexRows(rowsOf(desk, pattern))
  const all = filterRows(index, {}, now)
  if (all.length !== count) throw new Error('Not every device was found.')
  const integration: Device[] = desk.index.devices.filter((_, at) => index.rows[at]?.integration)
  const name = `quarantine: ${count} devices`
  const row = (what: string, times: readonly number[], goal: number) =>
    rowBeside(
      { name: `${name}, ${what}`, unit: 'ms', ours: rounded(median(times)), peer: { name: 'the goal', value: goal } },
      1,
    )
  return [
    row('joined, decided and made ready', opening, LOADED),
    ...filters.map(([what, filter]) =>
      row(
        `filtered: ${what}`,
        timesOf(ROUNDS, () => filterRows(index, filter, now)),
        FILTER,
      ),
    ),
    row(
      'all sorted by user',
      timesOf(ROUNDS, () => sortRows(index, all, { by: 'user', descending: true })),
      WHAT_IF,
    ),
    row(
      'what another default makes of them',
      timesOf(ROUNDS, () => whatIfDefault(desk, 'Block')),
      WHAT_IF,
    ),
    row(
      'the narrowest rule',
      timesOf(ROUNDS, () => narrowestRule(desk, integration)),
      WHAT_IF,
    ),
  ]
}

function timesOf(rounds: number, work: () => unknown): number[] {
  return Array.from({ length: rounds }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100
}
