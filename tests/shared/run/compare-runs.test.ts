import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { steps } from '../../../shared/checks/check.ts'
import type { Finding, Verdict } from '../../../shared/checks/finding.ts'
import { type ChangeKind, changeKinds, compareRuns } from '../../../shared/run/compare-runs.ts'
import type { RunHeader } from '../../../shared/run/run.ts'

const header: RunHeader = {
  id: 'run-00000000-one',
  format: 1,
  postern: '0.1.0',
  organisation: { name: 'Contoso', domain: 'contoso.test', mailbox: 'probe@contoso.test', digest: 'aa' },
  vantage: 'inside',
  profile: 'nylas',
  startedAt: '2026-11-28T22:00:00.000Z',
}

function finding(check: string, verdict: Verdict, more: Partial<Finding> = {}): Finding {
  return {
    ...{ check, step: 'ews', verdict, outcome: verdict, title: `${check} ${verdict}`, why: '', evidence: {} },
    ...{ advice: null, remedy: null, artifacts: ['ewsChallenge'], ...more },
  }
}

const runOf = (findings: Finding[], more: Partial<RunHeader> = {}) => ({ run: { ...header, ...more }, findings })
const kindsOf = (before: Finding[], after: Finding[]) =>
  compareRuns(runOf(before), runOf(after)).changes.map(({ check, kind }) => [check, kind])

describe('nothing changed', () => {
  it.each<[string, string, Finding['evidence'], Finding['evidence']]>([
    ['how long it took', 'ews/calendar', { milliseconds: 4 }, { milliseconds: 900 }],
    ['how long it took, among the rest of a text', 'x/y', { seen: 'answered in 4 ms' }, { seen: 'answered in <1 ms' }],
    ['a moment', 'x/y', { seen: 'at 2026-11-28T22:00:00.123Z' }, { seen: 'at 2026-11-29T08:30:00+01:00' }],
    ['a moment in words', 'x/y', { seen: 'on 2026-11-28 at 22:00 UTC' }, { seen: 'on 2026-11-29 at 01:10 UTC' }],
    ['the order of addresses', 'dns/server-name', { addresses: ['a', 'b'] }, { addresses: ['b', 'a'] }],
    ['mail', 'ews/inbox', { items: 12 }, { items: 13 }],
    ['the server that a balancer led to', 'ews/answers', { answeredBy: 'EXCH01' }, { answeredBy: 'EXCH02' }],
    ['days until the same date', 'certificate/validity', { days: 9, validTo: 'x' }, { days: 8, validTo: 'x' }],
    [
      'the serial number of a zone',
      'dns/resolvers-agree',
      { zones: ['10.20.0.2:53: 41 of dc01'] },
      { zones: ['10.20.0.2:53: 42 of dc01'] },
    ],
    ['what a portal remembers', 'x/y', { location: 'https://a/b?sid=1' }, { location: 'https://a/b?sid=2' }],
  ])('where only %s is another', (_what, check, before, after) => {
    const { changes, counts } = compareRuns(
      runOf([finding(check, 'pass', { evidence: before })]),
      runOf([finding(check, 'pass', { evidence: after })]),
    )
    expect(changes).toEqual([])
    expect(counts).toMatchObject({ same: 1, 'other-evidence': 0 })
  })

  it('where the words of a newer Postern are others, and the findings stand in another order', () => {
    const before = [finding('a/a', 'fail', { title: 'It fails', advice: 'Mend it.' }), finding('b/b', 'pass')]
    const after = [finding('b/b', 'pass'), finding('a/a', 'fail', { title: 'It does not work', advice: 'Repair it.' })]
    expect(kindsOf(before, after)).toEqual([])
  })
})

describe('evidence', () => {
  it.each<[string, string, Finding['evidence'], Finding['evidence'], object[]]>([
    ['that is another', 'x/y', { status: 401 }, { status: 403 }, [{ key: 'status', before: 401, after: 403 }]],
    ['that was not seen before', 'x/y', {}, { status: 403 }, [{ key: 'status', after: 403 }]],
    ['that is not seen any more', 'x/y', { status: 401 }, {}, [{ key: 'status', before: 401 }]],
    [
      'of a list',
      'x/y',
      { names: ['a', 'b'] },
      { names: ['b', 'c'] },
      [{ key: 'names', before: ['a', 'b'], after: ['b', 'c'] }],
    ],
    [
      'of a list whose order says something',
      'certificate/chain',
      { sent: ['leaf', 'above'] },
      { sent: ['above', 'leaf'] },
      [{ key: 'sent', before: ['leaf', 'above'], after: ['above', 'leaf'] }],
    ],
    [
      'beside what moves in the same text',
      'dns/resolvers-agree',
      { zones: ['a: 41 of dc01'] },
      { zones: ['a: 42 of dc02'] },
      [{ key: 'zones', before: ['a: 41 of dc01'], after: ['a: 42 of dc02'] }],
    ],
    [
      'of a key that moves for another check alone',
      'certificate/names',
      { items: 1 },
      { items: 2 },
      [{ key: 'items', before: 1, after: 2 }],
    ],
    [
      'under a name that every object has',
      'x/y',
      { toString: 'a' },
      { constructor: 'b' } as unknown as Finding['evidence'],
      [
        { key: 'constructor', after: 'b' },
        { key: 'toString', before: 'a' },
      ],
    ],
    ['of another kind', 'x/y', { status: '401' }, { status: 401 }, [{ key: 'status', before: '401', after: 401 }]],
  ])('%s is told with both values', (_what, check, before, after, evidence) => {
    const { changes } = compareRuns(
      runOf([finding(check, 'pass', { evidence: before })]),
      runOf([finding(check, 'pass', { evidence: after })]),
    )
    expect(changes).toMatchObject([{ check, kind: 'other-evidence', evidence }])
    expect(changes[0]?.evidence).toEqual(evidence)
  })
})

describe('a check', () => {
  const skip = (blockedBy: 'dnsAnswers' | 'signIns') => finding('a/a', 'skip', { outcome: 'blocked', blockedBy })

  it.each<[ChangeKind | undefined, Finding | undefined, Finding | undefined]>([
    ['worse', finding('a/a', 'pass'), finding('a/a', 'fail')],
    ['worse', finding('a/a', 'pass'), finding('a/a', 'warn')],
    ['worse', finding('a/a', 'warn'), finding('a/a', 'fail')],
    ['better', finding('a/a', 'fail'), finding('a/a', 'pass')],
    // That nobody could tell is no change for the better or the worse, and our bug is nobody's outage.
    ['hidden', finding('a/a', 'fail'), skip('dnsAnswers')],
    ['hidden', finding('a/a', 'pass'), finding('a/a', 'bug')],
    ['hidden', finding('a/a', 'warn'), finding('a/a', 'unknown')],
    ['uncovered', skip('dnsAnswers'), finding('a/a', 'fail')],
    ['uncovered', finding('a/a', 'bug'), finding('a/a', 'pass')],
    ['other-outcome', finding('a/a', 'unknown'), finding('a/a', 'bug')],
    ['other-outcome', skip('dnsAnswers'), skip('signIns')],
    ['other-outcome', finding('a/a', 'fail', { outcome: 'one' }), finding('a/a', 'fail', { outcome: 'other' })],
    ['gone', finding('a/a', 'fail'), undefined],
    ['appeared', undefined, finding('a/a', 'pass')],
    [undefined, skip('dnsAnswers'), skip('dnsAnswers')],
  ])('is %s', (kind, before, after) => {
    const { changes, counts } = compareRuns(runOf(before ? [before] : []), runOf(after ? [after] : []))
    expect(changes.map((change) => change.kind)).toEqual(kind ? [kind] : [])
    expect(changes[0]?.before).toBe(kind && before)
    expect(changes[0]?.after).toBe(kind && after)
    expect(counts[kind ?? 'same']).toBe(1)
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(1)
  })

  it('that got worse is read first, then by how bad it is, by step, and by name', () => {
    const before = [
      finding('z/better', 'fail'),
      finding('b/worse', 'pass'),
      finding('a/worse', 'pass'),
      finding('d/worse', 'pass', { step: 'dns' }),
      finding('w/warned', 'pass'),
      finding('h/hidden', 'pass'),
      finding('s/seen', 'pass', { evidence: { status: 401 } }),
      finding('g/gone', 'fail'),
      finding('o/other', 'fail', { outcome: 'one' }),
      finding('u/uncovered', 'unknown'),
    ]
    const after = [
      finding('z/better', 'pass'),
      finding('b/worse', 'fail'),
      finding('a/worse', 'fail'),
      finding('d/worse', 'fail', { step: 'dns' }),
      finding('w/warned', 'warn'),
      finding('h/hidden', 'skip'),
      finding('s/seen', 'pass', { evidence: { status: 403 } }),
      finding('n/new', 'pass'),
      finding('o/other', 'fail', { outcome: 'two' }),
      finding('u/uncovered', 'fail'),
    ]
    expect(kindsOf(before, after)).toEqual([
      ['d/worse', 'worse'],
      ['a/worse', 'worse'],
      ['b/worse', 'worse'],
      ['w/warned', 'worse'],
      ['z/better', 'better'],
      ['u/uncovered', 'uncovered'],
      ['h/hidden', 'hidden'],
      ['n/new', 'appeared'],
      ['g/gone', 'gone'],
      ['o/other', 'other-outcome'],
      ['s/seen', 'other-evidence'],
    ])
  })
})

describe('what makes two runs hard to compare', () => {
  const of = (domain: string, mailbox: string, digest?: string) => ({
    organisation: { name: 'Contoso', domain, mailbox, ...(digest !== undefined && { digest }) },
  })

  it.each<[string, Partial<RunHeader>, Partial<RunHeader>, object[]]>([
    ['is nothing, where they are alike', {}, { id: 'run-00000000-two', startedAt: '2026-12-01T00:00:00Z' }, []],
    [
      'is nothing, where only the name that people read is another',
      {},
      of('contoso.test', 'probe@contoso.test', 'aa'),
      [],
    ],
    ['is nothing, where case alone differs', {}, of('CONTOSO.test', 'Probe@contoso.test', 'aa'), []],
    ['is nothing, where an older run does not tell its settings', {}, of('contoso.test', 'probe@contoso.test'), []],
    ['is nothing, where both are of the same checks', { only: ['a', 'b'] }, { only: ['b', 'a'] }, []],
    [
      'is another domain, whose settings are others of course',
      {},
      of('fabrikam.test', 'probe@contoso.test', 'bb'),
      [
        {
          kind: 'other-organisation',
          before: 'contoso.test, probe@contoso.test',
          after: 'fabrikam.test, probe@contoso.test',
        },
      ],
    ],
    ['is other settings', {}, of('contoso.test', 'probe@contoso.test', 'bb'), [{ kind: 'other-settings' }]],
    ['is another vendor', {}, { profile: 'other' }, [{ kind: 'other-profile', before: 'nylas', after: 'other' }]],
    ['is another place', {}, { vantage: 'outside' }, [{ kind: 'other-vantage', before: 'inside', after: 'outside' }]],
    ['is another Postern', {}, { postern: '0.2.0' }, [{ kind: 'other-version', before: '0.1.0', after: '0.2.0' }]],
    [
      'is that one went through a proxy',
      { proxies: [] },
      { proxies: ['proxy.contoso.test:8080'] },
      [{ kind: 'other-proxies', before: '', after: 'proxy.contoso.test:8080' }],
    ],
    [
      'is that one ended early',
      { endedEarly: 'cancelled' },
      {},
      [{ kind: 'ended-early', before: 'cancelled', after: '' }],
    ],
    [
      'is that both ended early',
      { endedEarly: 'cancelled' },
      { endedEarly: 'cancelled' },
      [{ kind: 'ended-early', before: 'cancelled', after: 'cancelled' }],
    ],
    ['is that one is of some checks', {}, { only: ['b', 'a'] }, [{ kind: 'only-some', before: '', after: 'a, b' }]],
  ])('%s', (_what, before, after, caveats) => {
    expect(compareRuns(runOf([], before), runOf([], after)).caveats).toEqual(caveats)
  })
})

const anyFinding = fc
  .record({
    check: fc.constantFrom('connection/loss', 'dns/ttl', 'ews/inbox', 'certificate/chain', 'x/y', 'a/b'),
    verdict: fc.constantFrom<Verdict>('pass', 'warn', 'fail', 'skip', 'unknown', 'bug'),
    outcome: fc.constantFrom('one', 'two'),
    step: fc.constantFrom(...steps),
    evidence: fc.dictionary(
      fc.oneof(fc.constantFrom('status', 'items', 'milliseconds', 'sent', 'location'), fc.string({ maxLength: 8 })),
      fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        fc.array(fc.constantFrom('a', 'b', '4 ms'), { maxLength: 3 }),
      ),
      { maxKeys: 4 },
    ),
  })
  .map(({ check, verdict, ...more }) => finding(check, verdict, more))
const anyRun = fc
  .tuple(
    fc.uniqueArray(anyFinding, { selector: ({ check }) => check }),
    fc.record(
      {
        postern: fc.constantFrom('0.1.0', '0.2.0'),
        endedEarly: fc.constantFrom('cancelled', 'deadline'),
        only: fc.subarray(['a', 'b']),
        profile: fc.constantFrom('nylas', 'other'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([findings, more]) => runOf(findings, more as Partial<RunHeader>))

const mirrored: Partial<Record<ChangeKind, ChangeKind>> = {
  worse: 'better',
  better: 'worse',
  uncovered: 'hidden',
  hidden: 'uncovered',
  appeared: 'gone',
  gone: 'appeared',
}
const mirror = (kind: ChangeKind) => mirrored[kind] ?? kind

describe('whatever the runs are', () => {
  it('a run compared with itself, however its findings are ordered, is unchanged', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const { changes, counts, caveats } = compareRuns(run, { ...run, findings: run.findings.toReversed() })
        expect(changes).toEqual([])
        expect(counts.same).toBe(run.findings.length)
        expect(caveats.filter(({ kind }) => kind !== 'ended-early')).toEqual([])
      }),
    )
  })

  it('the other way round is its mirror', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (before, after) => {
        const there = compareRuns(before, after)
        const back = compareRuns(after, before)
        const turned = back.changes.map(({ check, kind, evidence }) => ({
          check,
          kind: mirror(kind),
          evidence: evidence.map(({ key, before: was, after: is }) => ({
            key,
            ...(is !== undefined && { before: is }),
            ...(was !== undefined && { after: was }),
          })),
        }))
        const byName = (a: { check: string }, b: { check: string }) => (a.check < b.check ? -1 : 1)
        const told = there.changes.map(({ check, kind, evidence }) => ({ check, kind, evidence }))
        expect(turned.toSorted(byName)).toEqual(told.toSorted(byName))
        for (const kind of changeKinds) expect(back.counts[mirror(kind)]).toBe(there.counts[kind])
        expect(back.counts.same).toBe(there.counts.same)
        expect(back.caveats.map(({ kind }) => kind)).toEqual(there.caveats.map(({ kind }) => kind))
      }),
    )
  })

  it('every check is counted once', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (before, after) => {
        const { counts } = compareRuns(before, after)
        const checks = new Set([...before.findings, ...after.findings].map(({ check }) => check))
        expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(checks.size)
      }),
    )
  })
})
