import { describe, expect, it } from 'vitest'
import {
  byCertificate,
  intervals,
  keptSentence,
  stateSentence,
  stripSentence,
  whyWords,
} from '../../../../renderer/desks/watch/watch-words.ts'
import type { CertificateEnd } from '../../../../shared/watch/certificate-ends.ts'
import { everyWords } from '../../../../shared/watch/every-words.ts'
import type { WatchRun } from '../../../../shared/watch/watch.ts'

const watch = { organisationId: 'org-0123456789ab', everyMinutes: 90, on: true }
const next = '2026-11-24T12:30:00.000Z'
const run = (verdict: WatchRun['verdict']): WatchRun => ({ runId: 'run-00000001', at: next, verdict })

describe('The words of the desk of the watch', () => {
  it.each([
    [5, 'every 5 minutes'],
    [60, 'every hour'],
    [90, 'every 90 minutes'],
    [120, 'every 2 hours'],
    [1440, 'every day'],
  ])('say %i minutes as people do', (minutes, words) => {
    expect(everyWords(minutes)).toBe(words)
  })

  it('offer the usual steps, and the one that is chosen among them', () => {
    expect(intervals(30)).toEqual([5, 15, 30, 60, 120, 240, 480, 1440])
    expect(intervals(45)).toEqual([5, 15, 30, 45, 60, 120, 240, 480, 1440])
  })

  it.each([
    ['off', null, 'Off. This window does not run it by itself.'],
    ['running', next, 'A run is under way.'],
    ['waiting-for-turn', next, 'The next run is due, and waits for the one that is under way.'],
    ['waiting', next, 'Runs every 90 minutes, next at 12:30:00.'],
  ] as const)('say where one stands that is %s', (state, due, sentence) => {
    expect(stateSentence({ state, next: due, watch, runs: [run('ready')] }, { locale: 'en-GB', timeZone: 'UTC' })).toBe(
      sentence,
    )
  })

  it('name the last run of “postern watch” where the watch of the window is off', () => {
    const earlier = { ...run('ready'), at: '2026-11-23T08:05:00.000Z', service: true as const }
    const runs = [{ ...run('bug'), at: earlier.at, service: true as const }, earlier, run('not-ready')]
    const said = (state: 'off' | 'running') =>
      stateSentence({ state, next: null, watch, runs }, { locale: 'en-GB', timeZone: 'UTC' })
    expect(said('off')).toBe(
      'Off. This window does not run it by itself. “postern watch” did, last at 08:05:00 on 23 Nov 2026.',
    )
    expect(said('running')).toBe('A run is under way.')
  })

  it('say what the strip shows, with counts that add up', () => {
    expect(keptSentence([run('ready')])).toMatch(/^Every run of the last 7 days is kept, /)
    const gone = { ...run('ready'), gone: true as const }
    expect(keptSentence([gone, run('ready')])).toMatch(/^Of one of these runs the verdict alone is kept\. Every run /)
    expect(keptSentence([gone, gone])).toMatch(/^Of 2 of these runs /)
    expect(stripSentence([])).toBe('No run yet.')
    expect(stripSentence([run('ready')])).toBe('1 run: 1 ready. The last: ready.')
    expect(stripSentence([run('ready'), run('not-ready'), run('bug'), run('could-not-tell'), run('ready')])).toBe(
      '5 runs: 1 not ready, 1 where Postern failed, 1 could not tell, 2 ready. The last: ready.',
    )
  })

  it('say why a run tells nothing of the servers', () => {
    expect(whyWords(run('ready'))).toBe('')
    expect(whyWords({ ...run('could-not-tell'), unsettled: 'offline' })).toMatch(/^Nothing answered this machine/)
  })

  it('name each certificate once, with everywhere it is shown', () => {
    const end = (host: string, server: string, fingerprint: string): CertificateEnd => ({
      ...{ host, server, fingerprint, subject: 'CN=mail', issuer: 'CN=CA' },
      ...{ notBefore: next, notAfter: next, seenAt: next },
    })
    const shown = byCertificate([
      end('mail', '10.0.0.1', 'AA'),
      end('mail', 'mail', 'BB'),
      end('mail', '10.0.0.2', 'AA'),
    ])
    expect(shown.map(({ end, places }) => [end.fingerprint, places])).toEqual([
      ['AA', ['mail at 10.0.0.1', 'mail at 10.0.0.2']],
      ['BB', ['mail']],
    ])
  })
})
