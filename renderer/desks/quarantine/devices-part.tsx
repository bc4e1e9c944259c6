import { makeStyles, tokens } from '@fluentui/react-components'
import { counted, t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { DeskSentence } from '../../ui/desk-frame.tsx'
import { Working } from '../../ui/working.tsx'
import { DeviceTable } from './device-table.tsx'
import { DeviceToolbar } from './device-toolbar.tsx'
import { GroupTable } from './group-table.tsx'
import { OverviewLines } from './overview-lines.tsx'
import { useQuarantine } from './quarantine-context.ts'
import type { Overview } from './quarantine-state.ts'
import { ViewBar } from './view-bar.tsx'

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  status: { margin: 0, flexGrow: 1, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

/** The table of devices, with what narrows it and where everything stands. */
export function DevicesPart({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const group = useQuarantine((state) => state.view.group)
  const table = useQuarantine((state) => state.table)
  const groups = useQuarantine((state) => state.groups)
  const place = useSession((state) => state.place)
  const openKey = place.kind === 'desk' ? place.device : undefined
  const shown = group === null ? table : groups
  return (
    <>
      <OverviewLines overview={overview} />
      <DeviceToolbar />
      <div className={styles.line}>
        <ViewBar />
        <p role="status" className={styles.status}>
          {statusWords()}
        </p>
      </div>
      {!shown && <Working size="medium" pixels={32} />}
      {shown?.total === 0 && <DeskSentence>{t`No device is like that.`}</DeskSentence>}
      {group !== null && groups && groups.total > 0 && <GroupTable groups={groups} by={group} />}
      {group === null && table && table.total > 0 && <DeviceTable table={table} openKey={openKey} />}
    </>
  )

  function statusWords(): string {
    if (group !== null) return groups ? counted(groups.total, 'group') : ''
    if (!table) return ''
    const all = counted(overview.devices ?? 0, 'device')
    return table.total === overview.devices ? all : t`${table.total.toLocaleString()} of ${all}`
  }
}
