import { KeptRun } from '../../../shared/run/kept-run.ts'
import type { Connection, Row } from './connection.ts'
import type { RunOwners } from './run-owners.ts'
import { jsonOf } from './stored-json.ts'

export type RunReader = {
  /**
   * Undefined where there is no such run, or it was removed; 'unreadable' for one that another Postern kept in a shape of
   * its own, or that the disk lost a part of.
   */
  read(runId: string): KeptRun | 'unreadable' | undefined
}

export function createRunReader(connection: Connection, owners: RunOwners): RunReader {
  return {
    read(runId) {
      owners.settle()
      const row = rowOf(connection, owners, runId)
      return row && (KeptRun.safeParse(row).data ?? 'unreadable')
    },
  }
}

/** All that is kept of a run, at one moment: another process may be writing to it. */
function rowOf(connection: Connection, owners: RunOwners, runId: string) {
  return connection.reading(() => {
    const row = connection.get(
      `SELECT run.*, organisation.id AS organisation_id FROM run
       LEFT JOIN organisation ON organisation.number = run.organisation AND organisation.removed_at IS NULL
       WHERE run.id = ? AND run.removed_at IS NULL`,
      runId,
    )
    if (row === undefined) return undefined
    const { number = null } = row
    const records = connection.all('SELECT name, record FROM artifact WHERE run = ? ORDER BY rowid', number)
    const findings = connection.all('SELECT finding FROM finding WHERE run = ? ORDER BY place', number)
    return keptRun({ ...row, state: owners.stateOf(row) }, records, findings)
  })
}

/** Not parsed yet. What is no JSON becomes what no schema takes: undefined would count as never gathered. */
function keptRun(row: Record<string, unknown>, records: readonly Row[], findings: readonly Row[]) {
  return {
    run: jsonOf(row.header),
    verdict: row.verdict,
    findings: findings.map(({ finding }) => jsonOf(finding)),
    artifacts: Object.fromEntries(records.map(({ name, record }) => [name, jsonOf(record) ?? null])),
    state: row.state,
    origin: row.origin,
    organisationId: row.organisation_id,
    gatherers: jsonOf(row.gatherers),
    checks: jsonOf(row.checks),
  }
}
