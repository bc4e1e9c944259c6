import type { ArtifactName, ArtifactRecords, GatheredState } from '../../shared/artifacts/artifacts.ts'
import type { Finding, RunVerdict } from '../../shared/checks/finding.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'
import type { Run, RunEvent } from '../../shared/run/run.ts'

/** Where one gatherer stands: not begun, under way, or what became of it. */
type GathererState = 'waiting' | 'now' | GatheredStateName
type GatheredStateName = (typeof GatheredState)['options'][number]

/** A run as the window shows it: while it is under way from its events, afterwards from the run itself. */
export type RunView = {
  header: Run['run']
  gatherers: Readonly<Partial<Record<ArtifactName, GathererState>>>
  /** The ids of the checks that will answer. */
  checks: readonly string[]
  findings: readonly Finding[]
  /** Raw evidence, as far as it has been read. */
  artifacts: ArtifactRecords
  /** Null while the run is under way, and where it broke off. */
  verdict: RunVerdict | null
  /** The checks that were not reached for the sake of what was verified since and passes. */
  mended?: ReadonlySet<string>
  /** It ended in an error, and there will be no verdict. */
  brokeOff?: true
  /** It came as a file, so that its words and commands are those of whoever wrote that. */
  fromFile?: true
}

/** Whether more is to come of this run. */
export function isUnderWay(view: RunView): boolean {
  return view.verdict === null && !view.brokeOff
}

/**
 * The view after one more event. An event of a run that was never announced changes nothing; a finding that comes
 * twice replaces the first, in its place.
 */
export function applyRunEvent(view: RunView | undefined, event: RunEvent): RunView | undefined {
  if (event.type === 'started') {
    const gatherers = Object.fromEntries(event.gatherers.map((artifact) => [artifact, 'waiting' as const]))
    return { header: event.run, gatherers, checks: event.checks, findings: [], artifacts: {}, verdict: null }
  }
  if (!view) return undefined
  switch (event.type) {
    case 'gathering':
      return { ...view, gatherers: { ...view.gatherers, [event.artifact]: 'now' } }
    case 'gathered':
      return { ...view, gatherers: { ...view.gatherers, [event.artifact]: event.state } }
    case 'finding':
      return { ...view, findings: withFinding(view.findings, event.finding) }
    case 'finished':
      return { ...view, header: event.run, verdict: event.verdict }
  }
}

function withFinding(findings: readonly Finding[], finding: Finding): readonly Finding[] {
  const known = findings.some((other) => other.check === finding.check)
  return known ? findings.map((other) => (other.check === finding.check ? finding : other)) : [...findings, finding]
}

type Brought = Pick<Run, 'run' | 'findings' | 'artifacts'> &
  Partial<Pick<KeptRun, 'checks' | 'state' | 'origin'>> & { verdict: RunVerdict | null }

/** The view of a run that is kept, with what has come of it so far. */
export function viewOfRun(run: Brought): RunView {
  const gatherers = Object.fromEntries(
    Object.entries(run.artifacts).map(([artifact, record]) => [artifact, record.state] as const),
  )
  return {
    header: run.run,
    gatherers,
    checks: run.checks ?? run.findings.map((finding) => finding.check),
    findings: run.findings,
    artifacts: run.artifacts,
    verdict: run.verdict,
    ...(run.state === 'interrupted' && { brokeOff: true }),
    ...(run.origin === 'imported' && { fromFile: true }),
  }
}

/** Honest progress: how many of the run's checks have answered, and which gatherers are at work. */
export function progressOf(view: RunView): { answered: number; total: number; now: ArtifactName[] } {
  const now = Object.entries(view.gatherers).filter(([, state]) => state === 'now')
  return {
    answered: view.findings.length,
    total: Math.max(view.checks.length, view.findings.length),
    now: now.map(([artifact]) => artifact as ArtifactName),
  }
}
