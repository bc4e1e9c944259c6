import type { ArtifactName, ArtifactRecords } from '../../shared/artifacts/artifacts.ts'
import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import { causeOfSkip, isMended } from '../../shared/run/finding-groups.ts'
import { type NotVerified, type WithVerified, withVerified } from '../../shared/run/with-verified.ts'
import { artifactSteps } from '../../shared/run/words.ts'
import type { RunView } from './run-view.ts'

/** A finding as it was verified last, and the run that saw it, in which its evidence is. */
export type SeenAgain = { finding: Finding; run: RunView }

/** What became of looking again at one finding: what was seen, or why nothing was. */
export type Again = SeenAgain | NotVerified

function laidOver(base: RunView, verifications: readonly RunView[]): WithVerified {
  const run = { run: base.header, findings: [...base.findings], verdict: base.verdict ?? 'bug', artifacts: {} }
  const later = verifications.map(({ header, findings, verdict }) => ({ run: header, findings, verdict }))
  return withVerified(run, later)
}

/** By check: what was looked at again since a run, as it was seen last. */
export function seenAgain(base: RunView, verifications: readonly RunView[]): ReadonlyMap<string, SeenAgain> {
  const { verified } = laidOver(base, verifications)
  return new Map(
    verified.flatMap(({ check, by }) => {
      const run = verifications.find(({ header }) => header.id === by)
      const finding = run?.findings.find((one) => one.check === check)
      return run && finding ? [[check, { finding, run }] as const] : []
    }),
  )
}

/** By check: what became of looking again, also where nothing came of it. */
export function triedAgain(base: RunView, verifications: readonly RunView[]): ReadonlyMap<string, Again> {
  const { notVerified } = laidOver(base, verifications)
  const tries = notVerified.map((one) => [one.check, one] as const)
  return new Map<string, Again>([...seenAgain(base, verifications), ...tries])
}

/**
 * A run with what was looked at again laid over it: its findings, each in its place, and the artifacts that were gathered
 * anew, so that a picture shows what the findings say. The evidence of a finding is in the run that saw it.
 */
export function withSeenAgain(base: RunView, verifications: readonly RunView[]): RunView {
  if (verifications.length === 0) return base
  const { findings, verdict, verified } = laidOver(base, verifications)
  if (verified.length === 0) return base
  const artifacts = { ...base.artifacts, ...gatheredAnew(verifications, verified) }
  const reachable = findings.filter((one) => one.verdict === 'skip' && isMended(one, base.findings, findings))
  const mended = new Set(reachable.map(({ check }) => check))
  return { ...base, findings, verdict: base.verdict && verdict, artifacts, mended }
}

/** What the runs that verified something gathered, the last of each. */
function gatheredAnew(verifications: readonly RunView[], verified: WithVerified['verified']): ArtifactRecords {
  const counted = new Set(verified.map(({ by }) => by))
  const records = verifications
    .filter(({ header }) => counted.has(header.id))
    .flatMap(({ artifacts }) => Object.entries(artifacts).filter(([, record]) => record?.state === 'gathered'))
  return Object.fromEntries(records)
}

/**
 * When the oldest was seen of what a picture is drawn from and that was not gathered again, although something in the
 * same area was verified since; undefined where nothing of it is older than that.
 */
export function seenBefore(
  base: RunView,
  verifications: readonly RunView[],
  names: readonly ArtifactName[],
): string | undefined {
  const { verified } = laidOver(base, verifications)
  const anew = gatheredAnew(verifications, verified)
  const again = new Set(verified.map(({ check }) => check))
  const areas = new Set(base.findings.flatMap(({ check, step }) => (again.has(check) ? [step] : [])))
  return names
    .filter((name) => !anew[name] && artifactSteps[name].some((area) => areas.has(area)))
    .flatMap((name) => {
      const record = base.artifacts[name]
      return record?.state === 'gathered' ? [record.startedAt] : []
    })
    .toSorted()[0]
}

/**
 * What a list is drawn with that was opened when there were these verifications: each line stays where it is when it is
 * looked at again; only where what was not reached was looked at, all that was found since takes its place.
 */
export function drawnWith(base: RunView, opened: readonly RunView[], verifications: readonly RunView[]): RunView[] {
  const known = verifications.filter((one) => opened.includes(one))
  const skipped = new Set(
    withSeenAgain(base, known).findings.flatMap(({ check, verdict }) => (verdict === 'skip' ? [check] : [])),
  )
  const seen = [...seenAgain(base, verifications)]
  const reached = verifications.findLastIndex(
    (one) => !known.includes(one) && seen.some(([check, { run }]) => run === one && skipped.has(check)),
  )
  return verifications.filter((one, place) => place <= reached || known.includes(one))
}

/** The checks that were not reached for the sake of what one finding tells of, and those of which no finding tells why. */
export function waitingFor(check: string, findings: readonly Finding[]): string[] {
  return findings
    .filter((finding) => finding.verdict === 'skip' && (causeOfSkip(finding, findings)?.check ?? check) === check)
    .map((finding) => finding.check)
}

/** Those of them that nobody has looked at since. */
export function stillWaitingFor(check: string, base: RunView, verifications: readonly RunView[]): string[] {
  const seen = seenAgain(base, verifications)
  return waitingFor(check, base.findings).filter((one) => !seen.has(one))
}

const seenWords: Readonly<Record<Finding['verdict'], string>> = {
  pass: t`Verified now: passes`,
  fail: t`Verified now: still fails`,
  warn: t`Verified now: to look at`,
  unknown: t`Verified now: could not tell`,
  skip: t`Not verified: something is in the way`,
  bug: t`Not verified: Postern failed`,
}

const triedWords: Readonly<Record<NotVerified['why'], string>> = {
  stopped: t`Not verified: it was stopped`,
  'broke-off': t`Not verified: it broke off`,
  'not-reached': seenWords.skip,
  'not-looked-at': t`Not verified: nothing was seen`,
  'postern-failed': seenWords.bug,
  'other-organisation': t`Not verified: another mailbox`,
  'not-in-base': t`Not verified: a new check`,
}

/** What looking again came to, as the verdict whose icon stands for it and a few words. */
export function againWords(again: Again): { verdict: Finding['verdict']; words: string } {
  if ('finding' in again) return { verdict: again.finding.verdict, words: seenWords[again.finding.verdict] }
  return { verdict: again.why === 'postern-failed' ? 'bug' : 'skip', words: triedWords[again.why] }
}
