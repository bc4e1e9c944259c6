import { makeStyles, tokens } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { withUnseen } from '../../../shared/run/unseen.ts'
import { problemToTell } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { NoteLine } from './note-line.tsx'

const LINE_PIXELS = 22
const PAGE_ENTRIES = 500

const useStyles = makeStyles({
  box: {
    marginTop: tokens.spacingVerticalS,
    maxWidth: '560px',
    maxHeight: '320px',
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  list: { position: 'relative', margin: 0, padding: 0, listStyleType: 'none' },
  line: {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    boxSizing: 'border-box',
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    height: `${LINE_PIXELS}px`,
    lineHeight: `${LINE_PIXELS}px`,
    paddingInline: tokens.spacingHorizontalM,
    whiteSpace: 'nowrap',
  },
  place: { minWidth: '6ch', textAlign: 'end', color: tokens.colorNeutralForeground3 },
})

type EntryLinesProps = { sourceId: string; number: number; count: number; what: string }

/** All entries of a version, however many: only those in sight are drawn, and asked for. */
export function EntryLines({ sourceId, number, count, what }: EntryLinesProps) {
  const styles = useStyles()
  const client = useClient()
  const box = useRef<HTMLElement>(null)
  const under = useRef(new Set<number>())
  const [pages, setPages] = useState<ReadonlyMap<number, readonly string[]>>(new Map())
  const [problem, setProblem] = useState<string | null>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PIXELS,
    overscan: 10,
  })
  const drawn = virtual.getVirtualItems()
  const first = Math.floor((drawn[0]?.index ?? 0) / PAGE_ENTRIES)
  const last = Math.floor((drawn.at(-1)?.index ?? 0) / PAGE_ENTRIES)

  async function fetchPage(page: number): Promise<void> {
    under.current.add(page)
    try {
      const asked = { sourceId, number, after: page * PAGE_ENTRIES, limit: PAGE_ENTRIES }
      const { entries } = await client.call('firewall.entries', asked)
      setPages((before) => new Map(before).set(page, entries))
    } catch (error) {
      // Asked for again when it is in sight once more: a lost connection is told elsewhere, and comes back.
      under.current.delete(page)
      setProblem(problemToTell(error))
    }
  }

  const want = useEffectEvent(() => {
    for (let page = first; page <= last; page += 1) if (!under.current.has(page)) void fetchPage(page)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are in sight then
  useEffect(() => want(), [first, last])

  if (problem !== null) return <NoteLine verdict="unknown" text={problem} />
  return (
    <section
      ref={box}
      className={styles.box}
      aria-label={t`${counted(count, 'entry', 'entries')} of ${what}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <ol className={styles.list} style={{ height: `${virtual.getTotalSize()}px` }}>
        {drawn.map(({ index, start }) => (
          <li
            key={index}
            className={styles.line}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            <span className={styles.place} aria-hidden>
              {(index + 1).toLocaleString()}
            </span>
            {withUnseen(pages.get(Math.floor(index / PAGE_ENTRIES))?.[index % PAGE_ENTRIES] ?? '…')}
          </li>
        ))}
      </ol>
    </section>
  )
}
