import { Dropdown, makeStyles, Option } from '@fluentui/react-components'

const useStyles = makeStyles({ choice: { minWidth: '130px', maxWidth: '220px' } })

type ManyChoiceProps<K extends string> = {
  label: string
  /** What stands there: what is chosen, or that nothing is. */
  value: string
  options: readonly (readonly [K, string])[]
  chosen: readonly K[]
  onChoose(chosen: K[]): void
}

/** Any number of several things. */
export function ManyChoice<K extends string>({ label, value, options, chosen, onChoose }: ManyChoiceProps<K>) {
  const styles = useStyles()
  return (
    <Dropdown
      className={styles.choice}
      aria-label={label}
      multiselect
      value={value}
      selectedOptions={[...chosen]}
      onOptionSelect={(_, { selectedOptions }) =>
        onChoose(options.map(([key]) => key).filter((key) => selectedOptions.includes(key)))
      }
    >
      {options.map(([key, words]) => (
        <Option key={key} value={key}>
          {words}
        </Option>
      ))}
    </Dropdown>
  )
}
