import { type EvidenceValue, steps } from '../checks/check.ts'
import { type Finding, type Verdict, verdictOrder } from '../checks/finding.ts'
import { lastingPart } from './moving-evidence.ts'
import type { Run, RunHeader } from './run.ts'

/**
 * What became of one check between two runs, in the order in which a person reads it. `worse`, `better`: it could be told
 * in both. `uncovered`: it could not be told before, and can now; `hidden`: the other way round, be it that something is in
 * the way or that Postern failed. `appeared`, `gone`: only one of the runs has it. `other-outcome`: of the same weight, for
 * another reason. `other-evidence`: the same outcome, of something that is not the same any more.
 */
export const changeKinds = [
  'worse',
  'better',
  'uncovered',
  'hidden',
  'appeared',
  'gone',
  'other-outcome',
  'other-evidence',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One thing that was seen in both runs and is another now, or in one of them alone. */
export type EvidenceChange = { key: string; before?: EvidenceValue; after?: EvidenceValue }

export type CheckChange = {
  check: string
  kind: ChangeKind
  before?: Finding
  after?: Finding
  /** Without what moves from run to run. */
  evidence: EvidenceChange[]
}

/**
 * What makes two runs hard to compare, with how it was in each: another domain or mailbox, vendor, vantage, version or proxy; the
 * servers, account or other settings of the organisation are not the same; one of them ended early; or was of some checks.
 */
export type Caveat =
  | {
      kind:
        | 'other-organisation'
        | 'other-profile'
        | 'other-vantage'
        | 'other-version'
        | 'other-proxies'
        | 'ended-early'
        | 'only-some'
      before: string
      after: string
    }
  | { kind: 'other-settings' }

export type RunComparison = {
  changes: CheckChange[]
  /** How many checks there are of each kind of change, and how many are as they were. */
  counts: Record<ChangeKind | 'same', number>
  caveats: Caveat[]
}

type Compared = Pick<Run, 'run' | 'findings'>

/** What changed from one run to another. */
export function compareRuns(before: Compared, after: Compared): RunComparison {
  const ofBefore = byCheck(before.findings)
  const ofAfter = byCheck(after.findings)
  const counts: RunComparison['counts'] = {
    ...{ worse: 0, uncovered: 0, hidden: 0, appeared: 0, gone: 0, 'other-outcome': 0, 'other-evidence': 0 },
    ...{ better: 0, same: 0 },
  }
  const changes: CheckChange[] = []
  for (const check of new Set([...ofBefore.keys(), ...ofAfter.keys()])) {
    const change = changeOf(check, ofBefore.get(check), ofAfter.get(check))
    counts[change?.kind ?? 'same'] += 1
    if (change) changes.push(change)
  }
  return { changes: inReadingOrder(changes), counts, caveats: caveatsOf(before.run, after.run) }
}

function byCheck(findings: readonly Finding[]): Map<string, Finding> {
  return new Map(findings.map((finding) => [finding.check, finding]))
}

function changeOf(check: string, before: Finding | undefined, after: Finding | undefined): CheckChange | undefined {
  if (!before || !after) {
    if (before) return { check, kind: 'gone', before, evidence: [] }
    return after && { check, kind: 'appeared', after, evidence: [] }
  }
  const evidence = evidenceChanges(check, before.evidence, after.evidence)
  const isSameOutcome = before.outcome === after.outcome && before.blockedBy === after.blockedBy
  const kind = kindOf(before.verdict, after.verdict) ?? (isSameOutcome ? undefined : 'other-outcome')
  if (kind) return { check, kind, before, after, evidence }
  return evidence.length > 0 ? { check, kind: 'other-evidence', before, after, evidence } : undefined
}

/** How much is wrong; of the other verdicts nobody could tell. */
const weights: Partial<Record<Verdict, number>> = { pass: 0, warn: 1, fail: 2 }

function kindOf(before: Verdict, after: Verdict): ChangeKind | undefined {
  const was = weights[before]
  const is = weights[after]
  if (was === is) return undefined
  if (was === undefined) return 'uncovered'
  if (is === undefined) return 'hidden'
  return is > was ? 'worse' : 'better'
}

function evidenceChanges(check: string, before: Finding['evidence'], after: Finding['evidence']): EvidenceChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return keys.flatMap((key) => {
    const was = ownValue(before, key)
    const is = ownValue(after, key)
    if (lastingText(check, key, was) === lastingText(check, key, is)) return []
    return [{ key, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
  })
}

function lastingText(check: string, key: string, value: EvidenceValue | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(lastingPart(check, key, value))
}

/** Never what every object has of itself: a key may come from a file. */
function ownValue(evidence: Finding['evidence'], key: string): EvidenceValue | undefined {
  return Object.hasOwn(evidence, key) ? evidence[key] : undefined
}

/** By kind, then what weighs most, by step, then by name. */
function inReadingOrder(changes: readonly CheckChange[]): CheckChange[] {
  const shown = ({ before, after }: CheckChange) => after ?? before
  const place = <T>(order: readonly T[], value: T | undefined) => (value === undefined ? -1 : order.indexOf(value))
  return changes.toSorted(
    (a, b) =>
      changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) ||
      place(verdictOrder, shown(a)?.verdict) - place(verdictOrder, shown(b)?.verdict) ||
      place(steps, shown(a)?.step) - place(steps, shown(b)?.step) ||
      (a.check < b.check ? -1 : 1),
  )
}

function caveatsOf(before: RunHeader, after: RunHeader): Caveat[] {
  const told: [kind: Exclude<Caveat['kind'], 'other-settings'>, of: (run: RunHeader) => string][] = [
    ['other-organisation', ({ organisation: { domain, mailbox } }) => `${domain}, ${mailbox}`.toLowerCase()],
    ['other-profile', ({ profile }) => profile],
    ['other-vantage', ({ vantage }) => vantage],
    ['other-version', ({ postern }) => postern],
    ['other-proxies', ({ proxies = [] }) => proxies.join(', ')],
  ]
  const different = told
    .map(([kind, of]) => ({ kind, before: of(before), after: of(after) }))
    .filter((caveat) => caveat.before !== caveat.after)
  const { digest: was } = before.organisation
  const { digest: is } = after.organisation
  const isOther = different.some(({ kind }) => kind === 'other-organisation')
  const otherSettings = !isOther && was !== undefined && is !== undefined && was !== is
  const early = { kind: 'ended-early', before: before.endedEarly ?? '', after: after.endedEarly ?? '' } as const
  const some = { kind: 'only-some', before: onlyOf(before), after: onlyOf(after) } as const
  return [
    ...different,
    ...(otherSettings ? [{ kind: 'other-settings' } as const] : []),
    // Two that were stopped need not have been stopped at the same place.
    ...(early.before || early.after ? [early] : []),
    ...(some.before !== some.after ? [some] : []),
  ]
}

/** The checks that it was asked for, as one text; empty where it was all of them. */
function onlyOf({ only = [] }: RunHeader): string {
  return only.toSorted().join(', ')
}
