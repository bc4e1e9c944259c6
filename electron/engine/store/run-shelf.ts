import type { Run } from '../../../shared/run/run.ts'
import type { Connection } from './connection.ts'
import { purgeRemoved } from './purge-removed.ts'
import type { RunOwners } from './run-owners.ts'
import { insertRun, writeOutcome } from './run-rows.ts'

/** What is brought in, put away, and taken out again. */
export type RunShelf = {
  /** One that was removed before is brought in anew. */
  import(run: Run, organisationId: string | null): 'imported' | 'already-there'
  /** Out of every list, until `purge` takes it away for good. One that is under way stays. Returns which were removed. */
  remove(ids: readonly string[]): string[]
  /** Returns which came back. */
  restore(ids: readonly string[]): string[]
  /**
   * What was removed before that moment is really gone; without one, what this process removed: another may still have a
   * window that brings its own back.
   */
  purge(removedBefore?: Date): void
}

export function createRunShelf(connection: Connection, owners: RunOwners, now: () => Date): RunShelf {
  const removedHere = new Set<string>()

  return {
    import: (run, organisationId) =>
      connection.transaction(() => {
        const { id } = run.run
        connection.run('DELETE FROM run WHERE id = ? AND removed_at IS NOT NULL', id)
        if (connection.get('SELECT 1 FROM run WHERE id = ?', id)) return 'already-there'
        const number = insertRun(connection, {
          header: run.run,
          gatherers: Object.keys(run.artifacts),
          checks: run.findings.map(({ check }) => check),
          organisationId,
          origin: 'imported',
          state: 'ended',
        })
        writeOutcome(connection, number, run)
        return 'imported'
      }),
    remove(ids) {
      owners.settle()
      const removed = changedOf(
        connection,
        ids,
        "UPDATE run SET removed_at = ? WHERE id = ? AND removed_at IS NULL AND state <> 'under-way'",
        now().toISOString(),
      )
      for (const id of removed) removedHere.add(id)
      return removed
    },
    restore(ids) {
      for (const id of ids) removedHere.delete(id)
      return changedOf(connection, ids, 'UPDATE run SET removed_at = ? WHERE id = ? AND removed_at IS NOT NULL', null)
    },
    purge(removedBefore) {
      const gone = purgeRemoved(connection, 'run', removedBefore ?? removedHere)
      // What was deleted stands in the log until the log begins anew.
      if (gone > 0) connection.all('PRAGMA wal_checkpoint(TRUNCATE)')
    },
  }
}

function changedOf(connection: Connection, ids: readonly string[], sql: string, value: string | null): string[] {
  return connection.transaction(() => ids.filter((id) => connection.run(sql, value, id) > 0))
}
