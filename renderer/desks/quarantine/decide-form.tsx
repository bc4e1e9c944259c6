import { Button, Field, Input, makeStyles, mergeClasses, Textarea, tokens } from '@fluentui/react-components'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { useFocusGoesBack } from '../../ui/focus-goes-back.ts'
import { DecideEffects } from './decide-effects.tsx'
import { DecideNote } from './decide-note.tsx'
import { type DecisionOf, tryOut } from './decide-selection.ts'
import { useDecideStyles } from './decide-styles.ts'
import { useTurn } from './decide-turn.ts'
import { decidedSentence } from './decide-words.ts'

/** So many are shown at first, and so many more by each click. */
const FIRST = 10
const MORE = 100
const MOST_REASON = 1_000
const MOST_TICKET = 100

const useStyles = makeStyles({
  root: { containerType: 'inline-size' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXL,
    marginTop: tokens.spacingVerticalM,
    '@container (min-width: 720px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(240px, 1fr)' },
  },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  first: { marginTop: 0 },
})

type DecideFormProps = {
  title: string
  what: string
  /** Names what is decided: what changes is tried anew where that is another. */
  name: string
  of(signal: AbortSignal): Promise<DecisionOf>
  /** What is told before what changes. */
  children?: ReactNode
  onDone(sentence: string): void
  onCancel(): void
}

/** What a decision would change, why it is made, and the button that puts it into the tray. */
export function DecideForm({ title, what, name, of, children, onDone, onCancel }: DecideFormProps) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const client = useClient()
  const headingId = useId()
  useFocusGoesBack()
  const [wanted, setWanted] = useState(FIRST)
  const [reason, setReason] = useState('')
  const [ticket, setTicket] = useState('')
  const [lacks, setLacks] = useState(false)
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const tried = useAsked(`${name} ${wanted}`, useTurn(), async (signal) =>
    tryOut(client, { what: 'decision', of: await of(signal) }, wanted, signal),
  )

  async function send(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setLacks(reason.trim() === '')
    if (reason.trim() === '') return
    setBusy(true)
    setRefusal('')
    try {
      const ground = { reason: reason.trim(), ticket: ticket.trim() || null }
      const decided = await client.call('quarantine.decide', { ...(await of(new AbortController().signal)), ...ground })
      if (decided.outcome === 'decided') onDone(decidedSentence(decided))
      else setRefusal(decided.sentence)
    } catch (error) {
      setRefusal(problemSentence(error))
    }
    setBusy(false)
  }

  return (
    <form className={styles.root} aria-labelledby={headingId} noValidate onSubmit={(event) => void send(event)}>
      <h3 id={headingId} className={decide.heading}>
        {title}
      </h3>
      <p className={decide.prose}>{what}</p>
      <div className={styles.columns}>
        <section aria-label={t`What would change`}>
          {children}
          <h4 className={mergeClasses(decide.subheading, !children && styles.first)}>{t`What would change`}</h4>
          <DecideEffects asked={tried} onMore={() => setWanted(wanted + MORE)} />
        </section>
        <div className={styles.fields}>
          <Field
            label={t`Reason`}
            required
            validationMessage={
              lacks && reason.trim() === '' ? t`Say why: it stands in the trail and in the script.` : ''
            }
          >
            <Textarea
              value={reason}
              resize="vertical"
              maxLength={MOST_REASON}
              onChange={(_, { value }) => setReason(value)}
            />
          </Field>
          <Field label={t`Ticket number`}>
            <Input value={ticket} maxLength={MOST_TICKET} onChange={(_, { value }) => setTicket(value)} />
          </Field>
          <div role="status">{refusal !== '' && <DecideNote verdict="fail" text={refusal} />}</div>
          <div className={decide.buttons}>
            <Button appearance="primary" type="submit" disabledFocusable={busy}>{t`Put it into the tray`}</Button>
            <Button onClick={onCancel}>{t`Cancel`}</Button>
          </div>
        </div>
      </div>
    </form>
  )
}
