import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { decidingSteps } from '../../../shared/quarantine/device-decision.ts'
import { type DeviceRow, rowsOf } from '../../../shared/quarantine/device-row.ts'
import { groupRows } from '../../../shared/quarantine/group-rows.ts'
import { DeviceFilter, filterRows, groupColumns, pageOf, sortColumns } from '../../../shared/quarantine/query.ts'
import { indexRows, textColumns } from '../../../shared/quarantine/row-index.ts'
import { sortRows } from '../../../shared/quarantine/sort-rows.ts'
import { inOneGo, sortedInSteps } from '../../../shared/steps/steps.ts'
import { manyDevices, now } from './example.ts'

const DAY = 86_400_000
const pattern = { userAgent: 'python-EAS-Client 1.0' }
const [blank] = rowsOf(openDesk(manyDevices(1), now), pattern)
if (!blank) throw new Error('no row')
const words = [
  'Müller',
  'muller',
  'Søren',
  'ÅSA',
  'iPhone',
  'IPHONE',
  '',
  'Apple-iPhone15C2/2104.52',
  'a b',
  'Zoë Ängström',
]

const anyRow: fc.Arbitrary<DeviceRow> = fc
  .record({
    texts: fc.tuple(...textColumns.map(() => fc.constantFrom(...words))),
    reported: fc.constantFrom('Allowed' as const, 'Blocked' as const, '' as const),
    predicted: fc.constantFrom('Allowed' as const, 'NotKnown' as const),
    step: fc.constantFrom(...decidingSteps),
    differs: fc.boolean(),
    integration: fc.boolean(),
    firstSync: fc.constantFrom(null, now - DAY, now - 40 * DAY),
    lastSync: fc.constantFrom(null, now - DAY, now - 40 * DAY),
    neverSynced: fc.boolean(),
    number: fc.nat(),
  })
  .map(({ texts, number, ...row }) => ({
    ...blank,
    ...Object.fromEntries(textColumns.map((column, at) => [column, texts[at]])),
    ...row,
    key: `k${number}`,
    deviceId: `ID${number}`,
    owner: texts[0] ?? '',
  }))

const anyFilter: fc.Arbitrary<DeviceFilter> = fc
  .record({
    reported: fc.subarray(['Allowed', 'Blocked', ''] as const, { minLength: 1 }),
    predicted: fc.subarray(['Allowed', 'NotKnown'] as const, { minLength: 1 }),
    step: fc.subarray([...decidingSteps], { minLength: 1 }),
    differs: fc.boolean(),
    integration: fc.boolean(),
    user: fc.constantFrom(...words),
    agent: fc.constantFrom(...words),
    rule: fc.constantFrom(...words),
    firstSyncWithin: fc.constantFrom(0, 1, 30),
    silentFor: fc.constantFrom(0, 1, 30),
    text: fc.constantFrom('', ' ', 'mull', 'PHONE  apple', 'b', 'Å', 'angstrom zoe', 'ID1', 'nothing'),
  })
  .chain((whole) =>
    fc
      .subarray(Object.keys(whole) as (keyof DeviceFilter)[], { maxLength: 2 })
      .map((wanted) => Object.fromEntries(wanted.map((key) => [key, whole[key as keyof typeof whole]]))),
  )

const plainOf = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const isLongAgo = (time: number | false | null, days: number) =>
  time !== false && time !== null && now - time >= days * DAY

/** The same, row by row. */
function isWanted(row: DeviceRow, filter: DeviceFilter): boolean {
  const same = (left: string, right: string | undefined) =>
    right === undefined || left.toLowerCase() === right.toLowerCase()
  const text = textColumns.map((column) => plainOf(row[column]))
  return (
    (filter.reported?.includes(row.reported) ?? true) &&
    (filter.predicted?.includes(row.predicted) ?? true) &&
    (filter.step?.includes(row.step) ?? true) &&
    (filter.differs ?? row.differs) === row.differs &&
    (filter.integration ?? row.integration) === row.integration &&
    same(row.owner, filter.user) &&
    same(row.agent, filter.agent) &&
    same(row.rule, filter.rule) &&
    (filter.firstSyncWithin === undefined ||
      (row.firstSync !== null && now - row.firstSync <= filter.firstSyncWithin * DAY)) &&
    (filter.silentFor === undefined ||
      isLongAgo(
        row.lastSync === null && row.lastAttempt === null
          ? row.neverSynced && row.firstSync
          : Math.max(row.lastSync ?? 0, row.lastAttempt ?? 0),
        filter.silentFor,
      )) &&
    plainOf(filter.text ?? '')
      .split(/\s+/)
      .every((word) => text.some((each) => each.includes(word)))
  )
}

describe('A filter', () => {
  it('wants what looking at each row wants', () => {
    let [some, none] = [0, 0]
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), anyFilter, (rows, filter) => {
        const found = pageOf(indexRows(rows), filterRows(indexRows(rows), filter, now), 0, 100)
        expect(found).toEqual(rows.filter((row) => isWanted(row, filter)))
        if (found.length > 0) some += 1
        else none += 1
      }),
      { numRuns: 2_000 },
    )
    expect(Math.min(some, none)).toBeGreaterThan(100)
  })

  it('finds names without their accents, and each word anywhere', () => {
    const index = indexRows([{ ...blank, user: 'Jürgen Müller', agent: 'python-EAS-Client 1.0' }, blank])
    const count = (text: string) => filterRows(index, { text }, now).length
    expect(['muller python', 'MÜLLER', 'python jurgen', 'müller android'].map(count)).toEqual([1, 1, 1, 0])
  })

  it('does not take the name of a step for a word of the device', () => {
    const index = indexRows([{ ...blank, step: 'organisation-default' }])
    expect(filterRows(index, { text: 'organisation-default' }, now)).toHaveLength(0)
    expect(filterRows(index, { step: ['organisation-default'] }, now)).toHaveLength(1)
    expect(filterRows(index, { step: ['rules', ''] }, now)).toHaveLength(0)
  })

  it('is refused with a column that there is not', () => {
    expect(DeviceFilter.safeParse({ imei: '1' }).success).toBe(false)
    expect(DeviceFilter.safeParse({ silentFor: -1 }).success).toBe(false)
    expect(DeviceFilter.safeParse({ step: ['rule'] }).success).toBe(false)
  })
})

const lettered = sortColumns.filter((column) => column !== 'step')

describe('Sorted rows', () => {
  it('stand by their deciding step as Exchange takes them, and what nobody knows last, either way', () => {
    const steps = ['', 'rules', 'organisation-default', 'mailbox-enabled', 'discovery', 'policy'] as const
    const index = indexRows(steps.map((step, at) => ({ ...blank, key: `k${at}`, step })))
    const sorted = (descending: boolean) =>
      pageOf(index, sortRows(index, filterRows(index, {}, now), { by: 'step', descending }), 0, 9).map(
        ({ step }) => step,
      )
    const inOrder = ['mailbox-enabled', 'policy', 'rules', 'discovery', 'organisation-default']
    expect([sorted(false), sorted(true)]).toEqual([
      [...inOrder, ''],
      [...inOrder.toReversed(), ''],
    ])
  })

  it('have what is blank at the end when they go down, too', () => {
    const index = indexRows(['', 'b', 'a'].map((user) => ({ ...blank, user })))
    const sorted = pageOf(index, sortRows(index, filterRows(index, {}, now), { by: 'user', descending: true }), 0, 9)
    expect(sorted.map(({ user }) => user)).toEqual(['b', 'a', ''])
  })

  it('come out of sorting in steps as out of sorting at once, equal ones in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat()), { maxLength: 4_000, size: 'max' }), (pairs) => {
        const byFirst = ([left]: [number, number], [right]: [number, number]) => left - right
        expect(inOneGo(sortedInSteps(pairs, byFirst))).toEqual(pairs.toSorted(byFirst))
      }),
      { numRuns: 50 },
    )
  })

  it('are all the rows, in order, with what is blank at the end', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), fc.constantFrom(...lettered), (rows, by) => {
        const index = indexRows(rows)
        const all = filterRows(index, {}, now)
        const up = pageOf(index, sortRows(index, all, { by, descending: false }), 0, 100)
        expect(new Set(up)).toEqual(new Set(rows))
        const told = up.map((row) => row[by]).map((value) => (typeof value === 'string' ? plainOf(value) : value))
        const given = told.filter((value): value is string | number => value !== null && value !== '')
        expect(told.slice(0, given.length)).toEqual(given)
        expect(given).toEqual(given.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0)))
      }),
      { numRuns: 500 },
    )
  })

  it('stay in their order where they are equal, and have no time at the end either way', () => {
    const rows = [null, 5, null, 7].map((lastSync, at) => ({ ...blank, key: `k${at}`, lastSync }))
    const index = indexRows(rows)
    const keys = (by: 'user' | 'lastSync', descending: boolean) =>
      pageOf(index, sortRows(index, filterRows(index, {}, now), { by, descending }), 0, 9).map(({ key }) => key)
    expect(keys('user', true)).toEqual(['k0', 'k1', 'k2', 'k3'])
    expect(keys('lastSync', false)).toEqual(['k1', 'k3', 'k0', 'k2'])
    expect(keys('lastSync', true)).toEqual(['k3', 'k1', 'k0', 'k2'])
  })
})

it('Groups count every row once, whatever its case, the most first', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), fc.constantFrom(...groupColumns), (rows, by) => {
      const index = indexRows(rows)
      const groups = groupRows(index, filterRows(index, {}, now), by)
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
      for (const { value, count } of groups)
        expect(
          rows.filter((row) => row[by === 'user' ? 'owner' : by].toLowerCase() === value.toLowerCase()),
        ).toHaveLength(count)
      expect(groups.map(({ count }) => count)).toEqual(groups.map(({ count }) => count).toSorted((a, b) => b - a))
    }),
    { numRuns: 300 },
  )
})

describe('Two people', () => {
  const people = [
    ['contoso.test/Berlin/Hans Müller', 'Hans Müller', 'hmueller1@contoso.test'],
    ['contoso.test/Wien/Hans Müller', 'Hans Müller', 'hmueller2@contoso.test'],
    ['contoso.test/Wien/Hans Muller', 'Hans Muller', 'hmuller3@contoso.test'],
    ['CONTOSO.TEST/Wien/Hans Muller', 'Hans Muller', 'hmuller3@contoso.test'],
  ] as const
  const index = indexRows(
    people.map(([owner, user, mailbox], at) => ({ ...blank, key: `k${at}`, owner, user, mailbox, rule: user })),
  )
  const all = filterRows(index, {}, now)

  it('are never one group or one filter, whatever their accents, their names and their case', () => {
    const groups = groupRows(index, all, 'user')
    expect(groups.map(({ name, mailbox, count }) => [name, mailbox, count])).toEqual([
      ['Hans Muller', 'hmuller3@contoso.test', 2],
      ['Hans Müller', 'hmueller1@contoso.test', 1],
      ['Hans Müller', 'hmueller2@contoso.test', 1],
    ])
    for (const { value, count } of groups) expect(filterRows(index, { user: value }, now)).toHaveLength(count)
    expect(filterRows(index, { user: 'Hans Müller' }, now)).toHaveLength(0)
  })

  it('are found together by a search, which takes a name as somebody types it', () => {
    expect(filterRows(index, { text: 'hans muller' }, now)).toHaveLength(4)
  })

  it('nor are two rules that differ by an accent one', () => {
    expect(groupRows(index, all, 'rule')).toHaveLength(2)
    expect(filterRows(index, { rule: 'hans muller' }, now)).toHaveLength(2)
  })
})

it('A page is a part of what was found', () => {
  const rows = rowsOf(openDesk(manyDevices(50), now), pattern)
  const index = indexRows(rows)
  const places = filterRows(index, { type: 'android' }, now)
  expect(pageOf(index, places, 2, 3)).toEqual(rows.filter(({ type }) => type === 'Android').slice(2, 5))
  expect(pageOf(index, places, 1_000, 3)).toEqual([])
})
