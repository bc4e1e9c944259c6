import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CallResult, Client } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import type { TrailEntry } from '../../../shared/quarantine/trail.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Working } from '../../ui/working.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { useTurn } from './decide-turn.ts'
import { trailKind, trailNote, trailSubject } from './trail-words.ts'

const PAGE = 50

type Lines = CallResult<'quarantine.trail'>['lines']

const useStyles = makeStyles({
  line: {
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  what: { fontWeight: tokens.fontWeightSemibold },
  undo: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 24px',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'start',
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
  },
  more: { marginTop: tokens.spacingVerticalS },
})

/** Who decided what, when and why, and what takes it back: the newest first, of one device or of all. */
export function TrailList({ about }: { about?: string }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const client = useClient()
  const [pages, setPages] = useState(1)
  const { value, problem } = useAsked(`trail ${about ?? ''}`, `${useTurn()} ${pages}`, (signal) =>
    readTrail(client, about, pages, signal),
  )
  if (problem !== undefined) return <DecideNote verdict="unknown" text={problem} />
  if (value === undefined) return <Working size="tiny" pixels={24} />
  if (value.lines.length === 0) return <p className={decide.prose}>{t`Nothing was decided yet.`}</p>
  return (
    <>
      <ol className={decide.list}>
        {value.lines.map(({ number, entry, withdrawn }) => (
          <li key={number} className={styles.line}>
            {entry ? (
              <Line entry={entry} withdrawn={withdrawn} />
            ) : (
              t`A line in a form that this Postern cannot read. It stays as it is kept.`
            )}
          </li>
        ))}
      </ol>
      {value.next !== null && (
        <Button
          size="small"
          className={styles.more}
          onClick={() => setPages(pages + 1)}
        >{t`Show earlier lines`}</Button>
      )}
    </>
  )
}

async function readTrail(
  client: Client,
  about: string | undefined,
  pages: number,
  signal: AbortSignal,
): Promise<{ lines: Lines; next: number | null }> {
  const lines: Lines = []
  let next: number | null = null
  for (let page = 0; page < pages; page += 1) {
    const asked: { key?: string; after: number | null; limit: number } = { after: next, limit: PAGE }
    const read: CallResult<'quarantine.trail'> = await client.call(
      'quarantine.trail',
      about === undefined ? asked : { ...asked, key: about },
      signal,
    )
    lines.push(...read.lines)
    next = read.next
    if (next === null) break
  }
  return { lines, next }
}

function Line({ entry, withdrawn }: { entry: TrailEntry; withdrawn: boolean }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const { at, who, what, about, reason, ticket, undo } = entry
  const note = trailNote(entry)
  return (
    <>
      <span className={styles.what}>{trailKind(what)}</span>: <Breakable text={trailSubject(about)} />
      {note !== undefined && (
        <>
          . <Breakable text={note} />
        </>
      )}
      {withdrawn && (
        <DecideNote verdict="warn" text={t`By a reading that was taken back since: this counts no more.`} />
      )}
      <p className={decide.quiet}>
        <Moment iso={at} show="both" /> · {who === null ? t`by whom is not known` : <Breakable text={who} />}
        {reason !== null && (
          <>
            {' · '}
            <Breakable text={ticket === null ? reason : t`${reason} (ticket ${ticket})`} />
          </>
        )}
      </p>
      {undo !== null && (
        <Disclosure text={t`What takes it back`} of={trailSubject(about)}>
          <div className={styles.undo}>
            <code className={styles.code}>{undo}</code>
            <CopyButton text={undo} what={t`what takes it back`} />
          </div>
        </Disclosure>
      )}
    </>
  )
}
