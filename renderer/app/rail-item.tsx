import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect, useRef } from 'react'
import { isSamePage, type Place } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { pageOf } from './pages.ts'

const useStyles = makeStyles({
  item: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    width: '100%',
    minHeight: '36px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandBackground}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1 },
    // There, neither shadow nor ground is left of it.
    '@media (forced-colors: active)': { borderLeft: '6px solid Highlight', paddingLeft: '6px' },
  },
  text: { minWidth: 0 },
  name: { display: 'block', overflowWrap: 'anywhere' },
  state: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

type RailItemProps = {
  place: Place
  icon: ReactNode
  name: string
  /** How it stands, in a few words. */
  state?: string
  /** The element that says of what that is told, where it is not of what is open. */
  describedBy?: string | undefined
  focus: { 'data-roving': string; tabIndex: 0 | -1 }
}

/** One place of the rail; its page begins to load when it is pointed at. */
export function RailItem({ place, icon, name, state, describedBy, focus }: RailItemProps) {
  const styles = useStyles()
  const current = useSession((session) => isSamePage(session.place, place))
  const show = useSession((session) => session.show)
  const button = useRef<HTMLButtonElement>(null)
  // In a low window the rail scrolls, and where one is may be past its edge, or come to be by zooming.
  useEffect(() => {
    if (!current) return
    const reveal = () => button.current?.scrollIntoView({ block: 'nearest' })
    reveal()
    window.addEventListener('resize', reveal)
    return () => window.removeEventListener('resize', reveal)
  }, [current])
  return (
    <button
      ref={button}
      type="button"
      {...focus}
      className={mergeClasses(styles.item, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      aria-describedby={describedBy}
      // What does not come now is asked for again, and told, when somebody goes there.
      onPointerEnter={() => void pageOf(place)?.().catch(() => undefined)}
      onClick={() => show(place)}
    >
      {icon}
      <span className={styles.text}>
        <span className={styles.name}>{name}</span> {state && <span className={styles.state}>{state}</span>}
      </span>
    </button>
  )
}
