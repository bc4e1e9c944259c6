import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding, Verdict } from '../../../shared/checks/finding.ts'
import { runVerdict } from '../../../shared/checks/finding.ts'
import type { Run, RunHeader } from '../../../shared/run/run.ts'
import { type VerifyingRun, withVerified } from '../../../shared/run/with-verified.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 22, minute)).toISOString()

function header(id: string, more: Partial<RunHeader> = {}): RunHeader {
  return {
    id,
    format: 1,
    postern: '0.1.0',
    organisation: { name: 'Contoso', domain: 'contoso.test', mailbox: 'probe@contoso.test' },
    vantage: 'inside',
    profile: 'nylas',
    startedAt: at(0),
    finishedAt: at(1),
    ...more,
  }
}

function finding(check: string, verdict: Verdict, more: Partial<Finding> = {}): Finding {
  const step = 'ews'
  return {
    ...{ check, step, verdict, outcome: `${verdict}-of-it`, title: `${check} ${verdict}`, why: '', evidence: {} },
    ...{ advice: null, remedy: null, artifacts: ['ewsChallenge'], ...more },
  }
}

const skipped = (check: string) =>
  finding(check, 'skip', { outcome: 'blocked', blockedBy: 'dnsAnswers', artifacts: ['dnsAnswers'] })
const notGathered = (check: string) => finding(check, 'unknown', { outcome: 'not-gathered' })

function runOf(run: RunHeader, findings: Finding[]): Run {
  return { run, findings, verdict: runVerdict(findings), artifacts: {} }
}

const base = runOf(header('run-00000000-base'), [
  finding('ews/inbox', 'fail'),
  finding('ews/answers', 'pass'),
  finding('dns/ttl', 'warn'),
])

/** A run that verifies the base, and ended a minute after it began. */
function verifying(minute: number, findings: Finding[], more: Partial<RunHeader> = {}): Run {
  const only = findings.map(({ check }) => check)
  const times = { startedAt: at(minute), finishedAt: at(minute + 1) }
  return runOf(header(`run-0000000${minute}-later`, { verifies: base.run.id, only, ...times, ...more }), findings)
}

const mended = finding('ews/inbox', 'pass')
const by = (minute: number) => ({ by: `run-0000000${minute}-later`, at: at(minute + 1) })

describe('the older finding stays', () => {
  it.each<[string, VerifyingRun, object[]]>([
    ['where no run verifies it', verifying(5, [mended], { verifies: undefined }), []],
    ['where the run verifies another', verifying(5, [mended], { verifies: 'run-00000000-other' }), []],
    [
      'where the run was stopped before it came to it',
      verifying(5, [notGathered('ews/inbox')], { endedEarly: 'cancelled' }),
      [{ check: 'ews/inbox', why: 'stopped', ...by(5) }],
    ],
    [
      'where the run reached its time limit before',
      verifying(5, [notGathered('ews/inbox')], { endedEarly: 'deadline' }),
      [{ check: 'ews/inbox', why: 'stopped', ...by(5) }],
    ],
    [
      'where it was not looked at',
      verifying(5, [notGathered('ews/inbox')]),
      [{ check: 'ews/inbox', why: 'not-looked-at', ...by(5) }],
    ],
    [
      'where something else is in the way now',
      verifying(5, [skipped('ews/inbox')]),
      [{ check: 'ews/inbox', why: 'not-reached', blockedBy: 'dnsAnswers', ...by(5) }],
    ],
    [
      'where Postern itself failed',
      verifying(5, [finding('ews/inbox', 'bug', { outcome: 'threw' })]),
      [{ check: 'ews/inbox', why: 'postern-failed', ...by(5) }],
    ],
    [
      'where the run broke off before it',
      { ...verifying(5, [], { only: ['ews/inbox'], finishedAt: undefined }), verdict: null, state: 'interrupted' },
      [{ check: 'ews/inbox', why: 'broke-off', by: by(5).by, at: at(5) }],
    ],
    [
      'while the run that verifies it is under way',
      { ...verifying(5, [], { only: ['ews/inbox'], finishedAt: undefined }), verdict: null, state: 'under-way' },
      [],
    ],
    [
      'where the run was of another domain',
      verifying(5, [mended], {
        organisation: { name: 'Contoso', domain: 'fabrikam.test', mailbox: 'probe@contoso.test' },
      }),
      [{ check: 'ews/inbox', why: 'other-organisation', ...by(5) }],
    ],
    [
      'where the run was of another mailbox',
      verifying(5, [mended], {
        organisation: { name: 'Contoso', domain: 'contoso.test', mailbox: 'other@contoso.test' },
      }),
      [{ check: 'ews/inbox', why: 'other-organisation', ...by(5) }],
    ],
    [
      'where the run asked for a check that the older one does not have',
      verifying(5, [finding('ews/newer', 'fail')]),
      [{ check: 'ews/newer', why: 'not-in-base', ...by(5) }],
    ],
  ])('%s', (_where, later, notVerified) => {
    const { findings, verdict, verified, notVerified: tried } = withVerified(base, [later])
    expect(findings).toEqual(base.findings)
    expect(verdict).toBe('not-ready')
    expect(verified).toEqual([])
    expect(tried).toEqual(notVerified)
  })

  it('where the run that verifies it is the run itself, by a header that is wrong', () => {
    const odd = { ...base, run: { ...base.run, id: 'run-00000000-self', verifies: 'run-00000000-self' } }
    expect(withVerified(odd, [odd])).toMatchObject({ findings: odd.findings })
  })
})

describe('a verified finding', () => {
  it('stands in the place of the older one, with the run and the time, and the verdict is made anew', () => {
    const later = verifying(5, [mended])
    expect(withVerified(base, [later])).toEqual({
      findings: [mended, base.findings[1], base.findings[2]],
      verdict: 'ready',
      verified: [{ check: 'ews/inbox', ...by(5) }],
      notVerified: [],
    })
    expect(base.findings[0]?.verdict).toBe('fail')
  })

  it.each<Verdict>(['pass', 'warn', 'fail', 'unknown'])('counts where it comes to %s', (verdict) => {
    const found = finding('ews/answers', verdict)
    expect(withVerified(base, [verifying(5, [found])]).findings[1]).toBe(found)
  })

  it('can be worse than the older one', () => {
    const again = { ...base, findings: [finding('ews/inbox', 'pass')], verdict: 'ready' as const }
    const { verdict, findings } = withVerified(again, [verifying(5, [finding('ews/inbox', 'fail')])])
    expect([verdict, findings[0]?.verdict]).toEqual(['not-ready', 'fail'])
  })

  it('is the one of the last run, in whichever order they are told', () => {
    const runs = [
      verifying(5, [finding('ews/inbox', 'fail')]),
      verifying(7, [mended]),
      verifying(6, [skipped('ews/inbox')]),
    ]
    for (const told of [runs, runs.toReversed()]) {
      const { findings, verified, notVerified } = withVerified(base, told)
      expect(findings[0]).toBe(mended)
      expect(verified).toEqual([{ check: 'ews/inbox', ...by(7) }])
      // What came to nothing before it was verified is of no account any more.
      expect(notVerified).toEqual([])
    }
  })

  it('stays where a later run comes to nothing, and that is said', () => {
    const { findings, verified, notVerified } = withVerified(base, [
      verifying(5, [mended]),
      verifying(6, [skipped('ews/inbox')]),
      verifying(7, [notGathered('ews/inbox')], { endedEarly: 'cancelled' }),
    ])
    expect(findings[0]).toBe(mended)
    expect(verified).toEqual([{ check: 'ews/inbox', ...by(5) }])
    expect(notVerified).toEqual([{ check: 'ews/inbox', why: 'stopped', ...by(7) }])
  })

  it('of a run that was stopped, or broke off, counts where it had been found before', () => {
    const stopped = verifying(5, [mended, notGathered('dns/ttl')], { endedEarly: 'cancelled' })
    const brokeOff: VerifyingRun = {
      ...verifying(6, [finding('ews/answers', 'warn')], { only: ['ews/answers', 'ews/inbox'], finishedAt: undefined }),
      verdict: null,
    }
    const { findings, notVerified } = withVerified(base, [stopped, brokeOff])
    expect(findings.map(({ verdict }) => verdict)).toEqual(['pass', 'warn', 'warn'])
    expect(notVerified).toEqual([
      { check: 'ews/inbox', why: 'broke-off', by: by(6).by, at: at(6) },
      { check: 'dns/ttl', why: 'stopped', ...by(5) },
    ])
  })

  it('of each check is looked up by itself, where one run asks for all of them', () => {
    const later = verifying(5, [mended, skipped('ews/answers'), finding('dns/ttl', 'pass')], { only: undefined })
    const { findings, verified, notVerified } = withVerified(base, [later])
    expect(findings.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass'])
    expect(verified.map(({ check }) => check)).toEqual(['ews/inbox', 'dns/ttl'])
    expect(notVerified.map(({ check, why }) => [check, why])).toEqual([['ews/answers', 'not-reached']])
  })
})

const checks = ['ews/inbox', 'ews/answers', 'dns/ttl', 'ews/newer']
const anyFinding = fc
  .tuple(
    fc.constantFrom(...checks),
    fc.constantFrom<Verdict | 'not-gathered'>('pass', 'warn', 'fail', 'skip', 'unknown', 'bug', 'not-gathered'),
  )
  .map(([check, verdict]) =>
    verdict === 'not-gathered' ? notGathered(check) : verdict === 'skip' ? skipped(check) : finding(check, verdict),
  )
const anyRun = fc
  .tuple(
    fc.integer({ min: 2, max: 9 }),
    fc.uniqueArray(anyFinding, { selector: ({ check }) => check, maxLength: 4 }),
    fc.constantFrom<RunHeader['endedEarly']>(undefined, 'cancelled', 'deadline'),
    fc.constantFrom(base.run.id, 'run-00000000-other'),
  )
  .map(([minute, findings, endedEarly, verifies]) => verifying(minute, findings, { endedEarly, verifies }))

describe('whatever runs there are', () => {
  it('the checks stay the same and in their order, and the order in which runs are told makes no difference', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRun, { selector: ({ run }) => run.id, maxLength: 6 }), (runs) => {
        const told = withVerified(base, runs)
        expect(told.findings.map(({ check }) => check)).toEqual(base.findings.map(({ check }) => check))
        expect(told.verdict).toBe(runVerdict(told.findings))
        expect(withVerified(base, runs.toReversed())).toEqual(told)
        for (const [index, found] of told.findings.entries()) {
          const isVerified = told.verified.some(({ check }) => check === found.check)
          if (!isVerified) expect(found).toBe(base.findings[index])
          else expect(['pass', 'warn', 'fail', 'unknown']).toContain(found.verdict)
        }
      }),
    )
  })
})
