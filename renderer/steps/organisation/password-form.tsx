import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useRef, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { passwordPlace } from '../../store/password-place.ts'
import { useSession } from '../../store/session-context.tsx'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    alignItems: 'flex-end',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalS,
  },
  field: { width: '280px' },
  hint: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    maxWidth: '72ch',
  },
})

/** Hands a password over for the open organisation's account. The field is empty from the moment it is handed over. */
export function PasswordForm({ hint }: { hint?: string }) {
  const styles = useStyles()
  const about = useSession((state) => state.about)
  const putPassword = useSession((state) => state.putPassword)
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    setTyped('')
    setMissing(typed === '')
    if (typed) void putPassword(typed)
    else input.current?.focus()
  }

  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.form}>
        <Field
          label={t`Password`}
          className={styles.field}
          validationMessage={missing ? t`Type the password first.` : undefined}
        >
          <Input
            ref={input}
            type="password"
            autoComplete="off"
            maxLength={1024}
            value={typed}
            onChange={(_, { value }) => setTyped(value)}
          />
        </Field>
        <Button type="submit">{t`Keep the password`}</Button>
      </div>
      <p className={styles.hint}>
        {passwordPlace(about)} {hint}
      </p>
    </form>
  )
}
