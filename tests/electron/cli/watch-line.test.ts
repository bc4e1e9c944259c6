import { describe, expect, it } from 'vitest'
import { beginLine, watchLine } from '../../../electron/cli/watch-line.ts'
import { accountOf } from '../../../shared/run/verdict-words.ts'
import type { Turn } from '../../../shared/watch/turn.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const at = '2026-11-24T12:00:00.123Z'
const next = '2026-11-24T12:30:00.123Z'
const seen = { runId: 'run-00000001', at, verdict: 'ready' as const }
const turn: Turn = {
  kind: 'better',
  at,
  runId: 'run-00000001',
  from: 'not-ready',
  to: 'ready',
  title: 'Contoso: ready again',
  body: 'Nothing fails any more.',
}

describe('The first line of a watch', () => {
  it.each([
    [30, next, 'Watched every 30 minutes. Next 2026-11-24T12:30:00Z.'],
    [60, 'now', 'Watched every hour. The first run is under way.'],
    [120, null, 'Watched every 2 hours.'],
  ])('every %i minutes, next at %s', (minutes, first, words) => {
    expect(beginLine('Contoso', minutes, { at, next: first })).toBe(`2026-11-24T12:00:00Z Contoso: ${words}`)
  })

  it('is one line, whatever an organisation is called', () => {
    const line = beginLine('Con\u001b[2Jtoso\nEvil', 60, { at, next })
    expect(['\u001b', '\n'].filter((each) => line.includes(each))).toEqual([])
  })
})

describe('A run of the watch as a line', () => {
  it('says when, how it came out, what turned and when the next is', () => {
    expect(watchLine('Contoso', { seen, run: runReady, turns: [turn], next })).toBe(
      `2026-11-24T12:00:00Z Contoso: Ready. ${accountOf(runReady.findings)} Turned: Contoso: ready again. Nothing fails any more. Next 2026-11-24T12:30:00Z.`,
    )
  })

  it('says why a run tells nothing, without counts that mean nothing', () => {
    const offline = { ...seen, verdict: 'could-not-tell' as const, unsettled: 'offline' as const }
    expect(watchLine('Contoso', { seen: offline, run: runReady, turns: [], next: null })).toBe(
      '2026-11-24T12:00:00Z Contoso: Could not tell. Nothing answered this machine: it is most likely off the network.',
    )
    const broken = { ...seen, verdict: 'bug' as const, unsettled: 'bug' as const }
    expect(watchLine('Contoso', { seen: broken, run: null, turns: [], next: null })).toMatch(
      /Postern failed\. Postern itself failed, /,
    )
  })

  it('is one line, and moves nothing on a terminal, whatever an organisation is called', () => {
    const line = watchLine('Con\u001b[2Jtoso\nEvil', { seen, run: runReady, turns: [], next: null })
    expect(line).not.toContain('\u001b')
    expect(line).not.toContain('\n')
  })
})
