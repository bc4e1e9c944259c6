import { describe, expect, it } from 'vitest'
import { type RunView, viewOfRun } from '../../../renderer/store/run-view.ts'
import {
  againWords,
  drawnWith,
  seenAgain,
  seenBefore,
  stillWaitingFor,
  triedAgain,
  waitingFor,
  withSeenAgain,
} from '../../../renderer/store/verified.ts'
import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { findingOf } from './finding-of.ts'

const refused = findingOf('sign-in/password', 'fail', { artifacts: ['signIns'] })
const waits = findingOf('ews/inbox', 'skip', { blockedBy: 'signIns' })
const other = findingOf('ews/answers', 'skip', { blockedBy: 'dnsAnswers' })
const base = { ...viewOfRun(runManyFailures), findings: [refused, waits, other], verdict: 'not-ready' as const }

function again(findings: Finding[], verifies: string | undefined = base.header.id, id = 'run-00000001') {
  return { ...base, header: { ...base.header, id, ...(verifies && { verifies }) }, findings }
}

/** A run that has gathered these, at this time. */
function withEvidence(run: RunView, startedAt: string, ...names: ArtifactName[]): RunView {
  const records = names.map((name) => [name, { ...runManyFailures.artifacts[name], startedAt }] as const)
  return { ...run, artifacts: Object.fromEntries(records) }
}

describe('What was looked at again', () => {
  it('is nothing without a verification, and the run stays the same one', () => {
    expect(withSeenAgain(base, [])).toBe(base)
    expect(seenAgain(base, []).size).toBe(0)
  })

  it('is not what verified another run', () => {
    expect(withSeenAgain(base, [again([{ ...refused, verdict: 'pass' }], 'run-00000002')])).toBe(base)
    expect(withSeenAgain(base, [again([{ ...refused, verdict: 'pass' }], '')])).toBe(base)
  })

  it('stands in the place of the finding, as it was seen last, and no other check comes with it', () => {
    const passes = { ...refused, verdict: 'pass' as const, title: 'It is accepted' }
    const runs = [
      again([{ ...refused, verdict: 'warn' }]),
      again([passes, findingOf('dns/ttl', 'fail')], base.header.id, 'run-00000002'),
    ]
    expect(withSeenAgain(base, runs).findings).toEqual([passes, waits, other])
    expect(seenAgain(base, runs).get('sign-in/password')?.run).toBe(runs[1])
  })

  it('gives the run the verdict that its findings come to, and none while it has none', () => {
    const all = base.findings.map((finding) => ({ ...finding, verdict: 'pass' as const }))
    expect(withSeenAgain(base, [again(all.slice(0, 1))]).verdict).toBe('could-not-tell')
    expect(withSeenAgain(base, [again(all)]).verdict).toBe('ready')
    expect(withSeenAgain({ ...base, verdict: null }, [again(all)]).verdict).toBeNull()
  })

  it('leaves the older finding where nothing was seen, and says why', () => {
    const runs = [again([{ ...refused, verdict: 'skip', blockedBy: 'dnsAnswers' }])]
    expect(withSeenAgain(base, runs)).toBe(base)
    expect(seenAgain(base, runs).size).toBe(0)
    const tried = triedAgain(base, runs).get('sign-in/password')
    expect(tried && againWords(tried)).toEqual({ verdict: 'skip', words: 'Not verified: something is in the way' })
  })

  it('is drawn from what was gathered last, where a run that verified something gathered it', () => {
    const seen = withEvidence(base, '2026-11-25T22:57:00Z', 'dnsAnswers', 'nodes')
    const verified = withEvidence(again([{ ...refused, verdict: 'pass' }]), '2026-11-25T23:10:00Z', 'nodes')
    const { artifacts } = withSeenAgain(seen, [verified])
    expect(artifacts.nodes).toBe(verified.artifacts.nodes)
    expect(artifacts.dnsAnswers).toBe(seen.artifacts.dnsAnswers)
  })

  it('leaves the older evidence where nothing was gathered, and where the run says nothing of this one', () => {
    const seen = withEvidence(base, '2026-11-25T22:57:00Z', 'nodes')
    const passes = withEvidence(again([{ ...refused, verdict: 'pass' }]), '')
    const late = '2026-11-25T23:10:00Z'
    const blocked = {
      ...passes,
      artifacts: { nodes: { state: 'blocked', by: 'dnsAnswers', reason: 'No name.' } as const },
    }
    expect(withSeenAgain(seen, [blocked]).artifacts.nodes).toBe(seen.artifacts.nodes)
    const ofAnother = withEvidence(again([], 'run-00000002', 'run-00000003'), late, 'nodes')
    expect(withSeenAgain(seen, [ofAnother, passes]).artifacts.nodes).toBe(seen.artifacts.nodes)
  })

  it('is said in a few words, and a pass alone is one', () => {
    const words = (['pass', 'fail', 'warn', 'unknown', 'skip', 'bug'] as const).map(
      (verdict) => againWords({ finding: { ...refused, verdict }, run: base }).words,
    )
    expect(words.filter((word) => word.endsWith('passes'))).toEqual(['Verified now: passes'])
    expect(new Set(words).size).toBe(words.length)
  })
})

describe('What a picture shows from before a verification', () => {
  const expired = findingOf('certificate/expiry', 'fail', { artifacts: ['tlsHandshake'] })
  const seen = withEvidence(
    { ...base, findings: [expired] },
    '2026-11-25T22:57:00Z',
    'tlsHandshake',
    'certificatePaths',
  )
  const verified = withEvidence(again([{ ...expired, verdict: 'pass' }]), '2026-11-25T23:10:00Z', 'tlsHandshake')

  it('is what was not gathered again, with when it was seen', () => {
    expect(seenBefore(seen, [verified], ['tlsHandshake', 'certificatePaths'])).toBe('2026-11-25T22:57:00Z')
  })

  it('is nothing where all of it was gathered again, where nothing was verified, or where that was of something else', () => {
    expect(seenBefore(seen, [verified], ['tlsHandshake'])).toBeUndefined()
    expect(seenBefore(seen, [], ['tlsHandshake', 'certificatePaths'])).toBeUndefined()
    const named = findingOf('dns/ttl', 'warn')
    const other = { ...seen, findings: [named] }
    expect(seenBefore(other, [again([{ ...named, verdict: 'pass' }])], ['certificatePaths'])).toBeUndefined()
  })
})

describe('What was not reached for the sake of what passes by now', () => {
  const passes = again([{ ...refused, verdict: 'pass' }])
  const reached = again([{ ...waits, verdict: 'fail' }], base.header.id, 'run-00000002')

  it('can be looked at, and what waits for something else cannot', () => {
    expect(withSeenAgain(base, [passes]).mended).toEqual(new Set(['ews/inbox']))
    expect(withSeenAgain(base, [again([{ ...refused, verdict: 'fail' }])]).mended).toEqual(new Set())
    expect(stillWaitingFor('sign-in/password', base, [passes])).toContain('ews/inbox')
  })

  it('is no more that once it was looked at', () => {
    expect(withSeenAgain(base, [passes, reached]).mended).toEqual(new Set())
    expect(stillWaitingFor('sign-in/password', base, [passes, reached])).not.toContain('ews/inbox')
  })

  it('takes its place in a list that is open when it was looked at; a line that was verified by itself stays', () => {
    expect(drawnWith(base, [], [passes])).toEqual([])
    expect(drawnWith(base, [passes], [passes])).toEqual([passes])
    expect(drawnWith(base, [], [passes, reached])).toEqual([passes, reached])
    const later = again([{ ...refused, verdict: 'warn' }], base.header.id, 'run-00000003')
    expect(drawnWith(base, [], [passes, reached, later])).toEqual([passes, reached])
  })
})

describe('What waits for a finding', () => {
  it('are the checks that were not reached for its sake', () => {
    const unresolved = findingOf('dns/server-name', 'fail', { artifacts: ['dnsAnswers'] })
    const findings = [unresolved, ...base.findings]
    expect(waitingFor('sign-in/password', findings)).toEqual(['ews/inbox'])
    expect(waitingFor('dns/server-name', findings)).toEqual(['ews/answers'])
    expect(waitingFor('dns/ttl', findings)).toEqual([])
  })

  it('are also those of which no finding tells what is in their way, so that they can be looked at again at all', () => {
    expect(waitingFor('sign-in/password', base.findings)).toContain('ews/answers')
    expect(waitingFor('dns/ttl', base.findings)).toEqual(['ews/answers'])
  })
})
