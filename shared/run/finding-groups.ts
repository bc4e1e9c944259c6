import type { ArtifactName } from '../artifacts/artifacts.ts'
import { withheldSentences } from '../artifacts/sign-in.ts'
import { steps } from '../checks/check.ts'
import { type Finding, type Verdict, verdictOrder } from '../checks/finding.ts'
import { counted, t } from '../language/translate.ts'
import { stepNames, verdictHeadings } from './words.ts'

export type Grouping = 'urgency' | 'step'

/**
 * Findings that show as one line with a count: passes, many checks that wait for the same thing, and what a password would
 * tell. `mended`: what they waited for passes by now, so that they can be looked at.
 */
export type FindingFold = {
  id: string
  verdict: 'pass' | 'skip' | 'unknown'
  sentence: string
  findings: Finding[]
  mended?: true
}

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

/** What findings are part of: all of their run, among which is what they wait for, and those whose cause was mended since. */
export type FindingContext = { all: readonly Finding[]; mended: ReadonlySet<string> }

/** Groups by urgency (one group a verdict) or by step (in walking order); passes are folded in either. */
export function groupFindings(
  findings: readonly Finding[],
  by: Grouping,
  context: FindingContext = { all: findings, mended: new Set() },
): FindingGroup[] {
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
      const folds = [...foldsOfSkips(id, held, context), ...foldsOfPasses(id, held)]
      const folded = new Set(folds.flatMap((fold) => fold.findings))
      return { id, heading, total: held.length, shown: held.filter((finding) => !folded.has(finding)), folds }
    })
}

/** So many checks that wait for the same thing are folded; fewer are shown as they are. */
const FOLDED_SKIPS = 3

/** The checks that wait, by what they wait for; those whose cause is mended as one, however few they are. */
function foldsOfSkips(group: string, held: readonly Finding[], { all, mended }: FindingContext): FindingFold[] {
  const skips = held.filter((finding) => finding.verdict === 'skip')
  const waiting = skips.filter(({ check }) => !mended.has(check))
  const ready = skips.filter(({ check }) => mended.has(check))
  const causes = Map.groupBy(
    waiting,
    (skip) => causeOfSkip(skip, all)?.check ?? artifactInTheWay(skip, all) ?? skip.advice,
  )
  const folds = [...causes.values()].filter((some) => some.length >= FOLDED_SKIPS)
  // What waits for two things that are mended alike is one line.
  const lines = Map.groupBy(folds, (some) => whatToMend(some, all))
  const toFold = (findings: Finding[], words: string): Omit<FindingFold, 'id'> => {
    const sentence = t`${counted(findings.length, 'check was', 'checks were')} not reached. ${words}`
    return { verdict: 'skip', sentence, findings }
  }
  return [
    ...(ready.length === 0 ? [] : [{ ...toFold(ready, MENDED), mended: true as const }]),
    ...[...lines].map(([words, some]) => toFold(some.flat(), words)),
  ].map((fold, place) => ({ id: `${group} skip ${place}`, ...fold }))
}

const MENDED = t`What was in the way is mended, and they were not looked at again.`

/** What is asked in the account's name, so that a sign-in that was refused or held back leaves nothing of it to see. */
const askedSignedIn: readonly ArtifactName[] = [
  ...(['ntlmSignIn', 'basicSignIn', 'autodiscover'] as const),
  ...(['ewsGetFolder', 'activeSyncOptions', 'activeSyncSession'] as const),
]

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
  const [first] = waiting
  const cause = first && causeOfSkip(first, all)
  if (cause && lacksPassword(cause)) return withheldSentences['no-password']
  if (advices.length === 1) return commonest
  return cause ? t`Mend this first: ${cause.title}.` : commonest
}

/** The finding that tells of what a skipped check waits for, as far as there is one. */
export function causeOfSkip(skip: Finding, all: readonly Finding[]): Finding | undefined {
  const artifact = artifactInTheWay(skip, all)
  const cause = artifact && findingAbout(artifact, all)
  // Whatever a password would tell waits for the password.
  return cause && lacksPassword(cause) ? (all.find(isOfPassword) ?? cause) : cause
}

/** Whether what a skipped check waited for passes by now, as it was found last, and nothing else about it fails. */
export function isMended(skip: Finding, first: readonly Finding[], last: readonly Finding[]): boolean {
  const cause = causeOfSkip(skip, first)
  if (!cause || causeOfSkip(skip, last)?.verdict === 'fail') return false
  return last.some(({ check, verdict }) => check === cause.check && verdict === 'pass')
}

/** Whether a finding could not tell for want of a password alone. */
export function lacksPassword({ verdict, evidence }: Pick<Finding, 'verdict' | 'evidence'>): boolean {
  return verdict === 'unknown' && evidence.reason === withheldSentences['no-password']
}

function isOfPassword(finding: Finding): boolean {
  return finding.check === 'sign-in/password' && lacksPassword(finding)
}

/** The first finding that tells of trouble with an artifact: what fails is more likely to be in the way than the rest. */
function findingAbout(artifact: ArtifactName, all: readonly Finding[]): Finding | undefined {
  const about = all.filter(
    ({ verdict, artifacts }) => verdict !== 'pass' && verdict !== 'skip' && artifacts.includes(artifact),
  )
  return about.find(({ verdict }) => verdict === 'fail') ?? about[0]
}

/** A group with all that a password would tell as one line, where there are several. */
export function foldLackingPassword(group: FindingGroup): FindingGroup {
  const lacking = group.shown.filter(lacksPassword)
  if (lacking.length < 2) return group
  const sentence = t`${counted(lacking.length, 'check')} could not tell. ${withheldSentences['no-password']}`
  const fold: FindingFold = { id: `${group.id} password`, verdict: 'unknown', sentence, findings: lacking }
  return { ...group, shown: group.shown.filter((finding) => !lacksPassword(finding)), folds: [fold, ...group.folds] }
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
