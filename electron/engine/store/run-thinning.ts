import type { RetainedRun } from '../../../shared/watch/watch-retention.ts'
import type { Connection, Row } from './connection.ts'
import type { RunOwners } from './run-owners.ts'

/** The runs that the watch leaves behind, of which there would be no end. */
export type RunThinning = {
  /** All of them over one organisation, the oldest first, that are not under way and were not removed. */
  watched(organisationId: string): RetainedRun[]
  /** Deletes these for good, those alone that the watch began and nobody has a hold on. Returns which are gone. */
  thinOut(ids: readonly string[]): string[]
}

const ofWatch = `run.origin = 'watch' AND run.state <> 'under-way' AND run.removed_at IS NULL AND json_valid(run.header)`
const resumed = `json_extract(run.header, '$.resumed') IS NOT NULL`
/** Also by one that was removed, and may be brought back. */
const verifiedSql = `
  SELECT json_extract(header, '$.verifies') AS id FROM run
  WHERE json_valid(header) AND json_extract(header, '$.verifies') IS NOT NULL`

/** Two runs found the same where each check of them came to the same verdict; an index has all that is read for it. */
const listSql = `
  SELECT run.id, run.started_at, run.verdict, ${resumed} OR run.id IN (${verifiedSql}) AS held,
    run.state = 'ended' AND json_extract(run.header, '$.endedEarly') IS NOT 'cancelled' AS whole,
    (SELECT group_concat(said, ' ') FROM (
      SELECT check_id || ':' || verdict AS said FROM finding WHERE finding.run = run.number ORDER BY check_id
    )) AS said
  FROM run
  WHERE run.organisation = (SELECT number FROM organisation WHERE id = ? AND removed_at IS NULL) AND ${ofWatch}
  ORDER BY run.started, run.number`

const deleteSql = `DELETE FROM run WHERE id = ? AND ${ofWatch} AND NOT ${resumed}`

export function createRunThinning(connection: Connection, owners: RunOwners): RunThinning {
  return {
    watched(organisationId) {
      owners.settle()
      return connection.all(listSql, organisationId).map(retainedRun)
    },
    thinOut: (ids) =>
      connection.transaction(() => {
        const verified = new Set(connection.all(verifiedSql).map(({ id }) => id))
        return ids.filter((id) => !verified.has(id) && connection.run(deleteSql, id) > 0)
      }),
  }
}

function retainedRun({ id, started_at: startedAt, verdict, said, held, whole }: Row): RetainedRun {
  return {
    id: String(id),
    startedAt: String(startedAt),
    found: whole === 1 ? `${String(verdict)} ${String(said ?? '')}` : null,
    held: held === 1,
  }
}
