import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { IntegrationPattern } from '../../../shared/quarantine/integration.ts'
import { useQuarantine } from './quarantine-context.ts'
import type { Overview } from './quarantine-state.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalS, paddingBlock: tokens.spacingVerticalS },
  fields: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  problem: { margin: 0, color: tokens.colorStatusDangerForeground1, fontSize: tokens.fontSizeBase200 },
})

const fields: readonly (readonly [keyof IntegrationPattern, string])[] = [
  ['userAgent', t`User agent`],
  ['deviceType', t`Type`],
  ['deviceModel', t`Model`],
  ['deviceId', t`Device id`],
]

type PatternFormProps = { integration: Overview['integration']; onDone(): void }

/** By what the integration's devices are known in this organisation. */
export function PatternForm({ integration, onDone }: PatternFormProps) {
  const styles = useStyles()
  const savePattern = useQuarantine((state) => state.savePattern)
  const [written, setWritten] = useState<IntegrationPattern>(integration.pattern)
  const [problem, setProblem] = useState<string | null>(null)

  async function save(event: FormEvent) {
    event.preventDefault()
    const given = Object.entries(written).filter(([, value]) => value !== undefined && value.trim() !== '')
    const read = IntegrationPattern.safeParse(Object.fromEntries(given))
    if (!read.success) setProblem(t`Give at least one of them: with none, no device is the integration’s.`)
    else if (await savePattern(read.data)) onDone()
  }

  return (
    <form className={styles.root} onSubmit={(event) => void save(event)}>
      <div className={styles.fields}>
        {fields.map(([name, label]) => (
          <Field key={name} label={label}>
            <Input
              value={written[name] ?? ''}
              maxLength={200}
              onChange={(_, { value }) => setWritten({ ...written, [name]: value })}
            />
          </Field>
        ))}
      </div>
      <p
        className={styles.note}
      >{t`Each that is given has to match; * stands for any characters, and case does not count.`}</p>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary">{t`Save`}</Button>
        {integration.changed && (
          <Button
            onClick={() => void savePattern(null).then((saved) => saved && onDone())}
          >{t`As the profile says`}</Button>
        )}
        <Button onClick={onDone}>{t`Cancel`}</Button>
      </div>
    </form>
  )
}
