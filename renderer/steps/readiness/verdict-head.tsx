import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { verdictLine } from '../../store/verdict-sentence.ts'
import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  what: { display: 'flex', gap: tokens.spacingHorizontalM, flexGrow: 1, flexBasis: '320px', minWidth: 0 },
  icon: { display: 'flex', width: '32px', flexShrink: 0 },
  word: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  sentence: {
    margin: 0,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
})

type VerdictHeadProps = { run: RunView; children: ReactNode }

/** The verdict line of the run. */
export function VerdictHead({ run, children }: VerdictHeadProps) {
  const styles = useStyles()
  const line = verdictLine(run)
  return (
    <header className={styles.root}>
      <div className={styles.what}>
        <span className={styles.icon}>
          {isUnderWay(run) ? (
            <Working size="small" pixels={28} />
          ) : (
            <VerdictIcon verdict={run.verdict ? runVerdictIcon[run.verdict] : 'bug'} size={32} />
          )}
        </span>
        <div>
          <h1 className={styles.word}>{line.word}</h1>
          <p className={styles.sentence}>{line.sentence}</p>
        </div>
      </div>
      {children}
    </header>
  )
}
