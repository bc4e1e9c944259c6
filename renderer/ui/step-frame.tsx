import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { type ReactNode, useId } from 'react'
import { t } from '../../shared/language/translate.ts'
import { stepAccount } from '../steps/step-account.ts'
import { findingsOf, openChecksOf, stepStates } from '../steps/step-graph.ts'
import { whyStep, wizardStepNames } from '../steps/step-words.ts'
import type { WizardStep } from '../store/place.ts'
import type { RunView } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { useShownRun } from '../store/shown-run.ts'
import { groupsOf } from './finding-folds.ts'
import { FindingsFrame } from './findings-frame.tsx'
import { NextStep } from './next-step.tsx'
import { NoRunYet } from './no-run-yet.tsx'

const useStyles = makeStyles({
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusMedium,
  },
  prose: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  progress: { marginTop: tokens.spacingVerticalL, maxWidth: '560px' },
  line: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  filled: { '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' } },
  way: { marginTop: tokens.spacingVerticalS },
  pictures: { marginTop: tokens.spacingVerticalXL },
})

type StepFrameProps = {
  step: WizardStep
  /** The step's own pictures, tables and forms: between why it matters and its findings. */
  children?: ReactNode
}

/** What all steps of the wizard share: why, how far it is, the step's own pictures, its findings, and where to go next. */
export function StepFrame({ step, children }: StepFrameProps) {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const shown = useShownRun()
  const hasFindings = step !== 'organisation' && step !== 'report'
  return (
    <FindingsFrame
      run={hasFindings ? run : undefined}
      head={
        <>
          <h1 className={styles.title}>{wizardStepNames[step]}</h1>
          <p className={styles.prose}>{whyStep[step]}</p>
          {hasFindings && shown && <StepProgress run={shown} step={step} />}
          {children && <div className={styles.pictures}>{children}</div>}
          {hasFindings && !run && <NoRunYet level={2} />}
        </>
      }
      groups={(listed) => groupsOf(listed, findingsOf(listed, step), 'urgency')}
      open={run ? openChecksOf(run, step).length : 0}
      foot={<NextStep from={step} />}
    />
  )
}

/** How many of the step's checks have answered, and what is asked now that the others wait for. */
function StepProgress({ run, step }: { run: RunView; step: WizardStep }) {
  const styles = useStyles()
  const id = useId()
  const { sentence, bar } = stepAccount(run, step)
  if (!bar) {
    return (
      <>
        <p className={styles.prose}>{sentence}</p>
        <WhatIsInTheWay run={run} step={step} />
      </>
    )
  }
  return (
    <div className={styles.progress}>
      <p id={id} className={styles.line}>
        {sentence}
      </p>
      <ProgressBar
        bar={{ className: styles.filled }}
        value={bar.answered}
        max={Math.max(1, bar.total)}
        aria-labelledby={id}
      />
    </div>
  )
}

/** Where checks of a step were not reached for the sake of another step, the way there. */
function WhatIsInTheWay({ run, step }: { run: RunView; step: WizardStep }) {
  const styles = useStyles()
  const show = useSession((state) => state.show)
  const state = stepStates({ named: true, run }).find((one) => one.step === step)
  if (!state?.blockedBy) return null
  const { blockedBy } = state
  return (
    <Button className={styles.way} size="small" onClick={() => show({ kind: 'step', step: blockedBy })}>
      {t`What is in the way is in ${wizardStepNames[blockedBy]}`}
    </Button>
  )
}
