import { FirewallSource, mostSources } from '../../../shared/firewall/source-list.ts'
import { LastLook } from '../../../shared/firewall/told-firewall.ts'
import type { Connection } from './connection.ts'
import { organisationNumber } from './organisation-number.ts'
import { storedJson } from './stored-json.ts'

export type KeptSource = { source: FirewallSource; lastLook: LastLook | null }

/** Where an organisation's lists come from, in the order in which they were put. */
export type FirewallSources = {
  /** One of a form that this Postern cannot read is left out, and stays. */
  list(organisationId: string): KeptSource[]
  read(organisationId: string, id: string): KeptSource | undefined
  /** In the place of the one of its id. 'taken': another has its group. 'full': there are too many. */
  save(organisationId: string, source: FirewallSource): 'saved' | 'taken' | 'full' | 'gone'
  /** With every version of its list, for good. */
  remove(organisationId: string, id: string): boolean
  /** What came of the last look. */
  look(organisationId: string, id: string, lastLook: LastLook): void
}

export function createFirewallSources(connection: Connection): FirewallSources {
  const list: FirewallSources['list'] = (organisationId) =>
    connection
      .all(
        'SELECT source, last_look FROM firewall_source WHERE organisation = ? ORDER BY number',
        organisationNumber(connection, organisationId) ?? null,
      )
      .flatMap(({ source: kept, last_look }) => {
        const source = storedJson(kept, FirewallSource)
        return source ? [{ source, lastLook: storedJson(last_look, LastLook) ?? null }] : []
      })

  return {
    list,
    read: (organisationId, id) => list(organisationId).find(({ source }) => source.id === id),
    save: (organisationId, source) =>
      connection.transaction(() => {
        const organisation = organisationNumber(connection, organisationId)
        if (organisation === undefined) return 'gone'
        const others = list(organisationId).filter((kept) => kept.source.id !== source.id)
        if (others.some((kept) => kept.source.group === source.group)) return 'taken'
        const known = connection.get('SELECT organisation FROM firewall_source WHERE id = ?', source.id)
        // An id is of one organisation alone.
        if (known && Number(known.organisation) !== organisation) return 'gone'
        if (!known && others.length >= mostSources) return 'full'
        connection.run(
          `INSERT INTO firewall_source (id, organisation, source) VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET source = excluded.source`,
          ...[source.id, organisation, JSON.stringify(source)],
        )
        return 'saved'
      }),
    remove: (organisationId, id) =>
      connection.run(
        'DELETE FROM firewall_source WHERE id = ? AND organisation = ?',
        ...[id, organisationNumber(connection, organisationId) ?? null],
      ) > 0,
    look(organisationId, id, lastLook) {
      connection.run(
        'UPDATE firewall_source SET last_look = ? WHERE id = ? AND organisation = ?',
        ...[JSON.stringify(lastLook), id, organisationNumber(connection, organisationId) ?? null],
      )
    },
  }
}
