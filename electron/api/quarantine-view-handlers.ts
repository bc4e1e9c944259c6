import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import { rowsAsCsv } from '../../shared/quarantine/csv.ts'
import { pageOf } from '../../shared/quarantine/query.ts'
import { mostViews } from '../../shared/quarantine/saved-view.ts'
import type { Store } from '../engine/store/store.ts'
import type { AppEvents } from './app-events.ts'
import type { Organisations } from './organisations.ts'
import type { QuarantineDesk } from './quarantine-desk.ts'
import { toldDevice } from './quarantine-device.ts'
import { leftoverPage, leftoversOf } from './quarantine-leftovers.ts'
import { overviewOf } from './quarantine-overview.ts'
import type { QuarantineReadings } from './quarantine-readings.ts'
import { groupsOf, sortedPlacesOf, toldRow } from './quarantine-table.ts'
import type { Trays } from './quarantine-tray.ts'

type ViewCalls = Pick<
  Handlers['calls'],
  | 'quarantine.overview'
  | 'quarantine.rows'
  | 'quarantine.groups'
  | 'quarantine.csv'
  | 'quarantine.device'
  | 'quarantine.leftovers'
  | 'quarantine.views'
  | 'quarantine.save-view'
  | 'quarantine.remove-view'
  | 'quarantine.pattern'
>

/** So many rows are one page of CSV. */
const CSV_ROWS = 2_000

/** The calls that look at devices, and that keep how somebody looks at them. */
export function quarantineViewHandlers(parts: {
  store: Pick<Store, 'quarantine' | 'configurations'>
  organisations: Organisations
  desk: QuarantineDesk
  trays: Trays
  readings: QuarantineReadings
  events: AppEvents
}): ViewCalls {
  const { store, organisations, desk, trays, readings, events } = parts
  const { views } = store.quarantine
  const changed = (): void => events.tell({ type: 'changed', what: 'quarantine' })
  const open = async () => {
    const held = await desk.open(organisations.needed())
    return { held, tray: await trays.read(held.organisationId) }
  }

  return {
    'quarantine.overview': async ({ silentDays }) => {
      const { held } = await open()
      // What was read before there was a history, or by a program that ended since, is noted now.
      readings.note(held.organisationId)
      return overviewOf(held, silentDays, store)
    },
    'quarantine.rows': async ({ filter, sort, offset, limit }) => {
      const { held, tray } = await open()
      const places = await sortedPlacesOf(held, filter, sort)
      const rows = pageOf(held.rows, places, offset, limit).map((row) => toldRow(row, tray))
      return { reading: held.reading, total: places.length, rows }
    },
    'quarantine.groups': async ({ filter, by, offset, limit }) => {
      const { held } = await open()
      const groups = await groupsOf(held, filter, by)
      return { reading: held.reading, total: groups.length, groups: groups.slice(offset, offset + limit) }
    },
    'quarantine.csv': async ({ filter, sort, columns, offset }) => {
      const { held } = await open()
      const places = await sortedPlacesOf(held, filter, sort)
      const rows = pageOf(held.rows, places, offset, CSV_ROWS)
      const text = rowsAsCsv(rows, columns)
      const next = offset + CSV_ROWS < places.length ? offset + CSV_ROWS : null
      return {
        ...{ reading: held.reading, rows: rows.length, total: places.length, next },
        text: offset === 0 ? text : text.slice(text.indexOf('\r\n') + 2),
      }
    },
    'quarantine.device': async ({ key }) => {
      await readings.settled()
      const { held, tray } = await open()
      return toldDevice(held, key, tray, store.quarantine)
    },
    'quarantine.leftovers': async (wanted) => {
      const { held, tray } = await open()
      return { reading: held.reading, ...leftoverPage(held, await leftoversOf(held, wanted.silentDays), tray, wanted) }
    },
    'quarantine.views': async () => ({ views: views.list(organisations.needed().id) }),
    'quarantine.save-view': async (view) => {
      const saved = views.save(organisations.needed().id, view)
      if (saved === 'gone') throw new ContractError('no-such-organisation')
      if (saved === 'full') throw new ContractError('too-many-views', t`At most ${mostViews} are kept.`)
      changed()
      return {}
    },
    'quarantine.remove-view': async ({ name }) => {
      views.remove(organisations.needed().id, name)
      changed()
      return {}
    },
    'quarantine.pattern': async ({ pattern }) => {
      if (!views.savePattern(organisations.needed().id, pattern)) throw new ContractError('no-such-organisation')
      changed()
      return {}
    },
  }
}
