import { expect } from 'vitest'
import { type ArtifactName, ArtifactRecords, type Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { AnyCheck } from '../../../shared/checks/check.ts'
import { Finding } from '../../../shared/checks/finding.ts'
import { judge } from '../../../shared/checks/judge.ts'
import { SEEN_AT } from './artifact-builders.ts'

/** One row of a check's table: what was seen, what was gathered, the outcome, and the evidence that matters. */
export type Row = [seen: string, artifacts: Partial<Artifacts>, outcome: string, evidence?: Finding['evidence']]

/** One row of a check that has nothing to judge: what stands in the way, and the words that say so. */
export type BlockedRow = [seen: string, artifacts: Partial<Artifacts>, by: ArtifactName, reason: string]

/** The finding of one check on these artifacts. Its words must be whole: no place left unfilled. */
export function conclude(check: AnyCheck, artifacts: Partial<Artifacts>): Finding {
  const entries = Object.entries(artifacts).map(([name, value]) => {
    return [name, { state: 'gathered', startedAt: SEEN_AT, milliseconds: 1, value }]
  })
  const finding = Finding.parse(judge(check, ArtifactRecords.parse(Object.fromEntries(entries))))
  expect(unfilledPlaces(finding)).toEqual([])
  return finding
}

/** The outcome of a row, with the verdict that the check declares for it. */
export function expectRow(check: AnyCheck, [, artifacts, outcome, evidence = {}]: Row): void {
  const finding = conclude(check, artifacts)
  expect(finding.outcome).toBe(outcome)
  expect(finding.verdict).toBe(check.meta.outcomes[outcome]?.verdict)
  expect(finding.evidence).toMatchObject(evidence)
}

export function expectBlocked(check: AnyCheck, [, artifacts, by, reason]: BlockedRow): void {
  const finding = conclude(check, artifacts)
  expect(finding).toMatchObject({ outcome: 'blocked', verdict: 'skip', blockedBy: by, artifacts: [by] })
  expect(finding.advice).toContain(reason)
}

/** Places such as `{server}` that no evidence filled, and words that a missing value leaves behind. */
function unfilledPlaces({ title, advice }: Pick<Finding, 'title' | 'advice'>): string[] {
  return `${title} ${advice ?? ''}`.match(/\{[^}]*\}|\bundefined\b|\bNaN\b|\[object/g) ?? []
}
