import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { Settings } from '../../../shared/settings/settings.ts'
import { useSession } from '../../store/session-context.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  field: { width: '360px' },
  // Beside the input, which has its label above it.
  button: { marginTop: '26px' },
  said: { margin: 0, fontSize: tokens.fontSizeBase200 },
})

const accepted = t`Accepted are up to four addresses such as 10.0.0.53 or [fd00::53]:53, with a comma between them.`

/** The DNS servers that are asked where an organisation names none of its own. */
export function ResolversForm() {
  const styles = useStyles()
  const kept = useSession((state) => state.settings?.resolvers ?? [])
  const connected = useSession((state) => state.connected)
  const save = useSession((state) => state.saveSettings)
  const [text, setText] = useState(kept.join(', '))
  const [problem, setProblem] = useState<string>()
  const [said, setSaid] = useState('')

  async function submit(event: FormEvent) {
    event.preventDefault()
    const resolvers = text.split(/[\s,]+/).filter(Boolean)
    const parsed = Settings.shape.resolvers.safeParse(resolvers)
    setProblem(parsed.success ? undefined : accepted)
    setSaid('')
    if (parsed.success && (await save({ resolvers }))) {
      setSaid(resolvers.length > 0 ? t`They are asked from the next run on.` : t`This machine’s own are asked.`)
    }
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Field
        className={styles.field}
        label={t`DNS servers`}
        hint={t`Asked where an organisation names none of its own. Empty: those that this machine uses.`}
        validationMessage={problem}
      >
        <Input value={text} placeholder="10.0.0.53" onChange={(_, { value }) => setText(value)} />
      </Field>
      <Button type="submit" className={styles.button} disabledFocusable={!connected}>{t`Keep`}</Button>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </form>
  )
}
