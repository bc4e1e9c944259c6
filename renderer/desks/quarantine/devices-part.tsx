import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { DeskSentence } from '../../ui/desk-frame.tsx'
import { Working } from '../../ui/working.tsx'
import { DecideBar } from './decide-bar.tsx'
import { DeviceTable } from './device-table.tsx'
import { DeviceToolbar } from './device-toolbar.tsx'
import { FilterTags } from './filter-tags.tsx'
import { GroupTable } from './group-table.tsx'
import { OverviewLines, readAgo } from './overview-lines.tsx'
import { useQuarantine } from './quarantine-context.ts'
import type { Overview } from './quarantine-state.ts'
import { isNarrowed } from './table-view.ts'
import { ViewBar } from './view-bar.tsx'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    // As tall as with the tools that stand there until something is ticked: no row moves under the pointer.
    minHeight: '32px',
    flexShrink: 0,
  },
  // The device beside the table takes its room, and has the same buttons.
  beside: { '@media (max-width: 1600px)': { display: 'none' } },
  here: { display: 'contents' },
  hint: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    '@media (max-width: 1150px)': { display: 'none' },
  },
  status: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

/** What can be decided about the devices that are ticked. */
function DecideTicked({ total }: { total: number }) {
  const ticked = useQuarantine((state) => state.ticked)
  const filter = useQuarantine((state) => state.view.filter)
  const selection = useMemo(
    () => (ticked === 'all' ? { filter, total } : { keys: [...ticked] }),
    [ticked, filter, total],
  )
  return <DecideBar selection={selection} />
}

/** The table of devices, with what narrows it and where everything stands. */
export function DevicesPart({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const { group, filter } = useQuarantine((state) => state.view)
  const look = useQuarantine((state) => state.look)
  const ticked = useQuarantine((state) => state.ticked)
  const tickAll = useQuarantine((state) => state.tickAll)
  const table = useQuarantine((state) => state.table)
  const groups = useQuarantine((state) => state.groups)
  const place = useSession((state) => state.place)
  const openKey = place.kind === 'desk' ? place.device : undefined
  const beside = openKey === undefined ? styles.here : mergeClasses(styles.here, styles.beside)
  const isTicked = group === null && (ticked === 'all' || ticked.size > 0)
  const shown = group === null ? table : groups
  return (
    <>
      <OverviewLines overview={overview} />
      <DeviceToolbar />
      <div className={styles.line}>
        <p role="status" className={styles.status}>
          {statusWords()}
        </p>
        {!isTicked && group === null && !isNarrowed(filter) && openKey === undefined && (
          <span className={styles.hint}>{t`as of ${readAgo(overview)}. Tick devices to decide about them.`}</span>
        )}
        <FilterTags />
        {isTicked && <Button size="small" onClick={() => tickAll(false)}>{t`Untick`}</Button>}
        {!isTicked && isNarrowed(filter) && (
          <Button size="small" onClick={() => void look({ filter: {} })}>{t`Show all`}</Button>
        )}
        <div className={beside}>{isTicked && table ? <DecideTicked total={table.total} /> : <ViewBar />}</div>
      </div>
      {!shown && <Working size="medium" pixels={32} />}
      {shown?.total === 0 && (
        <DeskSentence>
          {isNarrowed(filter) ? t`No device is like that.` : t`Get-MobileDevice was read, and told of no device.`}
        </DeskSentence>
      )}
      {group !== null && groups && groups.total > 0 && <GroupTable groups={groups} by={group} />}
      {group === null && table && table.total > 0 && <DeviceTable table={table} openKey={openKey} />}
    </>
  )

  function statusWords(): string {
    if (group !== null) return groups ? counted(groups.total, 'group') : ''
    if (!table) return ''
    const all = counted(overview.devices ?? 0, 'device')
    const listed = table.total === overview.devices ? all : t`${table.total.toLocaleString()} of ${all}`
    const count = ticked === 'all' ? table.total : ticked.size
    return count === 0 ? listed : t`${listed}, ${count.toLocaleString()} ticked`
  }
}
