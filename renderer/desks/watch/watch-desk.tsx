import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useClient, useSession } from '../../store/session-context.tsx'
import { Working } from '../../ui/working.tsx'
import { MetricsSwitch } from './metrics-switch.tsx'
import { NothingToWatch } from './nothing-to-watch.tsx'
import { OrganisationWatch } from './organisation-watch.tsx'
import { createWatchStore, useWatch, WatchContext } from './watch-store.ts'

const useStyles = makeStyles({
  main: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL}`,
    ':focus-visible': { outline: 'none' },
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  sentence: {
    margin: 0,
    maxWidth: '80ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
})

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
  const styles = useStyles()
  const phase = useWatch((state) => state.phase)
  const watches = useWatch((state) => state.watches)
  const problem = useWatch((state) => state.problem)
  const dismiss = useWatch((state) => state.dismiss)
  const read = useWatch((state) => state.read)
  const traces = useSession((state) => state.traces)
  return (
    <main id="findings" tabIndex={-1} className={styles.main}>
      <header>
        <h1 className={styles.title}>Watch</h1>
        <p className={styles.sentence}>
          Repeats the run of an organisation for as long as Postern is open, and tells you when something turns.
          {traces.length > 0 && ' Each run signs in the same mobile device, so that no more than one is left behind.'}
        </p>
      </header>
      {problem && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={dismiss}>
              Put away
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {phase === 'loading' && <Working size="medium" pixels={32} />}
      {phase === 'failed' && (
        <div>
          <p className={styles.sentence}>How the watch stands could not be read.</p>
          <Button onClick={() => void read()}>Read it again</Button>
        </div>
      )}
      {phase === 'loaded' && watches.length === 0 && <NothingToWatch />}
      {phase === 'loaded' &&
        watches.map((status) => <OrganisationWatch key={status.watch.organisationId} status={status} />)}
      {phase === 'loaded' && watches.length > 0 && <MetricsSwitch />}
    </main>
  )
}
