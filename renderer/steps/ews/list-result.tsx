import { Button, makeStyles, mergeClasses, SearchBox, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { JudgedList, JudgedMailbox } from '../../../shared/ews/judged-list.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { saveFile } from '../../ui/save-file.ts'
import { problemSentences } from './configuration-words.ts'
import { useEwsStyles } from './ews-styles.ts'
import { ListScripts } from './list-scripts.tsx'
import { MailboxTable } from './mailbox-table.tsx'
import { filterMailboxes, LIST_HEADING, listSentence, mailboxesCsv, mailboxesFileName } from './mailbox-words.ts'
import { ReasonList } from './reason-list.tsx'
import { useMailboxes } from './use-mailboxes.ts'

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalS}`,
  },
  search: { width: '280px' },
  status: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, flexGrow: 1 },
  table: { display: 'flex', flexDirection: 'column', height: 'min(560px, 70vh)' },
  wide: { maxWidth: '1120px' },
  said: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
})

/** What a list of mailboxes came to: by reason, each mailbox, and the script for the lot. */
export function ListResult({ list, organisation }: { list: JudgedList; organisation: Organisation }) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const rows = useMailboxes((state) => state.rows)
  const whole = useMailboxes((state) => state.whole)
  const filter = useMailboxes((state) => state.filter)
  const narrow = useMailboxes((state) => state.narrow)
  const clear = useMailboxes((state) => state.clear)
  const shown = useMemo(() => filterMailboxes(rows, filter), [rows, filter])
  const problems = problemSentences(list.problems, list.problemCount)
  const total = counted(list.total, 'mailbox', 'mailboxes')
  return (
    <section className={mergeClasses(ews.section, styles.wide)} aria-labelledby={LIST_HEADING}>
      <div role="status">
        <h2 id={LIST_HEADING} tabIndex={-1} className={ews.heading}>
          {listSentence(list)}
        </h2>
      </div>
      <ReasonList groups={list.groups} />
      {keyed(list.notes).map(({ key, item }) => (
        <p key={key} className={ews.prose}>
          <Breakable text={item} />
        </p>
      ))}
      {problems.length > 0 && (
        <Disclosure text={t`${counted(list.problemCount, 'line')} of the list named no mailbox`}>
          <ul className={ews.list}>
            {keyed(problems).map(({ key, item }) => (
              <li key={key}>
                <Breakable text={item} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={t`Search the mailboxes`}
          placeholder={t`Search`}
          dismiss={{ 'aria-label': t`Clear the search` }}
          value={filter.text}
          onChange={(_, { value }) => narrow({ text: value })}
        />
        {(filter.text !== '' || filter.reason !== null) && (
          <Button appearance="transparent" onClick={() => narrow({ text: '', reason: null })}>{t`Show all`}</Button>
        )}
        <p role="status" className={styles.status}>
          {shown.length === list.total ? total : t`${shown.length.toLocaleString()} of ${total}`}
          {!whole && t`, more are being read`}
        </p>
        <AsCsv rows={shown} domain={organisation.domain} />
        <Button size="small" onClick={clear}>{t`Put the list away`}</Button>
      </div>
      <div className={styles.table}>
        <MailboxTable rows={shown} />
      </div>
      <ListScripts list={list} />
    </section>
  )
}

/** What is listed, as CSV: copied, or saved. */
function AsCsv({ rows, domain }: { rows: readonly JudgedMailbox[]; domain: string }) {
  const styles = useStyles()
  const [said, setSaid] = useState('')

  async function copy() {
    try {
      await navigator.clipboard.writeText(mailboxesCsv(rows).slice(1))
      setSaid(t`${counted(rows.length, 'mailbox', 'mailboxes')} copied.`)
    } catch {
      setSaid(t`The browser refused to copy. Save it instead.`)
    }
  }

  function save() {
    const name = mailboxesFileName(domain)
    saveFile(name, 'text/csv;charset=utf-8', mailboxesCsv(rows))
    setSaid(t`Saved as ${name}.`)
  }

  return (
    <>
      <span role="status" className={styles.said}>
        {said}
      </span>
      <Button size="small" disabledFocusable={rows.length === 0} onClick={() => void copy()}>{t`Copy as CSV`}</Button>
      <Button size="small" disabledFocusable={rows.length === 0} onClick={save}>{t`Save as CSV`}</Button>
    </>
  )
}
