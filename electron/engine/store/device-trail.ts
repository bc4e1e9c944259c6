import { TrailEntry } from '../../../shared/quarantine/trail.ts'
import type { Connection } from './connection.ts'
import { organisationNumber } from './organisation-number.ts'
import { storedJson } from './stored-json.ts'

/** The audit trail of an organisation's devices. Nothing in it is ever changed. */
export type DeviceTrail = {
  /** `subject`: what the decision is about. False where the organisation is gone. */
  add(organisationId: string, lines: readonly { subject: string | null; entry: TrailEntry }[]): boolean
  /**
   * The newest first, from the one before `after` on; of one subject, of none (null), or of all. `entry` is null where another Postern wrote
   * it in a form that this one cannot read.
   */
  list(
    organisationId: string,
    wanted: { subject?: string | null | undefined; after: number | null; limit: number },
  ): { number: number; entry: TrailEntry | null }[]
  /** The names of the readings that were withdrawn. */
  withdrawnReadings(organisationId: string): ReadonlySet<string>
}

/** By what lines that withdraw a reading are found; no device or rule is called so. */
export const withdrawnSubject = 'reading\n'

export function createDeviceTrail(connection: Connection): DeviceTrail {
  return {
    add: (organisationId, lines) =>
      connection.transaction(() => {
        const organisation = organisationNumber(connection, organisationId)
        if (organisation === undefined) return false
        for (const { subject, entry } of lines)
          connection.run(
            'INSERT INTO device_trail (organisation, subject, entry) VALUES (?, ?, ?)',
            ...[organisation, subject, JSON.stringify(entry)],
          )
        return true
      }),
    list(organisationId, { subject, after, limit }) {
      const organisation = organisationNumber(connection, organisationId) ?? null
      const before = after ?? Number.MAX_SAFE_INTEGER
      const rows =
        subject === undefined
          ? connection.all(
              'SELECT number, entry FROM device_trail WHERE organisation = ? AND number < ? ORDER BY number DESC LIMIT ?',
              ...[organisation, before, limit],
            )
          : connection.all(
              `SELECT number, entry FROM device_trail WHERE organisation = ? AND subject IS ? AND number < ?
               ORDER BY number DESC LIMIT ?`,
              ...[organisation, subject, before, limit],
            )
      return rows.map(({ number, entry }) => ({
        number: Number(number),
        entry: storedJson(entry, TrailEntry) ?? null,
      }))
    },
    withdrawnReadings(organisationId) {
      const rows = connection.all(
        'SELECT entry FROM device_trail WHERE organisation = ? AND subject = ?',
        ...[organisationNumber(connection, organisationId) ?? null, withdrawnSubject],
      )
      const entries = rows.flatMap(({ entry }) => storedJson(entry, TrailEntry) ?? [])
      return new Set(entries.flatMap(({ about }) => (about.kind === 'reading' ? [about.reading] : [])))
    },
  }
}
