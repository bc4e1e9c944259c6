import { Button, FluentProvider, makeStyles, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { DropArea } from '../ui/drop-area.tsx'
import { Working } from '../ui/working.tsx'
import { Announcer } from './announcer.tsx'
import { Notices } from './notices.tsx'
import { PageFrame } from './page-frame.tsx'
import { Rail } from './rail.tsx'
import { useTheme } from './theme.ts'
import { TopBar } from './top-bar.tsx'
import { TurnedLines } from './turned-lines.tsx'

const KeyboardDialog = lazy(() => import('./keyboard-dialog.tsx'))

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '248px minmax(0, 1fr)',
    // Of the window: the provider has no height, since what opens over the page takes on its styles and would cover it.
    height: '100vh',
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 1150px)': { gridTemplateColumns: '220px minmax(0, 1fr)' },
    // A window of 1,280 at 200 %.
    '@media (max-width: 800px)': { gridTemplateColumns: '208px minmax(0, 1fr)' },
  },
  room: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 },
  skip: {
    position: 'absolute',
    top: tokens.spacingVerticalS,
    left: tokens.spacingHorizontalS,
    zIndex: 2,
    ':not(:focus)': { transform: 'translateY(-200%)' },
  },
  middle: {
    display: 'grid',
    placeContent: 'center',
    justifyItems: 'center',
    gap: tokens.spacingVerticalL,
    flexGrow: 1,
  },
})

/** The frame: rail on the left, what runs now on top, the page below. */
export function App() {
  const styles = useStyles()
  const theme = useTheme()
  const organisation = useSession((state) => state.organisation)
  const keyboard = useSession((state) => state.keyboard)
  return (
    <FluentProvider theme={theme}>
      <Button
        className={styles.skip}
        onClick={() => document.getElementById('findings')?.focus()}
      >{t`Skip to the findings`}</Button>
      <div className={styles.frame}>
        <Rail />
        <div className={styles.room}>
          {organisation && <TopBar />}
          <Notices />
          <TurnedLines />
          <DropArea>
            <Page />
          </DropArea>
        </div>
      </div>
      <Announcer />
      <Suspense>{keyboard && <KeyboardDialog />}</Suspense>
    </FluentProvider>
  )
}

function Page() {
  const styles = useStyles()
  const phase = useSession((state) => state.phase)
  const open = useSession((state) => state.open)
  if (phase === 'opening') {
    return (
      <main id="findings" tabIndex={-1} className={styles.middle}>
        <Working size="medium" pixels={32} />
        <p>{t`Connecting to Postern`}</p>
      </main>
    )
  }
  if (phase === 'failed') {
    return (
      <main id="findings" tabIndex={-1} className={styles.middle}>
        <p>{t`Postern could not be asked what is open.`}</p>
        <Button onClick={() => void open()}>{t`Ask again`}</Button>
      </main>
    )
  }
  return <PageFrame />
}
