import { IntegrationPattern } from '../../../shared/quarantine/integration.ts'
import { mostViews, SavedView } from '../../../shared/quarantine/saved-view.ts'
import type { Connection } from './connection.ts'
import { organisationNumber } from './organisation-number.ts'
import { storedJson } from './stored-json.ts'

/** How somebody looks at an organisation's devices, and by what those of the integration are known there. */
export type DeviceViews = {
  /** By name. One of a form that this Postern cannot read is left out, and stays. */
  list(organisationId: string): SavedView[]
  /** In the place of the one of that name. 'full': there are too many. */
  save(organisationId: string, view: SavedView): 'saved' | 'full' | 'gone'
  remove(organisationId: string, name: string): void
  /** Undefined: as the profile says. */
  pattern(organisationId: string): IntegrationPattern | undefined
  savePattern(organisationId: string, pattern: IntegrationPattern | null): boolean
}

export function createDeviceViews(connection: Connection): DeviceViews {
  const numberOf = (id: string) => organisationNumber(connection, id)

  return {
    list: (organisationId) =>
      connection
        .all('SELECT view FROM device_view WHERE organisation = ? ORDER BY name', numberOf(organisationId) ?? null)
        .flatMap(({ view }) => storedJson(view, SavedView) ?? []),
    save: (organisationId, view) =>
      connection.transaction(() => {
        const organisation = numberOf(organisationId)
        if (organisation === undefined) return 'gone'
        const others = connection.get(
          'SELECT count(*) AS count FROM device_view WHERE organisation = ? AND name <> ?',
          ...[organisation, view.name],
        )
        if (Number(others?.count) >= mostViews) return 'full'
        connection.run(
          `INSERT INTO device_view (organisation, name, view) VALUES (?, ?, ?)
           ON CONFLICT (organisation, name) DO UPDATE SET view = excluded.view`,
          ...[organisation, view.name, JSON.stringify(view)],
        )
        return 'saved'
      }),
    remove(organisationId, name) {
      connection.run(
        'DELETE FROM device_view WHERE organisation = ? AND name = ?',
        ...[numberOf(organisationId) ?? null, name],
      )
    },
    pattern(organisationId) {
      const row = connection.get(
        'SELECT pattern FROM device_pattern WHERE organisation = ?',
        numberOf(organisationId) ?? null,
      )
      return row && storedJson(row.pattern, IntegrationPattern)
    },
    savePattern: (organisationId, pattern) =>
      connection.transaction(() => {
        const organisation = numberOf(organisationId)
        if (organisation === undefined) return false
        connection.run('DELETE FROM device_pattern WHERE organisation = ?', organisation)
        if (pattern !== null)
          connection.run(
            'INSERT INTO device_pattern (organisation, pattern) VALUES (?, ?)',
            ...[organisation, JSON.stringify(pattern)],
          )
        return true
      }),
  }
}
