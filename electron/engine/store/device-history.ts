import { z } from 'zod'
import type { Connection } from './connection.ts'
import { organisationNumber } from './organisation-number.ts'
import { jsonOf } from './stored-json.ts'

/** How a device stood at a reading: its state, why, and by which rule, as Exchange told it. Null: it was not there any more. */
export type Standing = { state: string | null; reason: string | null; rule: string | null } | null

/** A reading whose devices are looked at. */
export type Reading = {
  number: number
  /** When every device had been looked at; null: not yet. */
  finishedAt: string | null
}

export type DeviceChange = { device: string; before: Standing | 'new'; now: Standing }

/**
 * How each device of an organisation stood, at the readings where that was another than before; one that was withdrawn is none. A hundred thousand are
 * looked at in pieces, each a transaction; whoever is stopped between two goes on with the same reading.
 */
export type DeviceHistory = {
  /** The reading of this stamp: a new one, or the one that was begun. Undefined where the organisation is gone. */
  begin(
    organisationId: string,
    reading: { stamp: string; readAt: string; source: string; devices: number },
  ): Reading | undefined
  /** The reading of this stamp, where it was begun. */
  find(organisationId: string, stamp: string): Reading | undefined
  /** Whether a reading before this one was looked at to its end. */
  hasEarlier(reading: Reading): boolean
  /**
   * What stands of readings before this one that were not looked at to their end is gone, of so many devices behind `after`.
   * Resolves to the last of them; undefined when all is gone. Whoever still notes one of those is told that it is gone.
   */
  dropUnfinished(reading: Reading, after: string, devices: number): string | undefined
  /** Notes how some devices stand; what is another than at the reading before. Undefined where the reading is gone. */
  note(reading: Reading, standings: readonly { device: string; now: Standing }[]): DeviceChange[] | undefined
  /** Devices that were there, by name, from the one behind `after` on. */
  devices(organisationId: string, after: string, limit: number): string[]
  /** After many were noted: what they made of the log is brought into the database, beside other work. */
  settle(): Promise<void>
  /** True for the one program that finished it. All that was noted of it is on the disk then. */
  finish(reading: Reading, at: string): boolean
  /** The latest first. */
  of(
    organisationId: string,
    device: string,
    limit: number,
  ): { readAt: string; source: string; finished: boolean; withdrawn: boolean; standing: Standing }[]
  /** So many devices of an organisation are gone for good, with what stood of them; true when all is gone from the disk. */
  forget(organisationId: string, devices: number): Promise<boolean>
}

const Told = z.tuple([z.string().nullable(), z.string().nullable(), z.string().nullable()]).nullable()

export function createDeviceHistory(connection: Connection): DeviceHistory {
  const numberOf = (id: string) => organisationNumber(connection, id) ?? null

  function find(organisationId: string, stamp: string): Reading | undefined {
    const row = connection.get(
      'SELECT number, finished_at FROM device_reading WHERE organisation = ? AND stamp = ?',
      ...[numberOf(organisationId), stamp],
    )
    return (
      row && {
        number: Number(row.number),
        finishedAt: typeof row.finished_at === 'string' ? row.finished_at : null,
      }
    )
  }

  function noteOne(organisation: number, reading: number, device: string, now: Standing): DeviceChange | undefined {
    const [last, earlier] = connection.all(
      `SELECT reading, standing FROM device JOIN device_history ON device_history.device = device.number
       JOIN device_reading ON device_reading.number = reading
       WHERE device.organisation = ? AND device.device = ? AND withdrawn_at IS NULL ORDER BY reading DESC LIMIT 2`,
      ...[organisation, device],
    )
    if (last === undefined && now === null) return undefined
    const standing = JSON.stringify(now && [now.state, now.reason, now.rule])
    if (last?.standing !== standing) {
      connection.run(
        'INSERT INTO device (organisation, device) VALUES (?, ?) ON CONFLICT (organisation, device) DO NOTHING',
        ...[organisation, device],
      )
      connection.run(
        `INSERT INTO device_history (device, reading, standing)
         SELECT number, ?, ? FROM device WHERE organisation = ? AND device = ?
         ON CONFLICT (device, reading) DO UPDATE SET standing = excluded.standing`,
        ...[reading, standing, organisation, device],
      )
    }
    // Whoever goes on with a reading is told of what was noted of it before, too.
    const before = last?.reading === reading ? earlier : last
    if (before?.standing === standing) return undefined
    return { device, before: before === undefined ? 'new' : standingOf(before.standing), now }
  }

  function dropUnfinished({ number }: Reading, after: string, devices: number): string | undefined {
    return connection.quickTransaction(() => {
      const unfinished = `SELECT earlier.number FROM device_reading AS earlier
        JOIN device_reading AS this ON this.organisation = earlier.organisation
        WHERE this.number = ? AND earlier.number < this.number AND earlier.finished_at IS NULL`
      if (connection.get(unfinished, number) === undefined) return undefined
      const known = connection.all(
        `SELECT number, device FROM device
         WHERE organisation = (SELECT organisation FROM device_reading WHERE number = ?) AND device > ?
         ORDER BY device LIMIT ?`,
        ...[number, after, devices],
      )
      connection.run(
        `DELETE FROM device_history WHERE device IN (SELECT value FROM json_each(?)) AND reading IN (${unfinished})`,
        ...[JSON.stringify(known.map((device) => Number(device.number))), number],
      )
      const last = known.at(-1)
      if (last !== undefined && known.length === devices) return String(last.device)
      connection.run(`DELETE FROM device_reading WHERE number IN (${unfinished})`, number)
      return undefined
    })
  }

  return {
    find,
    begin: (organisationId, { stamp, readAt, source, devices }) =>
      connection.transaction(() => {
        const organisation = numberOf(organisationId)
        if (organisation === null) return undefined
        connection.run(
          `INSERT INTO device_reading (organisation, stamp, read_at, source, devices) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (organisation, stamp) DO NOTHING`,
          ...[organisation, stamp, readAt, source, devices],
        )
        return find(organisationId, stamp)
      }),
    hasEarlier: ({ number }) =>
      connection.get(
        `SELECT 1 FROM device_reading AS earlier JOIN device_reading AS this ON this.organisation = earlier.organisation
         WHERE this.number = ? AND earlier.number < this.number
           AND earlier.finished_at IS NOT NULL AND earlier.withdrawn_at IS NULL`,
        number,
      ) !== undefined,
    settle: () => connection.checkpoint('passive'),
    dropUnfinished,
    note: (reading, standings) =>
      connection.quickTransaction(() => {
        const row = connection.get('SELECT organisation FROM device_reading WHERE number = ?', reading.number)
        if (row === undefined) return undefined
        const organisation = Number(row.organisation)
        return standings.flatMap(({ device, now }) => noteOne(organisation, reading.number, device, now) ?? [])
      }),
    devices: (organisationId, after, limit) =>
      connection
        .all(
          'SELECT device FROM device WHERE organisation = ? AND device > ? ORDER BY device LIMIT ?',
          ...[numberOf(organisationId), after, limit],
        )
        .map(({ device }) => String(device)),
    finish: ({ number }, at) =>
      connection.run('UPDATE device_reading SET finished_at = ? WHERE number = ? AND finished_at IS NULL', at, number) >
      0,
    of: (organisationId, device, limit) =>
      connection
        .all(
          `SELECT read_at, source, finished_at, withdrawn_at, standing FROM device
           JOIN device_history ON device_history.device = device.number
           JOIN device_reading ON device_reading.number = reading
           WHERE device.organisation = ? AND device.device = ? ORDER BY reading DESC LIMIT ?`,
          ...[numberOf(organisationId), device, limit],
        )
        .map(({ read_at: readAt, source, finished_at: finishedAt, withdrawn_at: withdrawnAt, standing }) => ({
          ...{ readAt: String(readAt), source: String(source) },
          ...{ finished: finishedAt !== null, withdrawn: withdrawnAt !== null, standing: standingOf(standing) },
        })),
    async forget(organisationId, devices) {
      const organisation = 'organisation IN (SELECT number FROM organisation WHERE id = ?)'
      const gone = connection.quickTransaction(() => {
        const deleted = connection.run(
          `DELETE FROM device WHERE number IN (SELECT number FROM device WHERE ${organisation} LIMIT ?)`,
          ...[organisationId, devices],
        )
        if (deleted === devices) return false
        connection.run(`DELETE FROM device_reading WHERE ${organisation}`, organisationId)
        return true
      })
      // What was deleted stands in the log until the log begins anew.
      if (gone) await connection.checkpoint('truncate')
      return gone
    },
  }
}

function standingOf(text: unknown): Standing {
  const [state, reason, rule] = Told.safeParse(jsonOf(text)).data ?? []
  return state === undefined ? null : { state, reason: reason ?? null, rule: rule ?? null }
}
