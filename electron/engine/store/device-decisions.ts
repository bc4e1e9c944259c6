import { randomBytes } from 'node:crypto'
import { Decision } from '../../../shared/quarantine/decision.ts'
import type { TrailEntry } from '../../../shared/quarantine/trail.ts'
import { SeenOutcome, subjectKeyOf, type TrayDecision } from '../../../shared/quarantine/tray.ts'
import type { Connection, Row } from './connection.ts'
import type { DeviceTrail } from './device-trail.ts'
import { organisationNumber } from './organisation-number.ts'
import { jsonOf, storedJson } from './stored-json.ts'

/** Which of them are wanted: those in the tray, those that were seen done, or the latest about each subject. */
type Which = 'tray' | 'settled' | 'latest'

/** What became of one by a reading. `settledAt` stays what it was where it is undefined. */
export type JudgedDecision = {
  id: string
  subject: string
  outcome: SeenOutcome
  settledAt?: string
  entry?: TrailEntry
}

/** What an organisation's administrators decided about devices. Whatever is done to one is in the trail, or not done. */
export type DeviceDecisions = {
  /** In the order in which they were decided, from the one behind `after` on. `next` is null behind the last. */
  page(
    organisationId: string,
    wanted: { which: Which; after: number; limit: number },
  ): { decisions: TrayDecision[]; unreadable: number; next: number | null }
  /** Another text when there are others in the tray; how many there are. */
  tray(organisationId: string): { stamp: string; count: number; settled: number }
  /** Of one subject, the latest first. */
  about(organisationId: string, subject: string, limit: number): TrayDecision[]
  /** Puts some into the tray. False where the organisation is gone. */
  add(organisationId: string, decided: readonly { decision: Decision; entry: TrailEntry }[]): boolean
  /** Takes some out of the tray, those that still lie there; how many they were. */
  withdraw(organisationId: string, withdrawn: readonly { id: string; subject: string; entry: TrailEntry }[]): number
  judge(organisationId: string, judged: readonly JudgedDecision[]): boolean
  /**
   * What was seen of some is what it was before. One that is `unsettled` lies in the tray again, unless something else was decided
   * about the same since.
   */
  restore(
    organisationId: string,
    restored: readonly { id: string; outcome: SeenOutcome | null; unsettled: boolean }[],
  ): void
}

const conditions: Readonly<Record<Which, string>> = {
  tray: '(settled_at IS NULL) = 1',
  settled: '(settled_at IS NULL) = 0',
  latest: `NOT EXISTS (SELECT 1 FROM device_decision AS later WHERE later.organisation = device_decision.organisation
    AND later.subject = device_decision.subject AND later.number > device_decision.number)`,
}

export function createDeviceDecisions(connection: Connection, trail: DeviceTrail): DeviceDecisions {
  const numberOf = (id: string) => organisationNumber(connection, id) ?? null

  return {
    page(organisationId, { which, after, limit }) {
      const rows = connection.all(
        `SELECT number, id, decision, settled_at, outcome FROM device_decision
         WHERE organisation = ? AND ${conditions[which]} AND number > ? ORDER BY number LIMIT ?`,
        ...[numberOf(organisationId), after, limit],
      )
      const decisions = rows.flatMap((row) => trayDecisionOf(row) ?? [])
      const last = rows.length < limit ? undefined : rows.at(-1)
      return {
        ...{ decisions, unreadable: rows.length - decisions.length },
        next: last === undefined ? null : Number(last.number),
      }
    },
    tray(organisationId) {
      const organisation = numberOf(organisationId)
      // What a reading said of them belongs to it: a script is made of what it left standing.
      const rows = connection.all(
        `SELECT iif(json_valid(outcome), outcome ->> '$.kind', '') AS kind,
           iif(json_valid(outcome), outcome ->> '$.readAt', '') AS read_at,
           count(*) AS count, max(number) AS newest, total(number) AS sum
         FROM device_decision WHERE organisation = ? AND (settled_at IS NULL) = 1 GROUP BY 1, 2 ORDER BY 1, 2`,
        organisation,
      )
      const stamp = rows.map(({ kind, read_at, ...of }) => [kind, read_at, of.count, of.newest, of.sum].join(' '))
      const settled = connection.get(
        'SELECT count(*) AS count FROM device_decision WHERE organisation = ? AND (settled_at IS NULL) = 0',
        organisation,
      )
      return {
        ...{ stamp: stamp.join('\n'), count: rows.reduce((sum, { count }) => sum + Number(count), 0) },
        settled: Number(settled?.count),
      }
    },
    about: (organisationId, subject, limit) =>
      connection
        .all(
          `SELECT number, id, decision, settled_at, outcome FROM device_decision
           WHERE organisation = ? AND subject = ? ORDER BY number DESC LIMIT ?`,
          ...[numberOf(organisationId), subject, limit],
        )
        .flatMap((row) => trayDecisionOf(row) ?? []),
    add: (organisationId, decided) =>
      connection.transaction(() => {
        const organisation = numberOf(organisationId)
        if (organisation === null) return false
        for (const { decision } of decided)
          connection.run(
            'INSERT INTO device_decision (id, organisation, subject, decision) VALUES (?, ?, ?, ?)',
            ...[`decision-${randomBytes(8).toString('hex')}`, organisation],
            ...[subjectKeyOf(decision), JSON.stringify(decision)],
          )
        return trail.add(
          organisationId,
          decided.map(({ decision, entry }) => ({ subject: subjectKeyOf(decision), entry })),
        )
      }),
    withdraw: (organisationId, withdrawn) =>
      connection.transaction(() => {
        const organisation = numberOf(organisationId)
        const gone = withdrawn.filter(
          ({ id }) =>
            connection.run(
              'DELETE FROM device_decision WHERE organisation = ? AND id = ? AND settled_at IS NULL',
              ...[organisation, id],
            ) > 0,
        )
        trail.add(organisationId, gone)
        return gone.length
      }),
    judge: (organisationId, judged) =>
      connection.transaction(() => {
        const organisation = numberOf(organisationId)
        if (organisation === null) return false
        // One that was withdrawn meanwhile is not judged any more.
        const known = judged.filter(
          ({ id, outcome, settledAt }) =>
            connection.run(
              `UPDATE device_decision SET outcome = ?, settled_at = coalesce(settled_at, ?)
               WHERE organisation = ? AND id = ?`,
              ...[JSON.stringify(outcome), settledAt ?? null, organisation, id],
            ) > 0,
        )
        return trail.add(
          organisationId,
          known.flatMap(({ subject, entry }) => (entry ? [{ subject, entry }] : [])),
        )
      }),
    restore: (organisationId, restored) =>
      connection.transaction(() => {
        const organisation = numberOf(organisationId)
        for (const { id, outcome, unsettled } of restored) {
          const told = outcome && JSON.stringify(outcome)
          connection.run(
            'UPDATE device_decision SET outcome = ? WHERE organisation = ? AND id = ?',
            told,
            organisation,
            id,
          )
          if (unsettled)
            connection.run(
              `UPDATE device_decision SET settled_at = NULL WHERE organisation = ? AND id = ? AND ${conditions.latest}`,
              ...[organisation, id],
            )
        }
      }),
  }
}

/** Undefined for a decision of a form that this Postern cannot read; an outcome of one is taken as none. */
function trayDecisionOf({ id, decision, settled_at: settledAt, outcome }: Row): TrayDecision | undefined {
  const parsed = Decision.safeParse(jsonOf(decision))
  if (!parsed.success) return undefined
  return {
    ...{ id: String(id), decision: parsed.data },
    settledAt: typeof settledAt === 'string' ? settledAt : null,
    outcome: storedJson(outcome, SeenOutcome) ?? null,
  }
}
