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
    const result = {
      outcome: 'refused',
      code: 'damaged',
      sentence: 'Line 12 is no JSON.',
      line: 12,
      rest: null,
    } as const
    expect(takenWords({ name: 'a.json', result })).toEqual({
      verdict: 'fail',
      sentence: 'a.json: Line 12 is no JSON. Nothing of it was kept.',
    })
  })

  it('is what it told, and is to look at where some of it was not understood', () => {
    expect(takenWords({ name: 'a.json', result: { outcome: 'kept', summary, changes: [] } })).toEqual({
      verdict: 'pass',
      sentence: 'a.json (JSON) was taken in: Mailboxes (3).',
    })
    const error = { cmdlet: 'Get-ManagementScope', kind: 'access-denied', message: '' } as const
    const doubtful = { ...summary, refused: [error], problemCount: 2 }
    expect(takenWords({ name: 'a.json', result: { outcome: 'kept', summary: doubtful, changes: [] } })).toEqual({
      verdict: 'warn',
      sentence:
        'a.json (JSON) was taken in: Mailboxes (3). Exchange refused 1 cmdlet. 2 lines could not be understood.',
    })
  })

  it('is what a server told where it was asked', () => {
    const asked: ReadingSummary = { ...summary, format: null, source: { ...source, road: 'live' } }
    const { sentence } = takenWords({ name: 'exch01', result: { outcome: 'kept', summary: asked, changes: [] } })
    expect(sentence).toBe('exch01 told: Mailboxes (3).')
  })

  it('says so where it told nothing of EWS', () => {
    const told = { ...summary, parts: [] }
    const taken = takenWords({ name: 'a.json', result: { outcome: 'kept', summary: told, changes: [] } })
    expect(taken.sentence).toContain('nothing that decides about EWS')
  })

  const change = { part: 'casMailboxes', added: true, before: 10_000, now: 10_001, older: false } as const
  it.each([
    [
      'a part that was added to',
      change,
      'Mailboxes (3, of 10,001 that are known now). What was known and is not in it stays; to begin anew, forget the configuration first.',
    ],
    ['one of which all is new', { ...change, before: 0, now: 3 }, 'Mailboxes (3).'],
    [
      'one that took the place of others',
      { ...change, added: false, now: 3 },
      'Mailboxes (3, in the place of 10,000).',
    ],
    [
      'one that stands behind what is younger',
      { ...change, older: true, before: 2, now: 3 },
      'Mailboxes (3). Some of it was read before what is known here, which is younger and stays.',
    ],
    ['one that took the place of as many', { ...change, added: false, before: 3, now: 3 }, 'Mailboxes (3).'],
  ])('says beside or instead of what it is known: %s', (_what, changed, words) => {
    const taken = takenWords({ name: 'a.json', result: { outcome: 'kept', summary, changes: [changed] } })
    expect(taken.sentence).toBe(`a.json (JSON) was taken in: ${words}`)
  })
})

it('A file that is older than what is known was not taken in', () => {
  const older = { part: 'casMailboxes', added: false, before: 5, now: 5, older: true } as const
  expect(takenWords({ name: 'a.json', result: { outcome: 'kept', summary, changes: [older] } })).toEqual({
    verdict: 'warn',
    sentence: 'a.json (JSON) was not taken in: it was read before what is known here, which is younger and stays.',
  })
  const told = { ...summary, parts: [...summary.parts, { part: 'managementScopes' as const, count: 1 }] }
  const partly = takenWords({ name: 'a.json', result: { outcome: 'kept', summary: told, changes: [older] } })
  expect(partly.sentence).toContain(
    'Mailboxes (3, older than the 5 that are known), For which mailboxes (scopes) (1). Some of it was read before',
  )
})

describe('What is known', () => {
  const parts = [
    { part: 'casMailboxes', count: 10_000, source },
    { part: 'organizationConfig', count: 1, source },
  ] as const

  it('is listed in one order, whatever came first', () => {
    expect(knownRows({ parts: [...parts] }, style).map(([what, cmdlet, count]) => [what, cmdlet, count])).toEqual([
      ['Settings of the organisation', 'Get-OrganizationConfig', '1'],
      ['Mailboxes', 'Get-CASMailbox', '10,000'],
    ])
  })

  it('names the cmdlets that nobody has told', () => {
    expect(missingCmdlets({ parts: [...parts] })).not.toContain('Get-CASMailbox')
    expect(missingCmdlets({ parts: [...parts] })).toContain('Get-ThrottlingPolicy')
    expect(missingCmdlets(null)).toHaveLength(8)
  })

  it('says when a file was last written, where that is not now', () => {
    const file = { ...source, collectedAt: null, computer: null }
    const words = (writtenAt: string) => sourceWords({ ...file, writtenAt }, style)
    expect(words('2026-10-01T00:00:00.000Z')).toMatch(/\nlast written /)
    expect(words(file.readAt)).not.toContain('last written')
  })

  it('says when it was written and when it was taken in', () => {
    expect(sourceWords(source, style)).toBe(
      'x.json\ntaken in 28 Nov 2026, 20:00:00\nwritten on EXCH01, 28 Nov 2026, 19:00:00',
    )
    expect(sourceWords({ ...source, road: 'live', name: 'exch01', collectedAt: null }, style)).toBe(
      'asked of exch01, 28 Nov 2026, 20:00:00',
    )
  })

  it('names what told of the others before', () => {
    const [row] = knownRows({ parts: [{ ...parts[0], earlier: ['exch01', 'all.json'] }] }, style)
    expect(row?.[3]).toMatch(/19:00:00\nothers from exch01, all\.json$/)
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
