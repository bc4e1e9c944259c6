import type { Connection } from './connection.ts'
import { organisationNumber } from './organisation-number.ts'

/** A reading of devices that was looked at to its end. */
export type KeptReading = {
  number: number
  /** That of the configuration's parts. */
  stamp: string
  /** Of when it is. */
  readAt: string
  source: string
  devices: number
  /** When it was taken back; null: it counts. */
  withdrawnAt: string | null
}

/** Readings that somebody takes back, such as one of another organisation. Nothing of them is deleted. */
export type WithdrawnReadings = {
  /** The latest first. */
  list(organisationId: string, limit: number): KeptReading[]
  /** True where this took it back. */
  withdraw(organisationId: string, number: number, at: string): boolean
}

export function createWithdrawnReadings(connection: Connection): WithdrawnReadings {
  const numberOf = (id: string) => organisationNumber(connection, id) ?? null
  return {
    list: (organisationId, limit) =>
      connection
        .all(
          `SELECT number, stamp, read_at, source, devices, withdrawn_at FROM device_reading
           WHERE organisation = ? AND finished_at IS NOT NULL ORDER BY number DESC LIMIT ?`,
          ...[numberOf(organisationId), limit],
        )
        .map(({ number, stamp, read_at: readAt, source, devices, withdrawn_at: withdrawnAt }) => ({
          ...{ number: Number(number), stamp: String(stamp), readAt: String(readAt), source: String(source) },
          ...{ devices: Number(devices), withdrawnAt: typeof withdrawnAt === 'string' ? withdrawnAt : null },
        })),
    withdraw: (organisationId, number, at) =>
      connection.run(
        `UPDATE device_reading SET withdrawn_at = ?
         WHERE organisation = ? AND number = ? AND finished_at IS NOT NULL AND withdrawn_at IS NULL`,
        ...[at, numberOf(organisationId), number],
      ) > 0,
  }
}
