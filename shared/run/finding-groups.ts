import type { ArtifactName } from '../artifacts/artifacts.ts'
import { steps } from '../checks/check.ts'
import { type Finding, type Verdict, verdictOrder } from '../checks/finding.ts'
import { counted, t } from '../language/translate.ts'
import { stepNames, verdictHeadings } from './words.ts'

export type Grouping = 'urgency' | 'step'

/** Findings that show as one line with a count: passes, and many checks that wait for the same thing. */
export type FindingFold = { id: string; verdict: 'pass' | 'skip'; sentence: string; findings: Finding[] }

/** Findings under one heading. */
export type FindingGroup = { id: string; heading: string; total: number; shown: Finding[]; folds: FindingFold[] }

/** How many findings of each verdict there are. */
export function countVerdicts(findings: readonly Pick<Finding, 'verdict'>[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { fail: 0, bug: 0, warn: 0, unknown: 0, skip: 0, pass: 0 }
  for (const { verdict } of findings) counts[verdict] += 1
  return counts
}

/** What must be mended first, what is fine last; within a verdict by step, then in the order of arrival. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict) ||
      steps.indexOf(a.step) - steps.indexOf(b.step),
  )
}

/** Groups by urgency (one group a verdict) or by step (in walking order); passes are folded in either. */
export function groupFindings(findings: readonly Finding[], by: Grouping): FindingGroup[] {
  const ordered = inReadingOrder(findings)
  const groups =
    by === 'urgency'
      ? verdictOrder.map((verdict) => ({
          id: verdict,
          heading: verdictHeadings[verdict],
          held: ordered.filter((finding) => finding.verdict === verdict),
        }))
      : steps.map((step) => ({
          id: step,
          heading: stepNames[step],
          held: ordered.filter((finding) => finding.step === step),
        }))
  return groups
    .filter(({ held }) => held.length > 0)
    .map(({ id, heading, held }) => {
      const folds = [...foldsOfSkips(id, held, ordered), ...foldsOfPasses(id, held)]
      const folded = new Set(folds.flatMap((fold) => fold.findings))
      return { id, heading, total: held.length, shown: held.filter((finding) => !folded.has(finding)), folds }
    })
}

/** So many checks that wait for the same thing are folded; fewer are shown as they are. */
const FOLDED_SKIPS = 3

/** The checks that wait, by what they wait for: the artifact that holds the failure. */
function foldsOfSkips(group: string, held: readonly Finding[], all: readonly Finding[]): FindingFold[] {
  const skips = held.filter((finding) => finding.verdict === 'skip')
  const byCause = Map.groupBy(skips, (skip) => artifactInTheWay(skip, all) ?? skip.advice ?? '')
  return [...byCause.values()]
    .filter((waiting) => waiting.length >= FOLDED_SKIPS)
    .map((waiting, place) => ({
      id: `${group} skip ${place}`,
      verdict: 'skip',
      sentence: t`${counted(waiting.length, 'check was', 'checks were')} not reached. ${whatToMend(waiting, all)}`,
      findings: waiting,
    }))
}

/** What is asked in the account's name, so that a refused sign-in leaves nothing of it to see. */
const askedSignedIn: readonly ArtifactName[] = ['ntlmSignIn', 'basicSignIn', 'autodiscover']

/** The artifact that a check waits for; the sign-ins, where others wait for them and nothing else is found about it. */
function artifactInTheWay({ blockedBy }: Finding, all: readonly Finding[]): ArtifactName | undefined {
  if (blockedBy === undefined || !askedSignedIn.includes(blockedBy) || findingAbout(blockedBy, all)) return blockedBy
  return all.some((other) => other.blockedBy === 'signIns') ? 'signIns' : blockedBy
}

/** What is in the way of these checks: the advice that they share, else the finding about it, else the commonest advice. */
function whatToMend(waiting: readonly Finding[], all: readonly Finding[]): string {
  const advices = [...Map.groupBy(waiting, ({ advice }) => advice ?? '')].toSorted(
    ([, a], [, b]) => b.length - a.length,
  )
  const [[commonest = ''] = []] = advices
  if (advices.length === 1) return commonest
  const [first] = waiting
  const cause = first && causeOfSkip(first, all)
  return cause ? t`Mend this first: ${cause.title}.` : commonest
}

/** The finding that tells of what a skipped check waits for, as far as there is one. */
export function causeOfSkip(skip: Finding, all: readonly Finding[]): Finding | undefined {
  const artifact = artifactInTheWay(skip, all)
  return artifact && findingAbout(artifact, all)
}

/** The first finding that tells of trouble with an artifact. */
function findingAbout(artifact: ArtifactName, all: readonly Finding[]): Finding | undefined {
  return all.find(({ verdict, artifacts }) => verdict !== 'pass' && verdict !== 'skip' && artifacts.includes(artifact))
}

/** All that passes, as one line that counts it, by step where there are several. */
function foldsOfPasses(group: string, held: readonly Finding[]): FindingFold[] {
  const passes = held.filter((finding) => finding.verdict === 'pass')
  if (passes.length === 0) return []
  const bySteps = Map.groupBy(passes, ({ step }) => step)
  const parts = [...bySteps].map(([step, { length }]) => `${stepNames[step]} ${length}`)
  const count = counted(passes.length, 'check passes', 'checks pass')
  const sentence = parts.length > 1 ? `${count}: ${parts.join(', ')}` : count
  return [{ id: `${group} pass`, verdict: 'pass', sentence, findings: passes }]
}
