import { makeStyles, tokens } from '@fluentui/react-components'
import { useCallback, useMemo, useState } from 'react'
import type { JudgedMailbox } from '../../../shared/ews/judged-list.ts'
import { t } from '../../../shared/language/translate.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import { Breakable } from '../../ui/breakable.tsx'
import type { LongColumn } from '../../ui/long-column.ts'
import { LongTable } from '../../ui/long-table.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { mailboxStates, mailboxStateVerdicts, mailboxStateWords } from './mailbox-words.ts'

const useStyles = makeStyles({
  two: { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' },
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  none: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/** Mailboxes, a line each; choosing one says all of it below. */
export function MailboxTable({ rows }: { rows: readonly JudgedMailbox[] }) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const [chosen, setChosen] = useState<JudgedMailbox>()
  const onOpen = useCallback((row: JudgedMailbox) => setChosen(row), [])
  const lines = useMemo(() => ({ columns, keyOf, nameOf, onOpen }), [onOpen])
  const shown = chosen && rows.includes(chosen) ? chosen : undefined
  return (
    <>
      {rows.length === 0 ? (
        <p className={styles.none}>{t`No mailbox is like that.`}</p>
      ) : (
        <LongTable label={t`Mailboxes of the list`} rows={rows} lines={lines} />
      )}
      <div role="status">
        {shown && (
          <p className={ews.note}>
            <VerdictIcon verdict={mailboxStateVerdicts[shown.state]} />
            <span>
              <strong>{shown.mailbox}</strong> <Breakable text={shown.sentence} />
              {shown.remedy && ` ${remedies[shown.remedy].title}.`}
            </span>
          </p>
        )}
      </div>
    </>
  )
}

function keyOf({ mailbox }: JudgedMailbox): string {
  return mailbox
}

function nameOf({ mailbox, state }: JudgedMailbox): string {
  return `${mailbox}: ${mailboxStateWords[state]}`
}

const columns: readonly LongColumn<JudgedMailbox>[] = [
  {
    id: 'mailbox',
    head: t`Mailbox`,
    size: 'minmax(180px, 3fr)',
    order: ({ mailbox }) => mailbox,
    cell: ({ mailbox }) => mailbox,
  },
  {
    id: 'state',
    head: t`State`,
    size: '130px',
    order: ({ state }) => mailboxStates.indexOf(state),
    cell: ({ state }) => <State state={state} />,
  },
  {
    id: 'why',
    head: t`Why`,
    size: 'minmax(220px, 5fr)',
    order: ({ sentence }) => sentence,
    cell: ({ sentence }) => <Why text={sentence} />,
  },
]

function State({ state }: Pick<JudgedMailbox, 'state'>) {
  const styles = useStyles()
  return (
    <span className={styles.state}>
      <VerdictIcon verdict={mailboxStateVerdicts[state]} />
      {mailboxStateWords[state]}
    </span>
  )
}

function Why({ text }: { text: string }) {
  const styles = useStyles()
  return (
    <span className={styles.two} title={text}>
      {text}
    </span>
  )
}
