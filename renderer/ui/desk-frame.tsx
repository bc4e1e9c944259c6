import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const LOW = '@media (max-height: 720px)'

const useStyles = makeStyles({
  main: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    // A list scrolls by itself; where the window leaves it no height, the page does.
    overflowY: 'auto',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} 64px`,
    ':focus-visible': { outline: 'none' },
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  fills: {
    gap: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalL,
    paddingBottom: 0,
    [LOW]: { paddingTop: tokens.spacingVerticalS },
  },
  // What is listed is what somebody came for: in a low window, where the rail names the desk, its title is only read out.
  unseen: {
    [LOW]: {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
  head: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  what: { flexGrow: 1, flexBasis: '320px', minWidth: 0 },
  title: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusMedium,
  },
  sentence: {
    margin: 0,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
})

type DeskFrameProps = {
  title: string
  /** What the desk is for, or what it has come to; null while that is not known. */
  sentence: ReactNode
  /** Beside the title. */
  actions?: ReactNode
  /** Above the title: the way back. */
  back?: ReactNode
  /** What is below takes all the height that there is, and scrolls by itself. */
  fills?: boolean
  children: ReactNode
}

/** What all desks share: title, what it is for, what can be done with all of it, and the desk itself. */
export function DeskFrame({ title, sentence, actions, back, fills = false, children }: DeskFrameProps) {
  const styles = useStyles()
  return (
    <main id="findings" tabIndex={-1} className={mergeClasses(styles.main, fills && styles.fills)}>
      <header className={mergeClasses(styles.head, fills && !actions && !back && styles.unseen)}>
        <div className={styles.what}>
          {back}
          <h1 className={styles.title}>{title}</h1>
          {sentence && <DeskSentence>{sentence}</DeskSentence>}
        </div>
        {actions}
      </header>
      {children}
    </main>
  )
}

/** A sentence on a desk, no longer than is read easily. */
export function DeskSentence({ children }: { children: ReactNode }) {
  const styles = useStyles()
  return <p className={styles.sentence}>{children}</p>
}
