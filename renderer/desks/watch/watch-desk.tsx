import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { DeskFrame, DeskSentence } from '../../ui/desk-frame.tsx'
import { Working } from '../../ui/working.tsx'
import { MetricsSwitch } from './metrics-switch.tsx'
import { NothingToWatch } from './nothing-to-watch.tsx'
import { OrganisationWatch } from './organisation-watch.tsx'
import { createWatchStore, useWatch, WatchContext } from './watch-store.ts'

/** Runs that repeat themselves: how each organisation stands, what turned, and the metrics of it. */
export default function WatchDesk() {
  const client = useClient()
  const [store] = useState(() => createWatchStore(client))
  useEffect(() => {
    const gone = new AbortController()
    void store.getState().read()
    void store.getState().follow(gone.signal)
    return () => gone.abort()
  }, [store])
  return (
    <WatchContext value={store}>
      <Desk />
    </WatchContext>
  )
}

function Desk() {
  const phase = useWatch((state) => state.phase)
  const watches = useWatch((state) => state.watches)
  const problem = useWatch((state) => state.problem)
  const dismiss = useWatch((state) => state.dismiss)
  const read = useWatch((state) => state.read)
  const traces = useSession((state) => state.traces)
  return (
    <DeskFrame
      title={t`Watch`}
      sentence={
        <>
          {t`Repeats the run of an organisation for as long as Postern is open, and tells you when something turns.`}
          {traces.length > 0 && t` Each run signs in the same mobile device, so that no more than one is left behind.`}
        </>
      }
    >
      {problem && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={dismiss}>{t`Put away`}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {phase === 'loading' && <Working size="medium" pixels={32} />}
      {phase === 'failed' && (
        <div>
          <DeskSentence>{t`How the watch stands could not be read.`}</DeskSentence>
          <Button onClick={() => void read()}>{t`Read it again`}</Button>
        </div>
      )}
      {phase === 'loaded' && watches.length === 0 && <NothingToWatch />}
      {phase === 'loaded' &&
        watches.map((status) => <OrganisationWatch key={status.watch.organisationId} status={status} />)}
      {phase === 'loaded' && watches.length > 0 && <MetricsSwitch />}
    </DeskFrame>
  )
}
