import { makeStyles, tokens } from '@fluentui/react-components'
import type { OutcomeKind } from '../../../shared/quarantine/outcome.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { outcomeWord } from './outcome-words.ts'

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap' },
})

/** What readings since a decision say of it: icon and word. */
export function OutcomeMark({ kind }: { kind: OutcomeKind | null }) {
  const styles = useStyles()
  const { word, verdict } = outcomeWord(kind)
  return (
    <span className={styles.root}>
      <VerdictIcon verdict={verdict} size={16} />
      {word}
    </span>
  )
}
