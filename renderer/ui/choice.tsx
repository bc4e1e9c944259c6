import { Dropdown, makeStyles, Option } from '@fluentui/react-components'

const useStyles = makeStyles({ choice: { minWidth: '160px' } })

const ANY = 'any'
const MORE = 'more'

type ChoiceProps = {
  label: string
  any: string
  options: Readonly<Record<string, string>>
  value: string | null
  /** What is said below the last one, where there are more than are offered. */
  more?: string
  onChoose(value: string | null): void
}

/** One of several things, or any of them. */
export function Choice({ label, any, options, value, more, onChoose }: ChoiceProps) {
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
      {more !== undefined && (
        <Option value={MORE} text={more} disabled>
          {more}
        </Option>
      )}
    </Dropdown>
  )
}
