import { makeStyles, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import { useSession } from '../store/session-context.tsx'
import { pageOf } from './pages.ts'

const ThemeMenu = lazy(() => import('./theme-menu.tsx'))

const useStyles = makeStyles({
  root: { marginTop: 'auto', paddingTop: tokens.spacingVerticalM },
  line: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: tokens.spacingVerticalS },
  coming: { height: '32px' },
  about: {
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** Last in the rail: which Postern this is, and light or dark where there is no page of settings for it. */
export function RailFoot() {
  const styles = useStyles()
  const about = useSession((state) => state.about)
  return (
    <footer className={styles.root}>
      <div className={styles.line}>
        {!pageOf({ kind: 'settings' }) && (
          <Suspense fallback={<div className={styles.coming} />}>
            <ThemeMenu />
          </Suspense>
        )}
        {about && (
          <p className={styles.about}>
            Postern {about.version}, {about.host === 'electron' ? 'in its own window' : 'in the browser'}
          </p>
        )}
      </div>
    </footer>
  )
}
