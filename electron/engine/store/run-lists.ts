import { RunVerdict, verdictOrder } from '../../../shared/checks/finding.ts'
import { FindingRow } from '../../../shared/run/finding-row.ts'
import { RunOrigin, RunState, RunSummary } from '../../../shared/run/run-summary.ts'
import type { Connection, Row } from './connection.ts'
import type { RunOwners } from './run-owners.ts'
import { storedHeader } from './stored-header.ts'

/** Lists over many runs. What was removed is in none of them. */
export type RunLists = {
  /** Newest first. */
  list(query?: { organisationId?: string | undefined; limit?: number | undefined }): RunSummary[]
  /** Whether a run is under way, in this process or another. */
  anyUnderWay(): boolean
  /**
   * The findings of all runs, those of the run that was written last first; within a run in their order. `next` is what to
   * give as `after` for the rest, null where there is none.
   */
  findings(query: { after?: number | null | undefined; limit: number }): { rows: FindingRow[]; next: number | null }
}

const counts = verdictOrder.map((verdict) => `coalesce(sum(finding.verdict = '${verdict}'), 0) AS "${verdict}"`)

function listSql(where: string): string {
  return `
    WITH listed AS (
      SELECT run.number, run.id, header, started_at, started, organisation_name, state, owner, owned_at, verdict, origin,
        organisation.id AS organisation_id
      FROM run
      LEFT JOIN organisation ON organisation.number = run.organisation AND organisation.removed_at IS NULL
      WHERE run.removed_at IS NULL ${where}
      ORDER BY started DESC, run.number DESC LIMIT ?
    )
    SELECT listed.*, ${counts} FROM listed LEFT JOIN finding ON finding.run = listed.number
    GROUP BY listed.number ORDER BY started DESC, listed.number DESC`
}

const listAll = listSql('')
const listOfOrganisation = listSql(
  'AND run.organisation = (SELECT number FROM organisation WHERE id = ? AND removed_at IS NULL)',
)

/** A run of more findings than this is none of ours; a place in the list over all runs is a number and a place in it. */
const MOST_FINDINGS = 2 ** 20

export function createRunLists(connection: Connection, owners: RunOwners): RunLists {
  return {
    list({ organisationId, limit = -1 } = {}) {
      owners.settle()
      const rows =
        organisationId === undefined
          ? connection.all(listAll, limit)
          : connection.all(listOfOrganisation, organisationId, limit)
      return rows.map((row) => summaryOf(row, owners))
    },
    anyUnderWay() {
      owners.settle()
      const rows = connection.all("SELECT id, state, owner, owned_at FROM run WHERE state = 'under-way'")
      return rows.some((row) => owners.stateOf(row) === 'under-way')
    },
    findings({ after, limit }) {
      const run = after == null ? Number.MAX_SAFE_INTEGER : Math.floor(after / MOST_FINDINGS)
      const place = after == null ? -1 : after % MOST_FINDINGS
      const found = connection.all(
        `SELECT run.number, finding.place, run.id AS runId, run.started_at AS startedAt,
           run.organisation_name AS organisation, check_id AS "check", step, finding.verdict, title
         FROM run CROSS JOIN finding ON finding.run = run.number
         WHERE run.removed_at IS NULL AND run.number <= ? AND (run.number < ? OR finding.place > ?)
         ORDER BY run.number DESC, finding.place LIMIT ?`,
        run,
        run,
        place,
        limit,
      )
      const last = found.length < limit ? undefined : found.at(-1)
      return {
        // One of another shape is not listed; whoever reads its run is told.
        rows: found.flatMap((row) => findingRow(row) ?? []),
        next: last ? Number(last.number) * MOST_FINDINGS + Number(last.place) : null,
      }
    },
  }
}

/** Named one by one: to spread ten thousand rows takes longer than to read them. */
function findingRow({ runId, startedAt, organisation, check, step, verdict, title }: Row): FindingRow | undefined {
  return FindingRow.safeParse({ runId, startedAt, organisation, check, step, verdict, title }).data
}

function summaryOf(row: Row, owners: RunOwners): RunSummary {
  return {
    header: storedHeader(row).header,
    // What a damaged disk put here is no state that a run can be in, and takes no other run with it.
    state: RunState.catch('interrupted').parse(owners.stateOf(row)),
    verdict: RunVerdict.nullable().catch(null).parse(row.verdict),
    counts: RunSummary.shape.counts.parse(Object.fromEntries(verdictOrder.map((verdict) => [verdict, row[verdict]]))),
    origin: RunOrigin.catch('imported').parse(row.origin),
    organisationId: typeof row.organisation_id === 'string' ? row.organisation_id : null,
  }
}
