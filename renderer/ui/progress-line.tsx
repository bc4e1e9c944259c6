import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { type ReactNode, useId } from 'react'

const useStyles = makeStyles({
  root: { marginTop: tokens.spacingVerticalM, maxWidth: '560px' },
  line: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  filled: { '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' } },
})

type ProgressLineProps = { text: string; value: number; max: number; children?: ReactNode }

/** How far something is, in words and as a bar; `children` stand below it. */
export function ProgressLine({ text, value, max, children }: ProgressLineProps) {
  const styles = useStyles()
  const id = useId()
  return (
    <div className={styles.root}>
      <p id={id} className={styles.line}>
        {text}
      </p>
      <ProgressBar bar={{ className: styles.filled }} value={value} max={Math.max(1, max)} aria-labelledby={id} />
      {children}
    </div>
  )
}
