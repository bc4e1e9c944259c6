import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import { causeOfSkip } from '../../shared/run/finding-groups.ts'
import { type NotVerified, type WithVerified, withVerified } from '../../shared/run/with-verified.ts'
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

/** A run with what was looked at again laid over its findings, each in its place; its evidence stays what it was. */
export function withSeenAgain(base: RunView, verifications: readonly RunView[]): RunView {
  if (verifications.length === 0) return base
  const { findings, verdict, verified } = laidOver(base, verifications)
  return verified.length === 0 ? base : { ...base, findings, verdict: base.verdict && verdict }
}

/** The checks that were not reached for the sake of what one finding tells of, and those of which no finding tells why. */
export function waitingFor(check: string, findings: readonly Finding[]): string[] {
  return findings
    .filter((finding) => finding.verdict === 'skip' && (causeOfSkip(finding, findings)?.check ?? check) === check)
    .map((finding) => finding.check)
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
