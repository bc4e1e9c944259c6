import { describe, expect, it } from 'vitest'
import {
  filterOfGroup,
  isNarrowed,
  isOfView,
  narrowed,
  nextSort,
  usualView,
} from '../../../../renderer/desks/quarantine/table-view.ts'

describe('How the table of devices is looked at', () => {
  it('asks for nothing where a filter is taken back, and keeps what else is asked for', () => {
    expect(narrowed({ text: 'a', integration: true }, { text: '' })).toEqual({ integration: true })
    expect(narrowed({ reported: ['Blocked'] }, { reported: [] })).toEqual({})
    expect(narrowed({ differs: true }, { differs: undefined })).toEqual({})
    expect(isNarrowed({ text: '' })).toBe(false)
    expect(isNarrowed({ agent: '' })).toBe(true)
  })

  it('asks for the blank value where that is what was chosen', () => {
    expect(narrowed({}, filterOfGroup('agent', { value: '', count: 2 }))).toEqual({ agent: '' })
    expect(filterOfGroup('reported', { value: '', count: 1 })).toEqual({ reported: [''] })
    expect(filterOfGroup('step', { value: '', count: 1 })).toEqual({ step: [''] })
    expect(filterOfGroup('predicted', { value: 'NotKnown', count: 1 })).toEqual({ predicted: ['NotKnown'] })
  })

  it('sorts by a column up, then down, then as it was read', () => {
    const up = nextSort({ by: 'agent', descending: true }, 'user')
    expect(up).toEqual({ by: 'user', descending: false })
    const down = nextSort(up, 'user')
    expect(down).toEqual({ by: 'user', descending: true })
    expect(nextSort(down, 'user')).toBeNull()
  })

  it('is that of a saved view in whatever order its filter is written', () => {
    const view = { ...usualView(), filter: { integration: true, text: 'x' } }
    const saved = { ...view, columns: [...view.columns], name: 'Mine' }
    expect(isOfView({ ...view, filter: { text: 'x', integration: true } }, saved)).toBe(true)
    expect(isOfView({ ...view, filter: { text: 'x' } }, saved)).toBe(false)
    expect(isOfView({ ...view, sort: { by: 'user', descending: false } }, saved)).toBe(false)
    expect(isOfView({ ...view, group: 'user' }, saved)).toBe(false)
    expect(isOfView({ ...view, columns: ['user'] }, saved)).toBe(false)
  })
})
