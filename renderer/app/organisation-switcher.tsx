import { makeStyles, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { PosternMark } from '../ui/postern-mark.tsx'

// A menu brings what places it on the page, a fifth of all that the window begins with: it comes right after.
const OrganisationMenu = lazy(() => import('./organisation-menu.tsx'))

const useStyles = makeStyles({
  mark: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    margin: 0,
    padding: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  button: {
    width: '100%',
    minHeight: '48px',
    flexShrink: 0,
    justifyContent: 'flex-start',
    paddingInline: tokens.spacingHorizontalM,
    textAlign: 'start',
  },
  // Where the button puts its text, past the icon.
  coming: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '48px',
    flexShrink: 0,
    boxSizing: 'border-box',
    paddingLeft: '39px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  text: { display: 'block', flexGrow: 1, minWidth: 0, fontWeight: tokens.fontWeightSemibold },
  name: { display: 'block', overflowWrap: 'anywhere' },
  domain: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
})

/** On top of the rail: which organisation is open, and the way to another. */
export function OrganisationSwitcher() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const none = useSession((state) => state.organisation === null && state.organisations.length === 0)
  if (none) {
    return (
      <p className={styles.mark}>
        <PosternMark />
        {t`Postern`}
      </p>
    )
  }
  const text = (
    <span className={styles.text}>
      <span className={styles.name}>{organisation?.name ?? t`No organisation is open`}</span>{' '}
      <span className={styles.domain}>{organisation?.domain ?? t`Choose one`}</span>
    </span>
  )
  return (
    <Suspense fallback={<div className={styles.coming}>{text}</div>}>
      <OrganisationMenu className={styles.button}>{text}</OrganisationMenu>
    </Suspense>
  )
}
