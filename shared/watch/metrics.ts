import { type Finding, RunVerdict, Verdict } from '../checks/finding.ts'
import { t } from '../language/translate.ts'
import type { CertificateEnd } from './certificate-ends.ts'
import type { MetricFamily, MetricSample } from './open-metrics.ts'

/** What the metrics tell of one organisation: its last whole run, and the watch over it. */
export type Measured = {
  organisationId: string
  organisation: string
  /** Null before the first run. */
  last: {
    verdict: RunVerdict
    startedAt: string
    finishedAt?: string | undefined
    /** Nothing answered this machine. */
    offline: boolean
    findings: readonly Pick<Finding, 'check' | 'step' | 'verdict'>[]
    certificates: readonly CertificateEnd[]
  } | null
  /** How many runs have ended since Postern began, by verdict. */
  runs: Readonly<Record<RunVerdict, number>>
  /** When the watch runs next; null where it is off. */
  next: string | null
}

/** Nothing ended yet. */
export const noRuns: Measured['runs'] = { ready: 0, 'not-ready': 0, 'could-not-tell': 0, bug: 0 }

/** Everything that `GET /metrics` tells. It holds names of hosts and verdicts, and nothing secret. */
export function metricsOf(version: string, measured: readonly Measured[]): MetricFamily[] {
  const named = withOwnNames(measured)
  const every = (samples: (one: Measured, organisation: string) => readonly MetricSample[]) =>
    named.flatMap(({ one, label }) => samples(one, label))
  const ofLast = (samples: (last: NonNullable<Measured['last']>, organisation: string) => readonly MetricSample[]) =>
    every(({ last }, organisation) => (last ? samples(last, organisation) : []))
  return [
    {
      name: 'postern_build',
      kind: 'info',
      help: t`Which Postern this is.`,
      samples: [{ labels: { version }, value: 1 }],
    },
    {
      name: 'postern_run_verdict',
      kind: 'gauge',
      help: t`Verdict of the last run of all checks: 1 for the one that it is, 0 for the others.`,
      samples: ofLast((last, organisation) =>
        RunVerdict.options.map((verdict) => ({
          labels: { organisation, verdict },
          value: bit(last.verdict === verdict),
        })),
      ),
    },
    {
      name: 'postern_run_offline',
      kind: 'gauge',
      help: t`Whether nothing at all answered the last run, so that it tells of this machine and not of the servers.`,
      samples: ofLast(({ offline }, organisation) => [{ labels: { organisation }, value: bit(offline) }]),
    },
    {
      name: 'postern_checks',
      kind: 'gauge',
      help: t`Checks of the last run by verdict.`,
      samples: ofLast(({ findings }, organisation) =>
        Verdict.options.map((verdict) => ({
          labels: { organisation, verdict },
          value: findings.filter((finding) => finding.verdict === verdict).length,
        })),
      ),
    },
    {
      name: 'postern_check_state',
      kind: 'gauge',
      help: t`Verdict of each check of the last run: 1 for the one that it is, 0 for the others.`,
      samples: ofLast(({ findings }, organisation) =>
        findings.flatMap(({ check, step, verdict: found }) =>
          Verdict.options.map((verdict) => ({
            labels: { organisation, check, step, verdict },
            value: bit(found === verdict),
          })),
        ),
      ),
    },
    {
      name: 'postern_certificate_not_after_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: t`When a certificate ends, in seconds since 1970, by the name and the server that it was seen at.`,
      samples: ofLast(({ certificates }, organisation) =>
        certificates.map(({ host, server, fingerprint, notAfter }) => ({
          labels: { organisation, host, server, fingerprint },
          value: seconds(notAfter),
        })),
      ),
    },
    {
      name: 'postern_run_duration_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: t`How long the last run took.`,
      samples: ofLast(({ startedAt, finishedAt }, organisation) =>
        finishedAt === undefined ? [] : [{ labels: { organisation }, value: tookSeconds(startedAt, finishedAt) }],
      ),
    },
    {
      name: 'postern_run_start_timestamp_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: t`When the last run was started, in seconds since 1970.`,
      samples: ofLast(({ startedAt }, organisation) => [{ labels: { organisation }, value: seconds(startedAt) }]),
    },
    {
      name: 'postern_runs',
      kind: 'counter',
      help: t`Runs of all checks that have ended since Postern began, by verdict.`,
      samples: every(({ runs }, organisation) =>
        RunVerdict.options.map((verdict) => ({ labels: { organisation, verdict }, value: runs[verdict] })),
      ),
    },
    {
      name: 'postern_watch_next_run_timestamp_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: t`When the watch runs next, in seconds since 1970; absent where it is off.`,
      samples: every(({ next }, organisation) =>
        next === null ? [] : [{ labels: { organisation }, value: seconds(next) }],
      ),
    },
  ]
}

/** Two organisations of one name would be one series twice, which no scrape takes: those have their id behind it. */
function withOwnNames(measured: readonly Measured[]): { one: Measured; label: string }[] {
  const counts = new Map<string, number>()
  for (const { organisation } of measured) counts.set(organisation, (counts.get(organisation) ?? 0) + 1)
  return measured.map((one) => ({
    one,
    label: counts.get(one.organisation) === 1 ? one.organisation : `${one.organisation} (${one.organisationId})`,
  }))
}

function bit(is: boolean): number {
  return is ? 1 : 0
}

function seconds(iso: string): number {
  return Date.parse(iso) / 1000
}

/** A clock that was set back while it ran makes no run shorter than nothing. */
function tookSeconds(startedAt: string, finishedAt: string): number {
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1000
}
