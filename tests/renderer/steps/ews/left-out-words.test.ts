import { describe, expect, it } from 'vitest'
import { takenWords } from '../../../../renderer/steps/ews/configuration-words.ts'
import {
  keptLeftOutWords,
  leftOutSentences,
  leftOutWords,
  missingWords,
  offerWords,
  takeRestWords,
} from '../../../../renderer/steps/ews/left-out-words.ts'

const counts = { read: 5_003, understood: 4_998, refused: 2, twice: 1, ofNoUse: 2 }
const refusals = [
  { line: 7, sentence: 'The device in line 7 has no name.' },
  { line: 9, sentence: 'It is no state.' },
]
const leftOut = { counts, refusals, refusalCount: 2, ended: null }
const broken = { line: 12, sentence: 'The file breaks off in line 12.' }
const ended = {
  ...{ counts: { read: 2, understood: 2, refused: 0, twice: 0, ofNoUse: 0 }, refusals: [], refusalCount: 0 },
  ended: broken,
}

describe('what is said of a file that could not be read whole', () => {
  it('adds up before it is taken', () => {
    const parts = [
      { part: 'mobileDevices' as const, count: 4_998 },
      { part: 'casMailboxes' as const, count: 0 },
    ]
    expect(offerWords({ parts, leftOut })).toBe(
      'Of 5,003 objects, 4,998 can be read: Devices of ActiveSync (4,998). The same is there again of 1. Postern has no use for 2. They would be added to what is known; what is known and is not in the file stays.',
    )
    expect(takeRestWords({ parts, leftOut })).toBe('Take in the 4,998 that can be read')
  })

  it('adds up after it was taken', () => {
    expect(leftOutWords(leftOut)).toBe(
      'Of 5,003 objects, 4,998 were taken in, and 2 left out: they could not be read. The same is there again of 1. Postern has no use for 2.',
    )
    expect(leftOutWords(ended)).toBe('Of 2 objects, 2 were taken in. What may have come behind them is missing.')
    const file = { ...leftOut, name: 'devices.csv', readAt: '2026-11-29T02:00:00.000Z' }
    expect(keptLeftOutWords(file, { locale: 'en-GB', timeZone: 'UTC' })).toMatch(
      /^devices\.csv, .*2:00.*: Of 5,003 objects, /,
    )
  })

  it('names each object with its line once, how many more there are, and why it ended', () => {
    expect(leftOutSentences({ ...leftOut, refusalCount: 1_502, ended: broken })).toEqual([
      ...['The device in line 7 has no name.', 'Line 9: It is no state.', 'And 1,500 more.', broken.sentence],
    ])
    expect(leftOutSentences({ ...leftOut, ended: refusals[1] ?? null })).toHaveLength(2)
  })

  it('says at a glance what is missing', () => {
    expect(missingWords([])).toBeUndefined()
    expect(missingWords([leftOut, leftOut])).toBe('Left out, since it could not be read: 4 objects')
    expect(missingWords([ended])).toBe('Not read to its end: 1 file')
  })

  it('is a warning beside what was taken', () => {
    const source = { road: 'file', name: 'a.csv', readAt: '', collectedAt: null, computer: null } as const
    const summary = { source, format: 'Export-Csv', parts: [], refused: [], problems: [], problemCount: 0, leftOut }
    expect(takenWords({ name: 'a.csv', result: { outcome: 'kept', summary, changes: [] } })).toEqual({
      verdict: 'warn',
      sentence: expect.stringContaining(leftOutWords(leftOut)),
    })
  })
})
