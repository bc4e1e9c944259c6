import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Step } from '../../../shared/checks/check.ts'
import type { RunVerdict, Verdict } from '../../../shared/checks/finding.ts'
import { accountOf } from '../../../shared/run/verdict-words.ts'
import { stepNames } from '../../../shared/run/words.ts'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { verdictLine } from '../../store/verdict-sentence.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'

const iconOf: Readonly<Record<RunVerdict, Verdict>> = {
  ready: 'pass',
  'not-ready': 'fail',
  'could-not-tell': 'unknown',
  bug: 'bug',
}

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  what: { display: 'flex', gap: tokens.spacingHorizontalM, flexGrow: 1, flexBasis: '320px', minWidth: 0 },
  icon: { display: 'flex', width: '32px', flexShrink: 0 },
  word: {
    margin: 0,
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

type VerdictHeadProps = { run: RunView; step: Step | null; children: ReactNode }

/** The verdict line of the run, or the heading of the one step that is shown. */
export function VerdictHead({ run, step, children }: VerdictHeadProps) {
  const styles = useStyles()
  const line = step ? { word: stepNames[step], sentence: stepSentence(run, step) } : verdictLine(run)
  return (
    <header className={styles.root}>
      <div className={styles.what}>
        {!step && (
          <span className={styles.icon}>
            {isUnderWay(run) ? (
              <Working size="small" pixels={28} />
            ) : (
              <VerdictIcon verdict={run.verdict ? iconOf[run.verdict] : 'bug'} size={32} />
            )}
          </span>
        )}
        <div>
          <h1 className={styles.word}>{line.word}</h1>
          <p className={styles.sentence}>{line.sentence}</p>
        </div>
      </div>
      {children}
    </header>
  )
}

function stepSentence(run: RunView, step: Step): string {
  const findings = run.findings.filter((finding) => finding.step === step)
  if (findings.length > 0) return accountOf(findings)
  return isUnderWay(run) ? 'No check has answered yet.' : 'No check of this step was part of the run.'
}
