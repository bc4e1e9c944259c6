import { Button, Field, makeStyles, ProgressBar, Textarea, tokens } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { bytesWords } from './bytes-words.ts'
import { useEwsStyles } from './ews-styles.ts'
import { LIST_HEADING } from './mailbox-words.ts'
import { asFile } from './take-files.tsx'
import { useMailboxes } from './use-mailboxes.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, marginTop: tokens.spacingVerticalL, maxWidth: '640px' },
  area: { fontFamily: tokens.fontFamilyMonospace },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  progress: { marginTop: tokens.spacingVerticalM, maxWidth: '560px' },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  filled: { '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' } },
})

/** A list of mailboxes: typed or pasted, or a file. */
export function GiveMailboxes() {
  const styles = useStyles()
  const ews = useEwsStyles()
  const connected = useSession((state) => state.connected)
  const judge = useMailboxes((state) => state.judge)
  const judging = useMailboxes((state) => state.judging)
  const problem = useMailboxes((state) => state.problem)
  const [text, setText] = useState('')
  const busy = judging !== null || !connected

  async function give(file: File) {
    await judge(file)
    // What it came to, where it is there; what is wrong with it is told where it was given.
    requestAnimationFrame(() => document.getElementById(LIST_HEADING)?.focus())
  }

  return (
    <>
      <div className={styles.form}>
        <Field label={t`Mailboxes`} hint={t`One address a line, or a CSV with a column of addresses`}>
          <Textarea
            textarea={{ className: styles.area }}
            rows={5}
            spellCheck={false}
            value={text}
            onChange={(_, { value }) => setText(value)}
          />
        </Field>
        <div className={styles.buttons}>
          <Button
            appearance="primary"
            disabledFocusable={busy || text.trim() === ''}
            onClick={() => void give(asFile(text))}
          >{t`Judge these mailboxes`}</Button>
          <FileButton
            label={t`List of mailboxes`}
            accept=".csv,.txt"
            disabled={busy}
            onFiles={([file]) => file && void give(file)}
          >{t`Choose a file…`}</FileButton>
        </div>
      </div>
      {judging && <Progress {...judging} />}
      <div role="status">
        {problem && (
          <p className={ews.note}>
            <VerdictIcon verdict="fail" />
            <span>
              <Breakable text={problem} />
            </span>
          </p>
        )}
      </div>
    </>
  )
}

function Progress({ name, sent, bytes }: { name: string; sent: number; bytes: number }) {
  const styles = useStyles()
  const id = useId()
  const stop = useMailboxes((state) => state.stop)
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span id={id}>{t`Judging ${name}: ${bytesWords(sent)} of ${bytesWords(bytes)}`}</span>
        <Button size="small" onClick={stop}>{t`Stop`}</Button>
      </div>
      <ProgressBar bar={{ className: styles.filled }} value={sent} max={Math.max(1, bytes)} aria-labelledby={id} />
    </div>
  )
}
