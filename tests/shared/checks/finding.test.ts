import { describe, expect, test } from 'vitest'
import { Finding, type RunVerdict, runVerdict, Verdict, verdictOrder } from '../../../shared/checks/finding.ts'

test.each<[Verdict[], RunVerdict]>([
  [[], 'could-not-tell'],
  [['fail'], 'not-ready'],
  [['pass', 'fail', 'bug', 'unknown', 'skip', 'warn'], 'not-ready'],
  [['bug'], 'bug'],
  [['pass', 'bug', 'unknown', 'skip'], 'bug'],
  [['pass', 'skip'], 'could-not-tell'],
  [['pass', 'unknown'], 'could-not-tell'],
  [['warn', 'unknown'], 'could-not-tell'],
  [['warn'], 'ready'],
  [['pass', 'warn', 'pass'], 'ready'],
  [['pass'], 'ready'],
])('%j is %s', (verdicts, expected) => {
  expect(runVerdict(verdicts.map((verdict) => ({ step: 'ews', verdict })))).toBe(expected)
})

describe('what is skipped about Autodiscover', () => {
  const skipped = { step: 'autodiscover', verdict: 'skip' } as const
  test.each<[string, Pick<Finding, 'step' | 'verdict'>[], RunVerdict]>([
    ['leaves the run open where nothing says why', [skipped], 'could-not-tell'],
    ['leaves it open where another step warns', [skipped, { step: 'dns', verdict: 'warn' }], 'could-not-tell'],
    [
      'leaves it open where Autodiscover could not tell',
      [skipped, { step: 'autodiscover', verdict: 'unknown' }],
      'could-not-tell',
    ],
    [
      'frees nothing that was skipped elsewhere',
      [skipped, { step: 'autodiscover', verdict: 'warn' }, { step: 'active-sync', verdict: 'skip' }],
      'could-not-tell',
    ],
    ['behind a warning leaves nothing open', [skipped, { step: 'autodiscover', verdict: 'warn' }], 'ready'],
  ])('%s', (_what, findings, expected) => {
    expect(runVerdict(findings)).toBe(expected)
  })
})

test('the order of reading holds every verdict once', () => {
  expect(verdictOrder.toSorted()).toEqual(Verdict.options.toSorted())
})

const finding = {
  check: 'ews/answers',
  step: 'ews',
  outcome: 'answers',
  verdict: 'pass',
  title: 'EWS answers',
  why: 'Mail syncs over EWS.',
  evidence: { status: 401, offered: ['ntlm'], pinned: false, server: 'mail.contoso.test' },
  advice: null,
  remedy: null,
  artifacts: ['ewsChallenge'],
}

test.each([
  ['a verdict that is not known', { ...finding, verdict: 'maybe' }],
  ['a step that is not known', { ...finding, step: 'cellar' }],
  ['evidence within evidence', { ...finding, evidence: { answer: { status: 401 } } }],
  ['advice left out', { ...finding, advice: undefined }],
  ['an artifact that is not known', { ...finding, artifacts: ['ewsDoor'] }],
  ['a key that is not known', { ...finding, password: 'x' }],
])('%s is no finding', (_, value) => {
  expect(Finding.safeParse(value).success).toBe(false)
})

test('a finding is kept as it is', () => {
  expect(Finding.parse(finding)).toEqual(finding)
})
