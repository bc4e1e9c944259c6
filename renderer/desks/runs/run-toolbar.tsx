import { Button, Dropdown, makeStyles, Option, SearchBox, tokens } from '@fluentui/react-components'
import type { RunOrigin } from '../../../shared/run/run-summary.ts'
import { runVerdictWords } from '../../../shared/run/verdict-words.ts'
import { verdictWords } from '../../../shared/run/words.ts'
import type { FindingFilter, RunFilter } from './list-filter.ts'
import { originWords } from './run-words.ts'
import { useRuns } from './runs-context.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { width: '280px' },
  choice: { minWidth: '160px' },
})

const ANY = 'any'
const outcomes = { ...runVerdictWords, none: 'Without a verdict' } as const

/** Narrows the list of runs: by words, how they came out, and what began them. */
export function RunToolbar() {
  const styles = useStyles()
  const filter = useRuns((state) => state.filter)
  const narrow = useRuns((state) => state.narrow)
  return (
    <search className={styles.root}>
      <SearchBox
        className={styles.search}
        aria-label="Search the runs"
        placeholder="Search"
        value={filter.text}
        onChange={(_, { value }) => narrow({ text: value })}
      />
      <Choice
        label="Verdict"
        any="Every verdict"
        options={outcomes}
        value={filter.outcome}
        onChoose={(value) => narrow({ outcome: value as RunFilter['outcome'] })}
      />
      <Choice
        label="What began it"
        any="Begun by anything"
        options={originWords}
        value={filter.origin}
        onChoose={(value) => narrow({ origin: value as RunOrigin | null })}
      />
      {(filter.text || filter.outcome || filter.origin) && (
        <Button appearance="transparent" onClick={() => narrow({ text: '', outcome: null, origin: null })}>
          Show all
        </Button>
      )}
    </search>
  )
}

/** Narrows the findings of all runs: by words and by verdict. */
export function FindingToolbar() {
  const styles = useStyles()
  const filter = useRuns((state) => state.findingFilter)
  const narrow = useRuns((state) => state.narrowFindings)
  return (
    <search className={styles.root}>
      <SearchBox
        className={styles.search}
        aria-label="Search the findings"
        placeholder="Search"
        value={filter.text}
        onChange={(_, { value }) => narrow({ text: value })}
      />
      <Choice
        label="Verdict"
        any="Every verdict"
        options={verdictWords}
        value={filter.verdict}
        onChoose={(value) => narrow({ verdict: value as FindingFilter['verdict'] })}
      />
      {(filter.text || filter.verdict) && (
        <Button appearance="transparent" onClick={() => narrow({ text: '', verdict: null })}>
          Show all
        </Button>
      )}
    </search>
  )
}

type ChoiceProps = {
  label: string
  any: string
  options: Readonly<Record<string, string>>
  value: string | null
  onChoose(value: string | null): void
}

function Choice({ label, any, options, value, onChoose }: ChoiceProps) {
  const styles = useStyles()
  return (
    <Dropdown
      className={styles.choice}
      aria-label={label}
      value={value === null ? any : (options[value] ?? any)}
      selectedOptions={[value ?? ANY]}
      onOptionSelect={(_, { optionValue }) => onChoose(optionValue === ANY ? null : (optionValue ?? null))}
    >
      <Option value={ANY}>{any}</Option>
      {Object.entries(options).map(([key, words]) => (
        <Option key={key} value={key}>
          {words}
        </Option>
      ))}
    </Dropdown>
  )
}
