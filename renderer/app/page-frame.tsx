import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../../shared/language/translate.ts'
import { pageKey } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { Working } from '../ui/working.tsx'
import { Arrival } from './arrival.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { type Load, pageOf } from './pages.ts'

const useStyles = makeStyles({
  middle: {
    display: 'grid',
    placeContent: 'center',
    justifyItems: 'center',
    gap: tokens.spacingVerticalL,
    flexGrow: 1,
    padding: tokens.spacingHorizontalXXL,
    textAlign: 'center',
  },
  // Nothing for the first tenth of a second: most pages are there by then.
  late: {
    animationName: { from: { visibility: 'hidden' }, to: { visibility: 'visible' } },
    animationDuration: '1ms',
    animationDelay: '100ms',
    animationFillMode: 'both',
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  prose: { margin: 0, maxWidth: '60ch', color: tokens.colorNeutralForeground2 },
})

/** The code of a page did not come, which says nothing about what it would show. */
class PageNotLoaded extends Error {}

/** The page of the place where one is, loaded when it is first gone to; what goes wrong in it stays in it. */
export function PageFrame() {
  const place = useSession((state) => state.place)
  const connected = useSession((state) => state.connected)
  const [attempt, setAttempt] = useState(0)
  const seen = useRef(0)
  const key = pageKey(place)
  const load = pageOf(place)
  const again = () => setAttempt((before) => before + 1)
  // Above the boundary that waits for it: below, it would be made anew, and asked for again, with each try to show it.
  const Page = useMemo(() => load && pageLoadedBy(load, attempt), [load, attempt])
  if (!Page) return <NoSuchPage />
  return (
    <PageBoundary
      key={`${key} ${attempt}`}
      instead={(error) =>
        error instanceof PageNotLoaded ? <NotLoaded connected={connected} again={again} /> : <OurBug again={again} />
      }
    >
      <Suspense fallback={<Coming />}>
        <Page key={key} />
        <Arrival seen={seen} />
      </Suspense>
    </PageBoundary>
  )
}

/** A page that could not be loaded is asked for again by the next attempt. */
function pageLoadedBy(load: Load, _attempt: number) {
  return lazy(() => load().catch(notLoaded))
}

function notLoaded(cause: unknown): never {
  throw new PageNotLoaded(t`The code of the page did not come.`, { cause })
}

function Coming() {
  const styles = useStyles()
  return (
    <main id="findings" tabIndex={-1} className={`${styles.middle} ${styles.late}`}>
      <Working size="medium" pixels={32} />
    </main>
  )
}

function NotLoaded({ connected, again }: { connected: boolean; again(): void }) {
  const away = useRef(false)
  // What could not come while Postern was away comes when it is back.
  useEffect(() => {
    if (connected && away.current) again()
    away.current = !connected
  }, [connected, again])
  if (!connected) {
    return (
      <Instead
        title={t`Not connected to Postern`}
      >{t`This page has not been loaded yet, and Postern does not answer. It comes by itself when Postern is there again; what was seen is kept.`}</Instead>
    )
  }
  return (
    <Instead
      title={t`This page could not be loaded`}
      button={t`Load the window again`}
      act={() => location.reload()}
    >{t`Postern answers, but its window was made by another version, or a file of it is missing. What was seen is kept.`}</Instead>
  )
}

function OurBug({ again }: { again(): void }) {
  return (
    <Instead
      title={t`This page failed`}
      button={t`Load the page again`}
      act={again}
    >{t`Postern’s own code failed here. It says nothing about your servers, and nothing that was seen is lost.`}</Instead>
  )
}

function NoSuchPage() {
  const showStart = useSession((state) => state.showStart)
  return (
    <Instead
      title={t`There is nothing here yet`}
      button={t`Go on`}
      act={showStart}
    >{t`This Postern has no page for that address.`}</Instead>
  )
}

type InsteadProps = { title: string; button?: string; act?(): void; children: ReactNode }

function Instead({ title, button, act, children }: InsteadProps) {
  const styles = useStyles()
  return (
    <main id="findings" tabIndex={-1} className={styles.middle}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.prose} role="alert">
        {children}
      </p>
      {button && <Button onClick={act}>{button}</Button>}
    </main>
  )
}
