import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right'
import { type ReactNode, useId } from 'react'
import { counted, t } from '../../shared/language/translate.ts'
import { accountOf } from '../../shared/run/verdict-words.ts'
import { gatheringWords } from '../../shared/run/words.ts'
import { findingsOf, gatheringOf, isBlocked, nextStep, openChecksOf, stepStates } from '../steps/step-graph.ts'
import { whyStep, wizardStepNames } from '../steps/step-words.ts'
import type { WizardStep } from '../store/place.ts'
import { isUnderWay, type RunView } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { useShownRun } from '../store/shown-run.ts'
import { groupsOf } from './finding-folds.ts'
import { FindingsFrame } from './findings-frame.tsx'
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
  foot: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalXXXL,
  },
  waits: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
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
  const findings = findingsOf(run, step)
  const total = findings.length + openChecksOf(run, step).length
  if (!isUnderWay(run)) {
    const account = total === 0 ? t`No check of this step was part of the run.` : accountOf(findings)
    const missing = findings.length > 0 ? total - findings.length : 0
    return (
      <>
        <p className={styles.prose}>{missing > 0 ? t`${account} ${missing} more had not answered.` : account}</p>
        <WhatIsInTheWay run={run} step={step} />
      </>
    )
  }
  const now = gatheringOf(run, step).map((artifact) => gatheringWords[artifact])
  const waits =
    findings.length === total ? '' : now.length > 0 ? t` Now ${now.join('; ')}.` : t` The others wait their turn.`
  return (
    <div className={styles.progress}>
      <p id={id} className={styles.line}>
        {t`${findings.length} of ${counted(total, 'check')} of this step answered.${waits}`}
      </p>
      <ProgressBar
        bar={{ className: styles.filled }}
        value={findings.length}
        max={Math.max(1, total)}
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

/** At the foot of a step: the next one that nothing is in the way of. */
function NextStep({ from }: { from: WizardStep }) {
  const styles = useStyles()
  const named = useSession((state) => state.organisation !== null)
  const run = useShownRun()
  const show = useSession((state) => state.show)
  if (!named) return null
  const states = stepStates({ named, run })
  const next = nextStep(from, states)
  if (!next) return null
  const passedOver = states.slice(
    states.findIndex(({ step }) => step === from) + 1,
    states.findIndex(({ step }) => step === next),
  )
  return (
    <footer className={styles.foot}>
      <Button icon={<ArrowRight20Regular />} iconPosition="after" onClick={() => show({ kind: 'step', step: next })}>
        {t`Next: ${wizardStepNames[next]}`}
      </Button>
      {passedOver.filter(isBlocked).length > 0 && (
        <span className={styles.waits}>
          {passedOver
            .filter(isBlocked)
            .map(
              ({ step, blockedBy }) =>
                t`${wizardStepNames[step]} waits for ${blockedBy && wizardStepNames[blockedBy]}.`,
            )
            .join(' ')}
        </span>
      )}
    </footer>
  )
}
