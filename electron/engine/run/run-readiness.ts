import { randomBytes } from 'node:crypto'
import { setTimeout as setTimer } from 'node:timers/promises'
import { type ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import type { AnyCheck } from '../../../shared/checks/check.ts'
import { type Finding, runVerdict } from '../../../shared/checks/finding.ts'
import { judge } from '../../../shared/checks/judge.ts'
import { withAsciiNames } from '../../../shared/organisation/ascii-names.ts'
import { type Organisation, wantsActiveSync } from '../../../shared/organisation/organisation.ts'
import { nylas } from '../../../shared/profiles/profile.ts'
import type { Run, RunEvent } from '../../../shared/run/run.ts'
import { posternVersion } from '../../../shared/run/version.ts'
import { allGatherers } from '../gather/all-gatherers.ts'
import { createConnectionPool } from '../gather/connection-pool.ts'
import { createEwsBackOff } from '../gather/ews-back-off.ts'
import type { AnyGatherer, GatherContext, RunLimits } from '../gather/gatherer.ts'
import { watchTimers } from '../gather/timer-watch.ts'
import { defaultHttpLimits } from '../wire/http-connection.ts'
import { loadMd4 } from '../wire/ntlm/md4.ts'
import { secureContextOf } from '../wire/secure-context.ts'
import { trustOf } from '../wire/trust.ts'
import { planGathering } from './gather-graph.ts'
import { type GatheredRecord, gatherOne } from './gather-one.ts'
import { type GathererTrace, traced } from './gatherer-trace.ts'
import { createRedactor } from './redactor.ts'
import { createRunClock, deadlineOf } from './run-clock.ts'
import { expectedTraces, tracesLeft } from './run-traces.ts'
import { createSignInBudget, type SignInBudget } from './sign-in-budget.ts'

export type RunOptions = {
  organisation: Organisation
  password?: string | undefined
  /** Ids of the checks to run; all of them when left out. An id that does not exist is an error of the caller. */
  only?: readonly string[] | undefined
  signal?: AbortSignal | undefined
  onEvent?: ((event: RunEvent) => void) | undefined
  /** The administrator's explicit word that a password may be sent again that was rejected, or went unanswered, before. */
  tryAgain?: boolean | undefined
  /** Handed in by a host that lives longer than one run, so that a rejected password stays rejected. */
  budget?: SignInBudget | undefined
  deadlineMilliseconds?: number | undefined
  now?: (() => Date) | undefined
  monotonic?: (() => number) | undefined
  random?: ((length: number) => Buffer) | undefined
  sleep?: GatherContext['sleep'] | undefined
  timeout?: GatherContext['timeout'] | undefined
  watchTimers?: GatherContext['watchTimers'] | undefined
  /** Instead of the usual ones; those that are left out stay as they are. */
  limits?: Partial<RunLimits> | undefined
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
  const now = options.now ?? (() => new Date())
  const random = options.random ?? randomBytes
  const emit = options.onEvent ?? (() => undefined)
  const { password } = options
  // DNS, HTTP and Exchange have the A-labels of a name; a person reads it as it was written.
  const organisation = withAsciiNames(options.organisation)
  const { name, domain, mailbox } = options.organisation
  const only = options.only ?? wantedOf(options.checks ?? allChecks, organisation)
  const checks = checksOf(options.checks ?? allChecks, only)
  const nodes = planGathering(
    [...new Set(checks.flatMap((check) => check.meta.needs))],
    options.gatherers ?? allGatherers,
    organisation,
  )

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
  const told = organisation.vendorUserAgent
  const profile = { ...nylas, ...(told && { userAgent: told, userAgentInferred: false }) }
  const monotonic = options.monotonic ?? (() => performance.now())
  const sleep: GatherContext['sleep'] =
    options.sleep ?? ((milliseconds, signal) => setTimer(milliseconds, undefined, { signal }))
  const context: GatherContext = {
    organisation,
    password,
    profile,
    trust: trustOf(organisation),
    signal: clock.signal,
    now,
    monotonic,
    random,
    sleep,
    timeout: options.timeout ?? ((milliseconds) => AbortSignal.timeout(milliseconds)),
    watchTimers: options.watchTimers ?? (() => watchTimers()),
    budget,
    connections: createConnectionPool(),
    ewsBackOff: createEwsBackOff({ monotonic, sleep }),
    limits: { ...defaultHttpLimits, ...options.limits },
    redact,
    gathered: {},
    obstacles: {},
  }
  const gathererNames = nodes.map((node) => node.gatherer.artifact)
  const traces = expectedTraces(gathererNames, { organisation, password, profile })
  const run: Run = {
    run: {
      id: `run-${now().getTime().toString(36)}-${random(6).toString('hex')}`,
      format: 1,
      postern: posternVersion,
      organisation: { name, domain, mailbox },
      vantage: 'inside',
      profile: profile.id,
      startedAt: now().toISOString(),
      ...(only && { only: [...only] }),
      ...(traces.length > 0 && { traces }),
    },
    verdict: 'could-not-tell',
    findings: [],
    artifacts: {},
  }
  emit({
    type: 'started',
    run: run.run,
    gatherers: gathererNames,
    checks: checks.map((check) => check.meta.id),
  })

  const records: Partial<Record<ArtifactName, GatheredRecord>> = {}
  const findings = new Map<string, Finding>()
  const judgeWhatIsKnown = () => {
    const known = records as ArtifactRecords
    for (const check of checks) {
      if (findings.has(check.meta.id) || !check.meta.needs.every((name) => known[name])) continue
      const finding = redact(judge(check, known))
      findings.set(check.meta.id, finding)
      emit({ type: 'finding', finding })
    }
  }

  const finished = new Map<ArtifactName, Promise<void>>()
  const start = (name: ArtifactName): Promise<void> => {
    const under = finished.get(name)
    if (under) return under
    const node = nodes.find((candidate) => candidate.gatherer.artifact === name)
    const work = (async () => {
      if (!node) return
      await Promise.all(node.waitsFor.map(start))
      emit({ type: 'gathering', artifact: name })
      const record = await traced(node, options.onTrace, context.monotonic, () =>
        gatherOne(node.gatherer, context, records, redact, clock.stopped),
      )
      records[name] = record
      if (record.state === 'gathered') Object.assign(context.gathered, { [name]: record.value })
      if (record.state === 'blocked') context.obstacles[name] = { by: record.by, reason: record.reason }
      const milliseconds = 'milliseconds' in record ? record.milliseconds : 0
      emit({ type: 'gathered', artifact: name, state: record.state, milliseconds })
      judgeWhatIsKnown()
    })()
    finished.set(name, work)
    return work
  }

  try {
    const all = Promise.all(nodes.map((node) => start(node.gatherer.artifact)))
    // What takes a processor's time is done while the first answers are on their way.
    setImmediate(prepare, context)
    await all
  } finally {
    clock.clear()
    await context.connections.close()
  }
  // Redacted last: a password may be part of a host's name, and what was seen must stay usable until here.
  run.artifacts = ArtifactRecords.parse(redact(records))
  run.findings = checks.flatMap((check) => findings.get(check.meta.id) ?? [])
  run.verdict = runVerdict(run.findings)
  const endedEarly = clock.endedEarly()
  const left = tracesLeft(traces, records.activeSyncSession)
  const { traces: _expected, ...header } = run.run
  run.run = {
    ...header,
    finishedAt: now().toISOString(),
    ...(left.length > 0 && { traces: left }),
    ...(endedEarly && { endedEarly }),
  }
  emit({ type: 'finished', verdict: run.verdict, run: run.run })
  return run
}

function checksOf(checks: readonly AnyCheck[], only: readonly string[] | undefined): readonly AnyCheck[] {
  if (!only) return checks
  const unknown = only.find((id) => !checks.some((check) => check.meta.id === id))
  if (unknown !== undefined) throw new RangeError(`There is no check ${unknown}.`)
  return checks.filter((check) => only.includes(check.meta.id))
}

/** The checks that are left where the organisation does without ActiveSync; undefined where all of them are wanted. */
function wantedOf(checks: readonly AnyCheck[], organisation: Organisation): string[] | undefined {
  if (wantsActiveSync(organisation)) return undefined
  return checks
    .map(({ meta }) => meta)
    .filter(({ step, id }) => step !== 'active-sync' && id !== 'autodiscover/active-sync-address')
    .map(({ id }) => id)
}

function prepare({ trust }: GatherContext): void {
  // Whoever needs them meets the same error, and reports it.
  loadMd4().catch(() => undefined)
  try {
    secureContextOf(trust)
  } catch {}
}
