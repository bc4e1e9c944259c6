import { describe, expect, it } from 'vitest'
import {
  knownRows,
  missingCmdlets,
  problemSentences,
  sourceWords,
  takenWords,
} from '../../../../renderer/steps/ews/configuration-words.ts'
import type { ReadingSummary } from '../../../../shared/management/kept-configuration.ts'

const style = { locale: 'en-GB', timeZone: 'UTC' }
const source = {
  road: 'file',
  name: 'x.json',
  readAt: '2026-11-28T20:00:00Z',
  collectedAt: '2026-11-28T19:00:00Z',
  computer: 'EXCH01',
} as const
const summary: ReadingSummary = {
  source,
  format: 'JSON',
  parts: [{ part: 'casMailboxes', count: 3 }],
  refused: [],
  problems: [],
  problemCount: 0,
}

describe('What became of a file', () => {
  it('is said where it was refused, and that nothing of it was kept', () => {
    const result = { outcome: 'refused', code: 'damaged', sentence: 'Line 12 is no JSON.', line: 12 } as const
    expect(takenWords({ name: 'a.json', result })).toEqual({
      verdict: 'fail',
      sentence: 'a.json: Line 12 is no JSON. Nothing of it was kept.',
    })
  })

  it('is what it told, and is to look at where some of it was not understood', () => {
    expect(takenWords({ name: 'a.json', result: { outcome: 'kept', summary } })).toEqual({
      verdict: 'pass',
      sentence: 'a.json (JSON) was taken in: Mailboxes (3).',
    })
    const error = { cmdlet: 'Get-ManagementScope', kind: 'access-denied', message: '' } as const
    const doubtful = { ...summary, refused: [error], problemCount: 2 }
    expect(takenWords({ name: 'a.json', result: { outcome: 'kept', summary: doubtful } })).toEqual({
      verdict: 'warn',
      sentence:
        'a.json (JSON) was taken in: Mailboxes (3). Exchange refused 1 cmdlet. 2 lines could not be understood.',
    })
  })

  it('says so where it told nothing of EWS', () => {
    const taken = takenWords({ name: 'a.json', result: { outcome: 'kept', summary: { ...summary, parts: [] } } })
    expect(taken.sentence).toContain('nothing that decides about EWS')
  })
})

describe('What is known', () => {
  const parts = [
    { part: 'casMailboxes', count: 10_000, source },
    { part: 'organizationConfig', count: 1, source },
  ] as const

  it('is listed in one order, whatever came first', () => {
    expect(knownRows({ parts: [...parts] }, style).map(([what, cmdlet, count]) => [what, cmdlet, count])).toEqual([
      ['Settings of the organisation', 'Get-OrganizationConfig', '1'],
      ['Mailboxes', 'Get-CASMailbox', '10000'],
    ])
  })

  it('names the cmdlets that nobody has told', () => {
    expect(missingCmdlets({ parts: [...parts] })).not.toContain('Get-CASMailbox')
    expect(missingCmdlets({ parts: [...parts] })).toContain('Get-ThrottlingPolicy')
    expect(missingCmdlets(null)).toHaveLength(8)
  })

  it('says when it was written and when it was taken in', () => {
    expect(sourceWords(source, style)).toBe(
      'x.json\ntaken in 28 Nov 2026, 20:00:00\nwritten on EXCH01, 28 Nov 2026, 19:00:00',
    )
    expect(sourceWords({ ...source, road: 'live', name: 'exch01', collectedAt: null }, style)).toBe(
      'asked of exch01, 28 Nov 2026, 20:00:00',
    )
  })
})

it('Problems are told with their lines, and how many more there are', () => {
  const problems = [
    { line: 7, sentence: 'Line 7: no.' },
    { line: null, sentence: 'The end is missing.' },
  ]
  expect(problemSentences(problems, 5)).toEqual(['Line 7: no.', 'The end is missing.', 'And 3 more.'])
  expect(problemSentences(problems, 2)).toHaveLength(2)
})
