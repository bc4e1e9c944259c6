import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { figure, t } from '../../../shared/language/translate.ts'
import { decidingSteps } from '../../../shared/quarantine/device-decision.ts'
import type { DeviceFilter, DeviceGroup } from '../../../shared/quarantine/query.ts'
import { stepWords } from '../../../shared/quarantine/step-words.ts'
import { Choice } from '../../ui/choice.tsx'
import { ManyChoice } from '../../ui/many-choice.tsx'
import { groupLine, groupValueWords, groupWords } from './device-words.ts'
import { useQuarantine } from './quarantine-context.ts'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

const byValue = ['user', 'agent', 'type', 'rule'] as const
type ByValue = (typeof byValue)[number]

const anyWords: Readonly<Record<ByValue, string>> = {
  user: t`Every user`,
  agent: t`Every user agent`,
  type: t`Every type`,
  rule: t`Every rule`,
}

const ages = {
  'new-7': { words: t`New within 7 days`, filter: { firstSyncWithin: 7 } },
  'new-30': { words: t`New within 30 days`, filter: { firstSyncWithin: 30 } },
  'silent-30': { words: t`Silent for 30 days`, filter: { silentFor: 30 } },
  'silent-90': { words: t`Silent for 90 days`, filter: { silentFor: 90 } },
  'silent-365': { words: t`Silent for a year`, filter: { silentFor: 365 } },
} as const satisfies Record<string, { words: string; filter: DeviceFilter }>
type Age = keyof typeof ages
const ageOptions = Object.fromEntries(Object.entries(ages).map(([age, { words }]) => [age, words]))

/** The filters that are asked for less often: a whole value of a column, and ages. */
export function MoreFilters() {
  const styles = useStyles()
  const filter = useQuarantine((state) => state.view.filter)
  const narrow = useQuarantine((state) => state.narrow)
  const age = (Object.keys(ages) as Age[]).find((each) => isOf(filter, ages[each].filter)) ?? null
  return (
    <div className={styles.line}>
      <StepChoice />
      {byValue.map((column) => (
        <ValueChoice key={column} column={column} />
      ))}
      <Choice
        label={t`Age`}
        any={t`Any age`}
        options={ageOptions}
        value={age}
        onChoose={(value) =>
          void narrow({
            ...{ firstSyncWithin: undefined, silentFor: undefined },
            ...(value !== null && ages[value as Age].filter),
          })
        }
      />
    </div>
  )
}

function isOf({ firstSyncWithin, silentFor }: DeviceFilter, age: DeviceFilter): boolean {
  return firstSyncWithin === age.firstSyncWithin && silentFor === age.silentFor
}

/** The steps of Exchange's order of which one has decided. */
function StepChoice() {
  const chosen = useQuarantine((state) => state.view.filter.step) ?? []
  const narrow = useQuarantine((state) => state.narrow)
  return (
    <ManyChoice
      label={t`Deciding step`}
      value={chosen.length > 0 ? chosen.map((step) => stepWords[step]).join(', ') : t`Every deciding step`}
      options={decidingSteps.map((step) => [keyOf(step), stepWords[step]] as const)}
      chosen={chosen.map(keyOf)}
      onChoose={(keys) => void narrow({ step: decidingSteps.filter((step) => keys.includes(keyOf(step))) })}
    />
  )
}

/** One of the values that most devices have; that of a group that was chosen too. */
function ValueChoice({ column }: { column: ByValue }) {
  const chosen = useQuarantine((state) => state.view.filter[column])
  const overview = useQuarantine((state) => state.overview)
  const valuesOf = useQuarantine((state) => state.valuesOf)
  const narrow = useQuarantine((state) => state.narrow)
  const [{ groups: values, total }, setFound] = useState<{ groups: readonly DeviceGroup[]; total: number }>({
    ...{ groups: [], total: 0 },
  })
  const reading = overview?.reading
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reading has other values
  useEffect(() => {
    const gone = new AbortController()
    void valuesOf(column, gone.signal).then((found) => found && setFound(found))
    return () => gone.abort()
  }, [column, valuesOf, reading])
  const known = values.map((group) => [keyOf(group.value), t`${groupLine(column, group)} (${group.count})`])
  const isKnown = chosen === undefined || values.some(({ value }) => value === chosen)
  return (
    <Choice
      label={groupWords[column]}
      any={anyWords[column]}
      {...(values.length < total && { more: t`${figure(values.length)} of ${figure(total)}; search finds the others` })}
      options={Object.fromEntries(isKnown ? known : [[keyOf(chosen), groupValueWords(column, chosen)], ...known])}
      value={chosen === undefined ? null : keyOf(chosen)}
      onChoose={(key) => void narrow({ [column]: key === null ? undefined : key.slice(1) })}
    />
  )
}

/** A name for every value, the blank one too. */
function keyOf(value: string): string {
  return `=${value}`
}
