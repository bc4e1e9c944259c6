import { describe, expect, it } from 'vitest'
import { applyRunEvent, type RunView, viewOfRun } from '../../../renderer/store/run-view.ts'
import { verdictLine } from '../../../renderer/store/verdict-sentence.ts'
import { verdictWordsOf } from '../../../shared/run/verdict-words.ts'
import { halfWayEvents } from '../../fixtures/run-half-way.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const style = { locale: 'en-GB', timeZone: 'Europe/Berlin' }

describe('The verdict line', () => {
  it('is the words of the verdict, with all its sentences', () => {
    const { word, account, remark } = verdictWordsOf(runManyFailures)
    expect(verdictLine(viewOfRun(runManyFailures))).toEqual({ word, sentence: `${account} ${remark}` })
  })

  it('says when a run ended early, in local time', () => {
    const header = { ...runReady.run, endedEarly: 'deadline', finishedAt: '2026-11-24T22:41:09.000Z' } as const
    expect(verdictLine(viewOfRun({ ...runReady, run: header }), style).sentence).toMatch(
      /The run reached its time limit at 23:41:09; what was seen before is kept\.$/,
    )
  })

  it('says how far a run was that broke off', () => {
    const halfWay = halfWayEvents.reduce<RunView | undefined>(applyRunEvent, undefined)
    const checks = halfWayEvents.flatMap((event) => (event.type === 'started' ? event.checks : []))
    const answered = halfWayEvents.filter(({ type }) => type === 'finding')
    expect(answered.length).toBeGreaterThan(0)
    expect(answered.length).toBeLessThan(checks.length)
    expect(halfWay && verdictLine({ ...halfWay, brokeOff: true })).toEqual({
      word: 'Broke off',
      sentence: `${answered.length} of ${checks.length} checks had answered when the run broke off; what was seen is kept.`,
    })
  })

  it('says what it came to so far while the run is under way', () => {
    const begun = halfWayEvents.slice(0, 1).reduce<RunView | undefined>(applyRunEvent, undefined)
    const halfWay = halfWayEvents.reduce<RunView | undefined>(applyRunEvent, undefined)
    expect(begun && verdictLine(begun)).toEqual({ word: 'Looking', sentence: 'Nothing to mend so far.' })
    expect(halfWay && verdictLine(halfWay).sentence).toMatch(/^So far (\d+ to mend, )?\d+ to look at\.$/)
  })
})
