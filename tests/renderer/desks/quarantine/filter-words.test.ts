import { expect, it } from 'vitest'
import { tagsOfFilter } from '../../../../renderer/desks/quarantine/filter-words.ts'
import { narrowed } from '../../../../renderer/desks/quarantine/table-view.ts'
import type { DeviceFilter } from '../../../../shared/quarantine/query.ts'

it('A filter that no choice shows has a tag for each part, which takes it away', () => {
  const filter: DeviceFilter = { user: 'contoso.test/Wien/Hans Müller', rule: '', silentFor: 1, keys: ['a', 'b'] }
  const tags = tagsOfFilter({ ...filter, text: 'x', reported: ['Allowed'] })
  expect(tags.map(({ words }) => words)).toEqual([
    ...['2 new devices', 'User: Hans Müller (contoso.test/Wien)', 'Rule: none', 'Silent for 1 day'],
  ])
  expect(tags.reduce((rest, { without }) => narrowed(rest, without), filter)).toEqual({})
  expect(tagsOfFilter({ text: 'x', integration: true })).toEqual([])
})
