import { makeStyles, SearchBox, ToggleButton, tokens } from '@fluentui/react-components'
import { Filter20Regular } from '@fluentui/react-icons/svg/filter'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { ManyChoice } from '../../ui/many-choice.tsx'
import { predictedStateList, reportedStates, stateWords } from './device-words.ts'
import { MoreFilters } from './more-filters.tsx'
import { useQuarantine } from './quarantine-context.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalS, containerType: 'inline-size' },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  search: { flexGrow: 1, flexBasis: '140px', minWidth: '140px', maxWidth: '320px' },
  button: { minWidth: 0 },
  // Beside a device there is less room, and what is listed comes first.
  roomy: { display: 'contents', '@container (max-width: 600px)': { display: 'none' } },
  wide: { display: 'contents', '@container (max-width: 480px)': { display: 'none' } },
})

/** Narrows the table: by words at each keystroke, by states, and by what else is asked for. */
export function DeviceToolbar() {
  const styles = useStyles()
  const filter = useQuarantine((state) => state.view.filter)
  const narrow = useQuarantine((state) => state.narrow)
  const [more, setMore] = useState(false)
  return (
    <search className={styles.root}>
      <div className={styles.line}>
        <SearchBox
          className={styles.search}
          aria-label={t`Search the devices`}
          placeholder={t`Search`}
          dismiss={{ 'aria-label': t`Clear the search` }}
          value={filter.text ?? ''}
          onChange={(_, { value }) => void narrow({ text: value })}
        />
        <ManyChoice
          label={t`State`}
          value={chosenWords(filter.reported, t`Every state`)}
          options={reportedStates.map((state) => [state === '' ? NONE : state, stateWords[state]] as const)}
          chosen={(filter.reported ?? []).map((state) => (state === '' ? NONE : state))}
          onChoose={(states) => void narrow({ reported: states.map((state) => (state === NONE ? '' : state)) })}
        />
        <div className={styles.roomy}>
          <ManyChoice
            label={t`State by the settings`}
            value={chosenWords(filter.predicted, t`By the settings: any`)}
            options={predictedStateList.map((state) => [state, stateWords[state]] as const)}
            chosen={filter.predicted ?? []}
            onChoose={(predicted) => void narrow({ predicted })}
          />
        </div>
        <div className={styles.wide}>
          <ToggleButton
            className={styles.button}
            checked={filter.integration === true}
            onClick={() => void narrow({ integration: filter.integration ? undefined : true })}
          >{t`Integration`}</ToggleButton>
        </div>
        <div className={styles.roomy}>
          <ToggleButton
            className={styles.button}
            checked={filter.differs === true}
            onClick={() => void narrow({ differs: filter.differs ? undefined : true })}
          >{t`Differs`}</ToggleButton>
        </div>
        <ToggleButton
          className={styles.button}
          icon={<Filter20Regular />}
          checked={more}
          onClick={() => setMore(!more)}
          aria-expanded={more}
        >
          {t`More`}
        </ToggleButton>
      </div>
      {more && <MoreFilters />}
    </search>
  )
}

/** A choice of a list needs a name, and the state of which nothing was told has none. */
const NONE = 'none'

function chosenWords(chosen: readonly (keyof typeof stateWords)[] | undefined, none: string): string {
  return chosen && chosen.length > 0 ? chosen.map((state) => stateWords[state]).join(', ') : none
}
