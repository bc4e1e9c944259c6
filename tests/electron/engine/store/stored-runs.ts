import type { ArtifactName, ArtifactRecords } from '../../../../shared/artifacts/artifacts.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { runManyFailures } from '../../../fixtures/run-many-failures.ts'

export const contoso: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe', password: { environment: 'CONTOSO_PASSWORD' } },
}

/** A run with much in it, under an id of its own, begun so many minutes after the first. */
export function runNumber(number: number, changes: Partial<Run> = {}): Run {
  const startedAt = new Date(Date.parse('2026-11-24T10:00:00Z') + number * 60_000).toISOString()
  const id = `run-${String(number).padStart(8, '0')}`
  return { ...runManyFailures, ...changes, run: { ...runManyFailures.run, id, startedAt, ...changes.run } }
}

/** The same, of no more than a finding and an artifact. */
export function smallRun(number: number): Run {
  const { endpoints } = runManyFailures.artifacts
  return runNumber(number, { findings: runManyFailures.findings.slice(0, 1), artifacts: { endpoints } })
}

/** What the run would begin with. */
export function beginningOf(run: Run) {
  const { finishedAt: _finishedAt, ...header } = run.run
  return {
    header,
    gatherers: artifactsOf(run).map(([name]) => name),
    checks: run.findings.map(({ check }) => check),
    organisationId: null,
    origin: 'window' as const,
  }
}

export function artifactsOf({ artifacts }: Run): [ArtifactName, NonNullable<ArtifactRecords[ArtifactName]>][] {
  return Object.entries(artifacts) as [ArtifactName, NonNullable<ArtifactRecords[ArtifactName]>][]
}
