import { useCallback, useMemo } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { type DeviceSort, sortColumns } from '../../../shared/quarantine/query.ts'
import { useSession } from '../../store/session-context.tsx'
import { PagedTable } from '../../ui/paged-table.tsx'
import { columnPixels, deviceColumns, deviceName } from './device-columns.tsx'
import { type PagedRows, rowAt } from './paged-rows.ts'
import { useQuarantine } from './quarantine-context.ts'
import type { TableRow } from './quarantine-state.ts'

const TICK_PIXELS = 44
/** One line of text, since there are thousands of them. */
const LINE_PIXELS = 32

/** Devices, a line each; choosing one shows beside the table all that is known of it. */
export function DeviceTable({ table, openKey }: { table: PagedRows<TableRow>; openKey: string | undefined }) {
  const columns = useQuarantine((state) => state.view.columns)
  const sort = useQuarantine((state) => state.view.sort)
  const ticked = useQuarantine((state) => state.ticked)
  const tick = useQuarantine((state) => state.tick)
  const tickRange = useQuarantine((state) => state.tickRange)
  const tickAll = useQuarantine((state) => state.tickAll)
  const sortBy = useQuarantine((state) => state.sortBy)
  const want = useQuarantine((state) => state.want)
  const turn = useSession((state) => state.turn)
  const onOpen = useCallback(({ key }: TableRow) => turn({ kind: 'desk', desk: 'quarantine', device: key }), [turn])
  const lines = useMemo(
    () => ({
      columns: deviceColumns(columns),
      keyOf: ({ key }: TableRow) => key,
      nameOf: (row: TableRow) => deviceName(columns[0] ?? 'user', row),
      onOpen,
      pixels: LINE_PIXELS,
      isOpen: ({ key }: TableRow) => key === openKey,
      ticks: {
        has: (key: string) => ticked === 'all' || ticked.has(key),
        tick: (keys: string[], on: boolean) => void tick(keys, on),
        range: (from: number, to: number) => void tickRange(from, to),
        all: () => tickAll(true),
      },
    }),
    [columns, ticked, tick, tickRange, tickAll, onOpen, openKey],
  )
  const at = useCallback((index: number) => rowAt(table, index), [table])
  return (
    <PagedTable
      label={t`Devices`}
      count={table.total}
      rowAt={at}
      onSight={(first, last) => void want(first, last)}
      lines={lines}
      wayOf={(id) => {
        if (!isSortable(id)) return undefined
        if (sort?.by !== id) return 'none'
        return sort.descending ? 'descending' : 'ascending'
      }}
      onSort={(id) => isSortable(id) && void sortBy(id)}
      tick={{
        state: ticked === 'all' ? true : ticked.size > 0 ? 'mixed' : false,
        toggle: () => tickAll(ticked !== 'all'),
      }}
      minPixels={TICK_PIXELS + columns.reduce((sum, column, place) => sum + columnPixels(column, place), 0)}
    />
  )
}

function isSortable(id: string): id is DeviceSort['by'] {
  return (sortColumns as readonly string[]).includes(id)
}
