import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { RunOrigin } from '../../../shared/run/run-summary.ts'
import { runVerdictWords } from '../../../shared/run/verdict-words.ts'
import { verdictWords } from '../../../shared/run/words.ts'
import { Choice } from '../../ui/choice.tsx'
import type { FindingFilter, RunFilter } from './list-filter.ts'
import { originWords } from './run-words.ts'
import { useRuns } from './runs-context.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { width: '280px' },
})

const outcomes = { ...runVerdictWords, verifies: t`Verifications`, none: t`Without a verdict` } as const

/** Narrows the list of runs: by words, how they came out, and what began them. */
export function RunToolbar() {
  const { text, outcome, origin } = useRuns((state) => state.filter)
  const narrow = useRuns((state) => state.narrow)
  return (
    <Toolbar
      label={t`Search the runs`}
      text={text}
      narrowed={text !== '' || outcome !== null || origin !== null}
      onText={(value) => narrow({ text: value })}
      onAll={() => narrow({ text: '', outcome: null, origin: null })}
    >
      <Choice
        label={t`Verdict`}
        any={t`Every verdict`}
        options={outcomes}
        value={outcome}
        onChoose={(value) => narrow({ outcome: value as RunFilter['outcome'] })}
      />
      <Choice
        label={t`What began it`}
        any={t`Begun by anything`}
        options={originWords}
        value={origin}
        onChoose={(value) => narrow({ origin: value as RunOrigin | null })}
      />
    </Toolbar>
  )
}

/** Narrows the findings of all runs: by words and by verdict. */
export function FindingToolbar() {
  const { text, verdict } = useRuns((state) => state.findingFilter)
  const narrow = useRuns((state) => state.narrowFindings)
  return (
    <Toolbar
      label={t`Search the findings`}
      text={text}
      narrowed={text !== '' || verdict !== null}
      onText={(value) => narrow({ text: value })}
      onAll={() => narrow({ text: '', verdict: null })}
    >
      <Choice
        label={t`Verdict`}
        any={t`Every verdict`}
        options={verdictWords}
        value={verdict}
        onChoose={(value) => narrow({ verdict: value as FindingFilter['verdict'] })}
      />
    </Toolbar>
  )
}

type ToolbarProps = {
  label: string
  text: string
  /** Whether there is something to be let go of. */
  narrowed: boolean
  onText(text: string): void
  onAll(): void
  children: ReactNode
}

/** The words that are searched for, the choices beside them, and the way back to all that there is. */
function Toolbar({ label, text, narrowed, onText, onAll, children }: ToolbarProps) {
  const styles = useStyles()
  return (
    <search className={styles.root}>
      <SearchBox
        className={styles.search}
        aria-label={label}
        placeholder={t`Search`}
        dismiss={{ 'aria-label': t`Clear the search` }}
        value={text}
        onChange={(_, { value }) => onText(value)}
      />
      {children}
      {narrowed && <Button appearance="transparent" onClick={onAll}>{t`Show all`}</Button>}
    </search>
  )
}
