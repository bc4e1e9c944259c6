import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { stateWord } from '../../../shared/quarantine/decision-chain.ts'
import type { PredictedState } from '../../../shared/quarantine/device-decision.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { stateVerdicts } from './decide-state-verdicts.ts'

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap' },
})

/** A state of a device: what the settings come to, or what Exchange reported, which may be nothing. */
export function DecideState({ state }: { state: PredictedState | 'Unknown' | '' }) {
  const styles = useStyles()
  const isTold = state !== 'Unknown' && state !== ''
  return (
    <span className={styles.root}>
      <VerdictIcon verdict={isTold ? stateVerdicts[state] : 'unknown'} size={16} />
      {isTold ? stateWord(state) : state === '' ? t`Not told` : t`Not decided yet`}
    </span>
  )
}
