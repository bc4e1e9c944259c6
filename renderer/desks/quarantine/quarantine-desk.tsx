import { Button, makeStyles, mergeClasses } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { figure, t } from '../../../shared/language/translate.ts'
import { configurationStoreOf } from '../../steps/ews/configuration-store.ts'
import { useFollowedConfiguration } from '../../steps/ews/use-configuration.ts'
import { usePastedFiles } from '../../steps/ews/use-pasted-files.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { DeskFrame, DeskSentence } from '../../ui/desk-frame.tsx'
import { DropArea } from '../../ui/drop-area.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ToldBar } from '../../ui/told-bar.tsx'
import { Working } from '../../ui/working.tsx'
import { ArrivedLines } from './arrived-lines.tsx'
import { DevicePanel } from './device-panel.tsx'
import { DevicesPart } from './devices-part.tsx'
import { NoDevices } from './no-devices.tsx'
import { QuarantineContext, useQuarantine } from './quarantine-context.ts'
import { createQuarantineStore } from './quarantine-store.ts'
import { ReadingsPart } from './readings-part.tsx'
import { SignsPart } from './signs-part.tsx'
import { TrayPart } from './tray-part.tsx'

const useStyles = makeStyles({
  root: { position: 'relative', display: 'flex', flexGrow: 1, minHeight: 0, minWidth: 0 },
  desk: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0 },
  // The device has the whole room there, and what is behind it is not to be reached.
  behind: { '@media (max-width: 800px)': { visibility: 'hidden' } },
})

/** Every device of ActiveSync: where it stands and why, what a decision would do, and what was decided. */
export default function QuarantineDesk() {
  const styles = useStyles()
  const client = useClient()
  const [store] = useState(() => createQuarantineStore(client, window.matchMedia('(min-width: 1700px)').matches))
  const place = useSession((state) => state.place)
  const turn = useSession((state) => state.turn)
  const device = place.kind === 'desk' ? place.device : undefined
  useFollowedConfiguration()
  usePastedFiles()
  useEffect(() => {
    const gone = new AbortController()
    void store.getState().read()
    void store.getState().follow(gone.signal)
    return () => gone.abort()
  }, [store])
  return (
    <QuarantineContext value={store}>
      <div className={styles.root}>
        <div className={mergeClasses(styles.desk, device !== undefined && styles.behind)}>
          <DropArea
            what={t`files of devices`}
            onFiles={(files) => {
              // What becomes of them is told there.
              store.getState().showPart('readings')
              void configurationStoreOf(client).getState().take(files)
            }}
          >
            <Desk />
          </DropArea>
        </div>
        {device !== undefined && (
          <DevicePanel deviceKey={device} onClose={() => turn({ kind: 'desk', desk: 'quarantine' })} />
        )}
      </div>
    </QuarantineContext>
  )
}

function Desk() {
  const phase = useQuarantine((state) => state.phase)
  const overview = useQuarantine((state) => state.overview)
  const read = useQuarantine((state) => state.read)
  const isFilled = phase === 'loaded' && overview !== null && overview.devices !== null
  return (
    <DeskFrame
      title={t`Quarantine`}
      sentence={t`Every device of ActiveSync: where it stands, why, and what a decision would do.`}
      fills={isFilled}
    >
      <Told />
      {isFilled && <ArrivedLines />}
      {phase === 'loading' && <Working size="medium" pixels={32} />}
      {phase === 'failed' && (
        <div>
          <DeskSentence>{t`The devices could not be read.`}</DeskSentence>
          <Button onClick={() => void read()}>{t`Read them again`}</Button>
        </div>
      )}
      {phase === 'loaded' && !overview && <NoOrganisation />}
      {phase === 'loaded' && overview && (overview.devices === null ? <NoDevices overview={overview} /> : <Parts />)}
    </DeskFrame>
  )
}

function NoOrganisation() {
  const showStart = useSession((state) => state.showStart)
  return (
    <div>
      <DeskSentence>{t`Devices are kept with the organisation whose they are, and none is open.`}</DeskSentence>
      <Button appearance="primary" onClick={showStart}>{t`Name an organisation`}</Button>
    </div>
  )
}

function Parts() {
  const overview = useQuarantine((state) => state.overview)
  const part = useQuarantine((state) => state.part)
  const showPart = useQuarantine((state) => state.showPart)
  if (!overview) return null
  const signs = overview.mdmSigns.length + overview.leftovers.filter(({ count }) => count > 0).length
  return (
    <Tabs
      label={t`What is shown of devices`}
      tabs={[
        { id: 'devices', name: t`Devices`, draw: () => <DevicesPart overview={overview} /> },
        {
          id: 'tray',
          name: overview.tray > 0 ? t`Decisions (${figure(overview.tray)} in the tray)` : t`Decisions`,
          draw: () => <TrayPart />,
        },
        {
          id: 'signs',
          name: signs > 0 ? t`Signs and leftovers (${signs})` : t`Signs and leftovers`,
          draw: () => <SignsPart overview={overview} />,
        },
        { id: 'readings', name: t`What was read`, draw: () => <ReadingsPart overview={overview} /> },
      ]}
      chosen={part}
      onChoose={showPart}
      fills={part === 'devices'}
    />
  )
}

/** What was just done, and what went wrong. */
function Told() {
  const told = useQuarantine((state) => state.told)
  const dismiss = useQuarantine((state) => state.dismiss)
  return (
    <ToldBar sentence={told?.sentence ?? null} isProblem={told?.isProblem ?? false} undo={null} dismiss={dismiss} />
  )
}
