import { describe, expect, it } from 'vitest'
import { viewOfRun } from '../../../renderer/store/run-view.ts'
import { againWords, seenAgain, triedAgain, waitingFor, withSeenAgain } from '../../../renderer/store/verified.ts'
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

  it('is said in a few words, and a pass alone is one', () => {
    const words = (['pass', 'fail', 'warn', 'unknown', 'skip', 'bug'] as const).map(
      (verdict) => againWords({ finding: { ...refused, verdict }, run: base }).words,
    )
    expect(words.filter((word) => word.endsWith('passes'))).toEqual(['Verified now: passes'])
    expect(new Set(words).size).toBe(words.length)
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
