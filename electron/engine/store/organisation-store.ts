import { randomBytes } from 'node:crypto'
import { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Connection } from './connection.ts'
import { GOING, purgeMuch } from './purge-organisation.ts'
import { purgeRemoved, removedIds } from './purge-removed.ts'
import { storedJson } from './stored-json.ts'
import { watchKeyOf } from './watch-key.ts'

/** The organisations of this Postern. No password is in them, only where one is found. */
export type OrganisationStore = {
  /** In the order in which they were put. One of a shape that this Postern cannot read is left out: `unreadable`. */
  list(): { id: string; organisation: Organisation }[]
  /** Puts a new one, or one in the place of another; one that was removed is back by that. Returns its id. */
  put(organisation: Organisation, id?: string): string
  read(id: string): Organisation | undefined
  /** Its runs stay, as runs of no organisation until it is restored. */
  remove(id: string): void
  restore(id: string): void
  /**
   * What was removed before that moment is really gone, with what is kept of the watch over it; without one, what this
   * process removed. What there is much of goes beside other work.
   */
  purge(removedBefore?: Date): Promise<void>
  /** The one that is being worked on. */
  opened(): string | null
  open(id: string | null): void
  /** How many there are that this Postern cannot read. */
  unreadable(): number
}

export function createOrganisationStore(connection: Connection, now: () => Date): OrganisationStore {
  const rows = () =>
    connection.all('SELECT id, organisation FROM organisation WHERE removed_at IS NULL ORDER BY number')
  const list: OrganisationStore['list'] = () =>
    rows().flatMap(({ id, organisation: kept }) => {
      const organisation = storedJson(kept, Organisation)
      return organisation ? [{ id: String(id), organisation }] : []
    })

  const removedHere = new Set<string>()

  /** A watch that went on for a moment, in another program, may have written of an organisation that was gone by then. */
  function deleteOrphanedWatches(): number {
    return connection.run(
      "DELETE FROM setting WHERE key GLOB ? AND key NOT IN (SELECT replace(?, '*', id) FROM organisation)",
      ...[watchKeyOf('*'), watchKeyOf('*')],
    )
  }

  return {
    list,
    put(organisation, id = `org-${randomBytes(6).toString('hex')}`) {
      connection.run(
        `INSERT INTO organisation (id, organisation) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET organisation = excluded.organisation, removed_at = NULL`,
        id,
        JSON.stringify(organisation),
      )
      return id
    },
    read(id) {
      const row = connection.get('SELECT organisation FROM organisation WHERE id = ? AND removed_at IS NULL', id)
      return row && storedJson(row.organisation, Organisation)
    },
    remove(id) {
      const at = now().toISOString()
      const removed = connection.run(
        'UPDATE organisation SET removed_at = ? WHERE id = ? AND removed_at IS NULL',
        at,
        id,
      )
      if (removed > 0) removedHere.add(id)
    },
    restore(id) {
      connection.run('UPDATE organisation SET removed_at = NULL WHERE id = ? AND removed_at <> ?', id, GOING)
      removedHere.delete(id)
    },
    async purge(removedBefore) {
      const removed = removedBefore ?? removedHere
      for (const id of removedIds(connection, 'organisation', removed)) await purgeMuch(connection, id)
      const gone = connection.transaction(
        () => purgeRemoved(connection, 'organisation', removed) + deleteOrphanedWatches(),
      )
      if (gone > 0) await connection.checkpoint('truncate')
    },
    opened() {
      const row = connection.get(
        `SELECT organisation.id FROM opened_organisation
         JOIN organisation ON organisation.number = opened_organisation.organisation
         WHERE organisation.removed_at IS NULL`,
      )
      return typeof row?.id === 'string' ? row.id : null
    },
    open(id) {
      connection.transaction(() => {
        connection.run('DELETE FROM opened_organisation')
        connection.run(
          'INSERT INTO opened_organisation (only, organisation) SELECT 1, number FROM organisation WHERE id = ?',
          id,
        )
      })
    },
    unreadable: () => rows().length - list().length,
  }
}
