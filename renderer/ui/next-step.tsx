import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right'
import { t } from '../../shared/language/translate.ts'
import { passedOverWords } from '../steps/step-account.ts'
import { nextStep, stepStates } from '../steps/step-graph.ts'
import { wizardStepNames } from '../steps/step-words.ts'
import type { WizardStep } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { useShownRun } from '../store/shown-run.ts'

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalXXXL,
  },
  waits: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

/** At the foot of a step: the next one that nothing is in the way of, and what those wait for that it passes over. */
export function NextStep({ from }: { from: WizardStep }) {
  const styles = useStyles()
  const named = useSession((state) => state.organisation !== null)
  const run = useShownRun()
  const show = useSession((state) => state.show)
  if (!named) return null
  const states = stepStates({ named, run })
  const next = nextStep(from, states)
  if (!next) return null
  const waits = passedOverWords(from, next, states)
  return (
    <footer className={styles.foot}>
      <Button icon={<ArrowRight20Regular />} iconPosition="after" onClick={() => show({ kind: 'step', step: next })}>
        {t`Next: ${wizardStepNames[next]}`}
      </Button>
      {waits !== '' && <span className={styles.waits}>{waits}</span>}
    </footer>
  )
}
