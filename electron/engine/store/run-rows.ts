import type { Finding } from '../../../shared/checks/finding.ts'
import type { Run } from '../../../shared/run/run.ts'
import type { RunOrigin, RunState } from '../../../shared/run/run-summary.ts'
import type { Connection } from './connection.ts'

type NewRun = {
  header: Run['run']
  gatherers: readonly string[]
  checks: readonly string[]
  organisationId: string | null
  origin: RunOrigin
  state: RunState
  owner?: { owner: string; ownedAt: string }
}

/** A header, and what of it lists are ordered and filled by. */
export function columnsOf(header: Run['run']) {
  const started = Date.parse(header.startedAt)
  return {
    header: JSON.stringify(header),
    startedAt: header.startedAt,
    // A run that was brought in may say anything; one without a time is the oldest.
    started: Number.isNaN(started) ? 0 : started,
    organisationName: header.organisation.name,
  }
}

/**
 * Returns the number of its row. An organisation that is no longer there is none. To be called in a transaction: alone, it is
 * written down after its row was given back, and a disk that does not take it says so to nobody.
 */
export function insertRun(connection: Connection, run: NewRun): number {
  const { header, startedAt, started, organisationName } = columnsOf(run.header)
  const row = connection.get(
    `INSERT INTO run (id, header, started_at, started, organisation_name, organisation, origin, state, gatherers, checks,
       owner, owned_at)
     VALUES (?, ?, ?, ?, ?, (SELECT number FROM organisation WHERE id = ?), ?, ?, ?, ?, ?, ?) RETURNING number`,
    run.header.id,
    header,
    startedAt,
    started,
    organisationName,
    run.organisationId,
    run.origin,
    run.state,
    JSON.stringify(run.gatherers),
    JSON.stringify(run.checks),
    run.owner?.owner ?? null,
    run.owner?.ownedAt ?? null,
  )
  return Number(row?.number)
}

/** The finding of a run at its place in the order. */
export function insertFinding(connection: Connection, run: number, place: number, finding: Finding): void {
  connection.run(
    'INSERT INTO finding (run, place, check_id, step, verdict, title, finding) VALUES (?, ?, ?, ?, ?, ?, ?)',
    run,
    place,
    finding.check,
    finding.step,
    finding.verdict,
    finding.title,
    JSON.stringify(finding),
  )
}

/** Writes how a run came out over what was written of it before; an artifact that is the same is left as it is. */
export function writeOutcome(connection: Connection, number: number, { run, verdict, findings, artifacts }: Run): void {
  connection.run(
    "UPDATE run SET header = ?, state = 'ended', verdict = ?, owner = NULL, owned_at = NULL WHERE number = ?",
    JSON.stringify(run),
    verdict,
    number,
  )
  const records = Object.entries(artifacts).filter(([, record]) => record !== undefined)
  const names = JSON.stringify(records.map(([name]) => name))
  connection.run('DELETE FROM artifact WHERE run = ? AND name NOT IN (SELECT value FROM json_each(?))', number, names)
  for (const [name, record] of records) {
    connection.run(
      `INSERT INTO artifact (run, name, record) VALUES (?, ?, ?)
       ON CONFLICT (run, name) DO UPDATE SET record = excluded.record WHERE record <> excluded.record`,
      number,
      name,
      JSON.stringify(record),
    )
  }
  connection.run('DELETE FROM finding WHERE run = ?', number)
  for (const [place, finding] of findings.entries()) insertFinding(connection, number, place, finding)
}
