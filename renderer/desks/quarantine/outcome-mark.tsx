import { makeStyles, tokens } from '@fluentui/react-components'
import type { OutcomeKind } from '../../../shared/quarantine/outcome.ts'
import type { RanLive } from '../../../shared/quarantine/tray.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { outcomeWord } from './outcome-words.ts'
import { ranWord } from './run-here-words.ts'

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap' },
})

/** What readings since a decision say of it, or that it was run from here since the last one: icon and word. */
export function OutcomeMark({ kind, ran = null }: { kind: OutcomeKind | null; ran?: RanLive['what'] | null }) {
  const styles = useStyles()
  const { word, verdict } = ran === null ? outcomeWord(kind) : ranWord(ran)
  return (
    <span className={styles.root}>
      <VerdictIcon verdict={verdict} size={16} />
      {word}
    </span>
  )
}
