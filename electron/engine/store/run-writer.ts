import type { ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import type { Run } from '../../../shared/run/run.ts'
import type { RunOrigin } from '../../../shared/run/run-summary.ts'
import type { Connection } from './connection.ts'
import type { RunOwners } from './run-owners.ts'
import { columnsOf, insertFinding, insertRun, writeOutcome } from './run-rows.ts'

type Plan = { gatherers: readonly ArtifactName[]; checks: readonly string[] }

/** What a run that is under way writes. Each is on the disk when it returns; each throws for a run of another process. */
export type RunWriter = {
  begin(run: Plan & { header: Run['run']; organisationId: string | null; origin: RunOrigin }): void
  artifact<N extends ArtifactName>(runId: string, name: N, record: NonNullable<ArtifactRecords[N]>): void
  /** One finding a check: a later one takes the place of the one before. */
  finding(runId: string, finding: Finding): void
  /** The run as it came out, in the place of what it had written on the way. */
  end(run: Run): void
  /** A bug of ours ended it. */
  breakOff(runId: string): void
  /**
   * This process goes on with an interrupted run, with what is kept of it. Throws where it is not interrupted, or another
   * process was quicker.
   */
  resume(header: Run['run'], gatherers: readonly ArtifactName[], checks: readonly string[]): void
}

export function createRunWriter(connection: Connection, owners: RunOwners): RunWriter {
  /** The row of a run that is still this process's own. */
  function numberOf(runId: string): number {
    const found = connection.get('SELECT number FROM run WHERE id = ? AND owner = ?', runId, owners.ownerOf(runId))
    if (!found) throw new Error(`The run ${runId} was deleted, or taken up by another process.`)
    return Number(found.number)
  }

  return {
    begin({ header, ...plan }) {
      owners.claim(header.id, (owner, ownedAt) => {
        connection.transaction(() =>
          insertRun(connection, { header, ...plan, state: 'under-way', owner: { owner, ownedAt } }),
        )
        return true
      })
    },
    artifact(runId, name, record) {
      const changed = connection.run(
        `INSERT INTO artifact (run, name, record) SELECT number, ?, ? FROM run WHERE id = ? AND owner = ?
         ON CONFLICT (run, name) DO UPDATE SET record = excluded.record`,
        name,
        JSON.stringify(record),
        runId,
        owners.ownerOf(runId),
      )
      if (changed === 0) numberOf(runId)
    },
    finding(runId, finding) {
      connection.transaction(() => {
        const run = numberOf(runId)
        const before = connection.get('SELECT place FROM finding WHERE run = ? AND check_id = ?', run, finding.check)
        if (before) connection.run('DELETE FROM finding WHERE run = ? AND place = ?', run, before.place ?? null)
        const next = connection.get('SELECT coalesce(max(place) + 1, 0) AS place FROM finding WHERE run = ?', run)
        insertFinding(connection, run, Number((before ?? next)?.place), finding)
      })
    },
    end(run) {
      const { id } = run.run
      connection.transaction(() => writeOutcome(connection, numberOf(id), run))
      owners.release(id)
    },
    breakOff(runId) {
      const owner = owners.ownerOf(runId)
      try {
        connection.run("UPDATE run SET state = 'interrupted' WHERE id = ? AND owner = ?", runId, owner)
      } finally {
        // Where the disk does not take that, it is seen by its having no owner.
        owners.release(runId)
      }
    },
    resume(header, gatherers, checks) {
      owners.settle()
      const columns = columnsOf(header)
      const taken = owners.claim(
        header.id,
        (owner, ownedAt) =>
          connection.run(
            `UPDATE run SET state = 'under-way', owner = ?, owned_at = ?, header = ?, started_at = ?, started = ?,
               organisation_name = ?, gatherers = ?, checks = ?, verdict = NULL
             WHERE id = ? AND state = 'interrupted' AND removed_at IS NULL`,
            owner,
            ownedAt,
            columns.header,
            columns.startedAt,
            columns.started,
            columns.organisationName,
            JSON.stringify(gatherers),
            JSON.stringify(checks),
            header.id,
          ) > 0,
      )
      if (!taken) throw new Error(`The run ${header.id} is not an interrupted one.`)
    },
  }
}
