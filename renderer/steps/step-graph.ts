import type { ArtifactName } from '../../shared/artifacts/artifacts.ts'
import type { Step } from '../../shared/checks/check.ts'
import { type Finding, type RunVerdict, type Verdict, verdictOrder } from '../../shared/checks/finding.ts'
import { causeOfSkip, countVerdicts } from '../../shared/run/finding-groups.ts'
import { artifactSteps } from '../../shared/run/words.ts'
import { type WizardStep, wizardSteps } from '../store/place.ts'
import { isUnderWay, type RunView } from '../store/run-view.ts'

/** What the graph looks at: what is named, and what was seen. */
export type Situation = { named: boolean; run: RunView | undefined }

/** The check's own step says where it is shown; these few are asked of those who run the firewall. */
const firewallChecks: ReadonlySet<string> = new Set([
  'connection/https-port',
  'connection/large-requests',
  'connection/loss',
  'connection/keep-alive',
  'certificate/inspection',
  'dns/split-horizon',
])

const stepOfArea: Readonly<Record<Step, WizardStep>> = {
  dns: 'servers',
  connection: 'servers',
  certificate: 'servers',
  autodiscover: 'servers',
  'sign-in': 'sign-in',
  ews: 'ews',
  'active-sync': 'active-sync',
}

/** The wizard's step of a check, by its id; undefined for one of an area that this Postern does not know. */
export function wizardStepOf(check: string): WizardStep | undefined {
  if (firewallChecks.has(check)) return 'firewall'
  const [area = ''] = check.split('/')
  return Object.hasOwn(stepOfArea, area) ? stepOfArea[area as Step] : undefined
}

/** How far a step is. `none`: nothing of it was looked at; `broke-off`: some of it, and the run brings no more. */
export type StepProgress = 'none' | 'waiting' | 'now' | 'broke-off' | 'done'

/** A step as the rail and its own page show it. */
export type StepState = {
  step: WizardStep
  progress: StepProgress
  counts: Record<Verdict, number>
  answered: number
  /** Its checks that have answered or will. */
  total: number
  /** Absent until one of its checks has answered. */
  worst?: Verdict
  /** The other step that is in the way of what was not reached. */
  blockedBy?: WizardStep
  /** How many of its checks were not reached, and can be looked at now: what they waited for is mended. */
  mended?: number
  /** What the whole run came to, where the step is the report on it. */
  verdict?: RunVerdict
}

/** The findings of one step. */
export function findingsOf(run: Pick<RunView, 'findings'>, step: WizardStep): Finding[] {
  return run.findings.filter(({ check }) => wizardStepOf(check) === step)
}

/** The ids of a step's checks that have not answered yet. */
export function openChecksOf(run: RunView, step: WizardStep): string[] {
  const answered = new Set(run.findings.map(({ check }) => check))
  return run.checks.filter((check) => wizardStepOf(check) === step && !answered.has(check))
}

/** What is being gathered now that a step waits for. */
export function gatheringOf(run: RunView, step: WizardStep): ArtifactName[] {
  return Object.entries(run.gatherers).flatMap(([name, state]) =>
    state === 'now' && stepsOfArtifact(name as ArtifactName).includes(step) ? [name as ArtifactName] : [],
  )
}

/** Every step in walking order, with how far it is, what was found, and what is in its way. */
export function stepStates({ named, run }: Situation): StepState[] {
  return wizardSteps.map((step) => {
    if (step === 'organisation') return { ...nothing(step), progress: named ? 'done' : 'now' }
    if (!run) return named ? nothing(step) : { ...nothing(step), blockedBy: 'organisation' }
    return step === 'report' ? reportState(run) : checkedState(run, step)
  })
}

function nothing(step: WizardStep): StepState {
  return { step, progress: 'none', counts: countVerdicts([]), answered: 0, total: 0 }
}

function reportState(run: RunView): StepState {
  const { verdict } = run
  if (isUnderWay(run)) return { ...nothing('report'), progress: 'waiting' }
  if (run.brokeOff) return { ...nothing('report'), progress: 'broke-off' }
  return { ...nothing('report'), ...(verdict ? { progress: 'done', verdict } : {}) }
}

function checkedState(run: RunView, step: WizardStep): StepState {
  const findings = findingsOf(run, step)
  const open = openChecksOf(run, step).length
  const mended = findings.filter(({ check }) => run.mended?.has(check)).length
  const blockedBy = stepInTheWay(findings, run, step)
  return {
    step,
    counts: countVerdicts(findings),
    answered: findings.length,
    total: findings.length + open,
    progress: progressOf(run, step, findings.length, open),
    worst: verdictOrder.find((verdict) => findings.some((finding) => finding.verdict === verdict)),
    ...(blockedBy && { blockedBy }),
    ...(mended > 0 && { mended }),
  }
}

function progressOf(run: RunView, step: WizardStep, answered: number, open: number): StepProgress {
  if (answered > 0 && open > 0 && run.brokeOff) return 'broke-off'
  if (!isUnderWay(run) || open === 0) return answered > 0 ? 'done' : 'none'
  return answered > 0 || gatheringOf(run, step).length > 0 ? 'now' : 'waiting'
}

/** The step that holds what most of the skipped checks wait for; undefined where that is the step itself. */
function stepInTheWay(
  findings: readonly Finding[],
  run: Pick<RunView, 'findings' | 'mended'>,
  step: WizardStep,
): WizardStep | undefined {
  const skips = findings.filter(({ check, verdict }) => verdict === 'skip' && !run.mended?.has(check))
  const causes = skips.flatMap((skip) => stepOfCause(skip, run.findings) ?? [])
  const [first] = [...Map.groupBy(causes, (cause) => cause)].toSorted(([, a], [, b]) => b.length - a.length)
  return first && first[0] !== step ? first[0] : undefined
}

function stepOfCause(skip: Finding, all: readonly Finding[]): WizardStep | undefined {
  const cause = causeOfSkip(skip, all)
  if (cause) return wizardStepOf(cause.check)
  return skip.blockedBy && stepsOfArtifact(skip.blockedBy)[0]
}

function stepsOfArtifact(artifact: ArtifactName): WizardStep[] {
  return artifactSteps[artifact].map((area) => stepOfArea[area])
}

/** Where an administrator goes on from a step: the next one that nothing is in the way of; null after the last. */
export function nextStep(from: WizardStep, states: readonly StepState[]): WizardStep | null {
  const after = wizardSteps.slice(wizardSteps.indexOf(from) + 1)
  const waits = (step: WizardStep) => states.some((state) => state.step === step && isBlocked(state))
  // What waits for this very step comes next all the same where nothing else does.
  return after.find((step) => !waits(step)) ?? after[0] ?? null
}

/** Whether most of a step waits for another, and nothing is to be done in it before. */
export function isBlocked({ blockedBy, counts }: StepState): boolean {
  if (!blockedBy) return false
  // Where no check of it has answered at all, nothing can be looked at before.
  return counts.fail + counts.bug + counts.warn + counts.unknown === 0 && counts.skip >= counts.pass
}

/** Where a window opens that is not told where: what is to be named or mended first, else the report. */
export function startingStep({ named, run }: Situation): WizardStep {
  if (!named) return 'organisation'
  if (!run || isUnderWay(run)) return 'servers'
  const states = stepStates({ named, run })
  for (const verdict of ['fail', 'bug', 'unknown', 'skip'] as const) {
    if (verdict === 'unknown' && run.verdict === 'ready') break
    const step = states.find(({ counts }) => counts[verdict] > 0)?.step
    if (step) return step
  }
  return run.verdict ? 'report' : 'servers'
}
