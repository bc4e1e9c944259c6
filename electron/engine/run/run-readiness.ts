import { randomBytes } from 'node:crypto'
import { type ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import type { AnyCheck } from '../../../shared/checks/check.ts'
import { type Finding, runVerdict } from '../../../shared/checks/finding.ts'
import { judge } from '../../../shared/checks/judge.ts'
import { withAsciiNames } from '../../../shared/organisation/ascii-names.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { nylas } from '../../../shared/profiles/profile.ts'
import type { Run, RunEvent } from '../../../shared/run/run.ts'
import { allGatherers } from '../gather/all-gatherers.ts'
import type { AnyGatherer } from '../gather/gatherer.ts'
import type { ProxyFor } from '../wire/proxy.ts'
import { gatherAll, type ShownRecord } from './gather-all.ts'
import { type GraphNode, planGathering } from './gather-graph.ts'
import type { GathererTrace } from './gatherer-trace.ts'
import { createRedactor } from './redactor.ts'
import { planResume } from './resume-plan.ts'
import { checksOf, wantedOf } from './run-checks.ts'
import { createRunClock, deadlineOf } from './run-clock.ts'
import { createRunContext, type RunWorld } from './run-context.ts'
import { type InterruptedRun, newHeader, refuseOtherRun, resumedHeader, withThose } from './run-header.ts'
import { createRunRoute } from './run-route.ts'
import { expectedTraces, tracesBefore, tracesLeft, withTraces } from './run-traces.ts'
import { createSignInBudget, type SignInBudget } from './sign-in-budget.ts'

export type RunOptions = RunWorld & {
  organisation: Organisation
  password?: string | undefined
  /** Ids of the checks to run; all of them when left out. An id that does not exist is an error of the caller. */
  only?: readonly string[] | undefined
  /** The run whose findings it verifies. */
  verifies?: string | undefined
  /**
   * Goes on with a run that was interrupted, as the same run: of the same checks, verifying the same. Throws CannotResume
   * where that was another organisation's, profile's or Postern's.
   */
  resume?: InterruptedRun | undefined
  /** Asked how each server is reached, where the run goes by the proxy of this machine; servers are reached directly when left out. */
  proxyFor?: ProxyFor | undefined
  signal?: AbortSignal | undefined
  /** Given each artifact's record, redacted, before the event that it was gathered. */
  onRecord?: ((artifact: ArtifactName, record: ShownRecord) => void) | undefined
  onEvent?: ((event: RunEvent) => void) | undefined
  /** The administrator's explicit word that a password may be sent again that was rejected, or went unanswered, before. */
  tryAgain?: boolean | undefined
  /** Handed in by a host that lives longer than one run, so that a rejected password stays rejected. */
  budget?: SignInBudget | undefined
  deadlineMilliseconds?: number | undefined
  /** Told of what each gatherer waited for, by whoever measures. */
  onTrace?: ((trace: GathererTrace) => void) | undefined
  checks?: readonly AnyCheck[] | undefined
  gatherers?: readonly AnyGatherer[] | undefined
}

/**
 * One readiness run: gathers what the checks need, independent gatherers side by side, and judges each check as soon
 * as all that it needs is known. Ends early, with what there is, when the signal aborts or the deadline passes.
 * Throws only for a mistake of the caller's or ours; never for anything that the network does.
 */
export async function runReadiness(options: RunOptions): Promise<Run> {
  const { password, resume, now = () => new Date(), random = randomBytes } = options
  const emit = options.onEvent ?? (() => undefined)
  // DNS, HTTP and Exchange have the A-labels of a name; a person reads it as it was written.
  const organisation = withAsciiNames(options.organisation)
  const told = organisation.vendorUserAgent
  const profile = { ...nylas, ...(told && { userAgent: told, userAgentInferred: false }) }
  if (resume) refuseOtherRun(resume.header, { organisation: options.organisation, profile: profile.id })
  const { checks, only, nodes } = planOf(options, organisation)

  const clock = createRunClock(options.signal, options.deadlineMilliseconds ?? deadlineOf(organisation))
  const budget = await (options.budget ?? createSignInBudget(now)).begin({
    domain: organisation.domain,
    username: organisation.account?.username,
    password,
    tryAgain: options.tryAgain,
    signal: clock.signal,
  })
  const redact = createRedactor(
    password === undefined ? [] : [password],
    organisation.account ? [organisation.account.username] : [],
  )
  const route = createRunRoute(options.proxyFor)
  const context = createRunContext(options, {
    ...{ organisation, password, profile, signal: clock.signal, budget, redact, proxyFor: route.proxyFor },
  })
  const gatherers = nodes.map((node) => node.gatherer.artifact)
  const expected = expectedTraces(gatherers, { organisation, password, profile })
  const before = resume ? leftBefore(resume, nodes) : []
  const begun = {
    ...{ organisation: options.organisation, profile: profile.id, now: now() },
    traces: withTraces(expected, before),
    proxies: route.used(),
  }
  const plan = resume ? planResume(nodes, resume.records, begun.now) : { kept: {}, again: [] }
  const header = resume
    ? resumedHeader(resume.header, begun, plan.again)
    : newHeader(begun, { only, verifies: options.verifies, random: random(6) })
  emit({ type: 'started', run: header, gatherers, checks: checks.map((check) => check.meta.id) })

  const findings = new Map<string, Finding>()
  const looksLast = gatherers.includes('reachability')
  const judgeWhatIsKnown = (known: ArtifactRecords): void => {
    for (const check of checks) {
      if (findings.has(check.meta.id) || !check.meta.needs.every((name) => known[name])) continue
      const judged = judge(check, known, looksLast)
      if (!judged) continue
      const finding = redact(judged)
      findings.set(check.meta.id, finding)
      emit({ type: 'finding', finding })
    }
  }
  const { seen, shown } = await gatherAll({
    ...{ nodes, kept: plan.kept, context, redact, emit },
    stopped: clock.stopped,
    onRecord: options.onRecord ?? (() => undefined),
    onTrace: options.onTrace,
    onKnown: judgeWhatIsKnown,
  }).finally(async () => {
    clock.clear()
    await context.connections.close()
  })

  const inOrder = checks.flatMap((check) => findings.get(check.meta.id) ?? [])
  const endedEarly = clock.endedEarly()
  const left = withTraces(tracesLeft(expected, seen.activeSyncSession), before)
  const { traces: _expected, ...rest } = header
  const proxies = route.used()
  const run: Run = {
    run: {
      ...rest,
      finishedAt: now().toISOString(),
      ...(left.length > 0 && { traces: left }),
      ...(proxies && { proxies: withThose(header.proxies, proxies) }),
      ...(endedEarly && { endedEarly }),
    },
    verdict: runVerdict(inOrder),
    findings: inOrder,
    artifacts: ArtifactRecords.parse(shown),
  }
  emit({ type: 'finished', verdict: run.verdict, run: run.run })
  return run
}

/** What is to be judged, and so gathered; a run that goes on is of the checks that it was begun with. */
function planOf({ resume, ...options }: RunOptions, organisation: Organisation) {
  const { checks: all = allChecks, gatherers = allGatherers } = options
  const only = resume ? resume.header.only : (options.only ?? wantedOf(all, organisation))
  const checks = checksOf(all, only)
  const needed = new Set(checks.flatMap((check) => check.meta.needs))
  return { checks, only, nodes: planGathering([...needed], gatherers, organisation) }
}

function leftBefore({ header, records }: InterruptedRun, nodes: readonly GraphNode[]) {
  const session = nodes.find(({ gatherer }) => gatherer.artifact === 'activeSyncSession')
  const mayHaveBegun = session?.waitsFor.every((name) => records[name]) === true
  return tracesBefore(header, records.activeSyncSession, mayHaveBegun)
}
