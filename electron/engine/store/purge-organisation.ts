import { setImmediate as otherWork } from 'node:timers/promises'
import type { Connection } from './connection.ts'

/** A list of senders is as large as many rows. */
const LISTS_AT_ONCE = 5
/** So many rows are deleted in one transaction: some milliseconds. A piece of a configuration is as large as many others. */
const AT_ONCE = 250
const PIECES_AT_ONCE = 10
/** After so many transactions the log is emptied: some megabytes. */
const SETTLED_AFTER = 16

/** Earlier than any moment: what was removed then has begun to go, and comes back no more. */
export const GOING = ''

/** What an organisation has much of, the largest first; the rest goes with its row. */
const much = [
  ['device', AT_ONCE],
  ['device_decision', AT_ONCE],
  ['device_trail', AT_ONCE],
] as const

/**
 * Deletes what an organisation that was removed has much of, some at a time, beside other work. It is marked before, so that
 * it cannot come back half, and goes on with the next purge where the power fails in between.
 */
export async function purgeMuch(connection: Connection, id: string): Promise<void> {
  const organisation = connection.get('SELECT number FROM organisation WHERE id = ? AND removed_at IS NOT NULL', id)
  if (organisation === undefined) return
  const number = Number(organisation.number)
  connection.run('UPDATE organisation SET removed_at = ? WHERE number = ?', GOING, number)
  for (const [table, most] of much)
    await inPieces(
      connection,
      () =>
        connection.run(
          `DELETE FROM ${table} WHERE number IN (SELECT number FROM ${table} WHERE organisation = ? AND ${isGoing} LIMIT ?)`,
          ...[number, number, GOING, most],
        ) === most,
    )
  await inPieces(
    connection,
    () =>
      connection.run(
        `DELETE FROM configuration_piece WHERE rowid IN (SELECT configuration_piece.rowid FROM configuration_piece
           JOIN configuration_part ON configuration_part.number = configuration_piece.part
           WHERE organisation = ? AND ${isGoing} LIMIT ?)`,
        ...[number, number, GOING, PIECES_AT_ONCE],
      ) === PIECES_AT_ONCE,
  )
  await inPieces(
    connection,
    () =>
      connection.run(
        `DELETE FROM firewall_list WHERE number IN (SELECT firewall_list.number FROM firewall_list
           JOIN firewall_source ON firewall_source.number = firewall_list.source
           WHERE organisation = ? AND ${isGoing} LIMIT ?)`,
        ...[number, number, GOING, LISTS_AT_ONCE],
      ) === LISTS_AT_ONCE,
  )
}

/** Somebody may have put it anew meanwhile. */
const isGoing = 'EXISTS (SELECT 1 FROM organisation WHERE number = ? AND removed_at = ?)'

async function inPieces(connection: Connection, deletes: () => boolean): Promise<void> {
  for (let count = 1; connection.quickTransaction(deletes); count += 1) {
    if (count % SETTLED_AFTER === 0) await connection.checkpoint('passive')
    await otherWork()
  }
}
