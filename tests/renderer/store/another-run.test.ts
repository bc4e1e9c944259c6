import { describe, expect, it } from 'vitest'
import { anotherRun } from '../../../renderer/store/another-run.ts'
import { viewOfRun } from '../../../renderer/store/run-view.ts'
import type { Run } from '../../../shared/run/run.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'

const { organisation: recorded } = runManyFailures.run
const organisation = { ...recorded, format: 1 as const }

function told(changed: Partial<Run['run']['organisation']>, open: typeof organisation | null = organisation) {
  const run = viewOfRun({
    ...runManyFailures,
    run: { ...runManyFailures.run, organisation: { ...recorded, ...changed } },
  })
  return anotherRun({ run, organisation: open })
}

describe('Whose run is shown', () => {
  it('is told where it is of another organisation', () => {
    expect(told({ name: 'Fabrikam', domain: 'fabrikam.test', mailbox: 'probe@fabrikam.test' })).toEqual({
      of: 'Fabrikam',
      lead: 'Another organisation’s run.',
    })
  })

  it('is told where no organisation is open', () => {
    expect(told({}, null)).toEqual({ of: recorded.name, lead: 'Another organisation’s run.' })
  })

  it('is told by more than the name where that is the same', () => {
    expect(told({ mailbox: 'other@contoso.test' })).toEqual({
      of: `${recorded.name} (other@contoso.test)`,
      lead: 'Another test mailbox’s run.',
    })
  })

  it('is not told of the organisation’s own, whatever it was called then', () => {
    expect(told({ name: 'Contoso before the merger', domain: recorded.domain.toUpperCase() })).toBeNull()
  })

  it('is not told where none is shown', () => {
    expect(anotherRun({ run: undefined, organisation })).toBeNull()
  })
})
