import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Fragment, type ReactNode, useState } from 'react'
import type { Finding } from '../../shared/checks/finding.ts'
import type { FindingFold, FindingGroup } from '../../shared/run/finding-groups.ts'
import type { Again } from '../store/verified.ts'
import { FindingRow } from './finding-row.tsx'
import { FoldLine } from './fold-line.tsx'
import { belowText, NARROW_LIST } from './list-line.ts'
import { useRovingFocus } from './roving-focus.ts'
import { useCanVerify, VerifyCell } from './verify-cell.tsx'
import { WhatWaited } from './what-waited.tsx'

/** A list that stands beside open evidence: its lines are tall, and their verdicts have room below. */
const BESIDE_EVIDENCE = '@container (min-width: 440.1px) and (max-width: 799.9px)'

const useStyles = makeStyles({
  root: { containerType: 'inline-size' },
  head: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalXS}`,
  },
  heading: {
    display: 'flex',
    alignItems: 'baseline',
    gap: tokens.spacingHorizontalS,
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  count: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightRegular,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  // The button that looks again stands beside its line; below the verdict where that is tall anyway, else above.
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  line: { position: 'relative', display: 'flex' },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  verifiable: { [BESIDE_EVIDENCE]: { minHeight: '116px' } },
  verify: {
    flexShrink: 0,
    boxSizing: 'border-box',
    width: '124px',
    paddingTop: tokens.spacingVerticalM,
    paddingRight: tokens.spacingHorizontalM,
    [BESIDE_EVIDENCE]: {
      position: 'absolute',
      top: '36px',
      left: tokens.spacingHorizontalL,
      width: '104px',
      padding: 0,
    },
    [NARROW_LIST]: {
      position: 'absolute',
      top: tokens.spacingVerticalS,
      right: tokens.spacingHorizontalM,
      width: 'auto',
      padding: 0,
    },
  },
  waited: belowText,
})

type FindingListProps = {
  groups: readonly FindingGroup[]
  /** What was looked at again while they are shown. */
  again: ReadonlyMap<string, Again>
  selected: string | null
  drawerId: string
  onSelect(check: string, byKeyboard: boolean): void
  /** What stands beside the heading of a group, if anything does. */
  beside?: ((group: FindingGroup) => ReactNode) | undefined
}

/**
 * Findings under their headings, as one stop for Tab with arrow keys inside. While evidence is open, the arrow keys
 * take it along. A fold is one line with a count, which unfolds.
 */
export function FindingList({ groups, again, selected, drawerId, onSelect, beside }: FindingListProps) {
  const styles = useStyles()
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const keys = groups.flatMap((group) => [
    ...group.shown.map((finding) => finding.check),
    ...group.folds.flatMap((fold) => [
      fold.id,
      ...(unfolded.has(fold.id) ? fold.findings.map((finding) => finding.check) : []),
    ]),
  ])
  const folds = new Set(groups.flatMap((group) => group.folds.map((fold) => fold.id)))
  const focus = useRovingFocus<HTMLDivElement>(keys, (key) => {
    if (selected !== null && !folds.has(key)) onSelect(key, false)
  })

  const canVerify = useCanVerify()
  // What came of looking again stays to be read where nobody can look once more.
  const hasCell = (finding: Finding) => canVerify(finding) || again.has(finding.check)
  const row = (finding: Finding) => (
    <li key={finding.check} className={mergeClasses(styles.item, finding.check === selected && styles.selected)}>
      <div className={mergeClasses(styles.line, hasCell(finding) && styles.verifiable)}>
        <FindingRow
          finding={finding}
          selected={finding.check === selected}
          controls={drawerId}
          focus={focus.item(finding.check)}
          onOpen={(byKeyboard) => onSelect(finding.check, byKeyboard)}
        />
        {hasCell(finding) && (
          <VerifyCell
            className={styles.verify}
            finding={finding}
            again={again.get(finding.check)}
            tabIndex={focus.item(finding.check).tabIndex}
          />
        )}
      </div>
      <WhatWaited
        className={styles.waited}
        check={finding.check}
        again={again.get(finding.check)}
        tabIndex={focus.item(finding.check).tabIndex}
      />
    </li>
  )

  function toggle(fold: FindingFold) {
    const next = new Set(unfolded)
    if (!next.delete(fold.id)) next.add(fold.id)
    setUnfolded(next)
  }

  return (
    <div className={styles.root} {...focus.container}>
      {groups.map((group) => (
        <section key={group.id} aria-labelledby={`group-${group.id}`}>
          <div className={styles.head}>
            <h2 id={`group-${group.id}`} className={styles.heading}>
              {group.heading} <span className={styles.count}>{group.total}</span>
            </h2>
            {beside?.(group)}
          </div>
          <ul className={styles.list}>
            {group.shown.map(row)}
            {group.folds.map((fold) => {
              const open = unfolded.has(fold.id)
              return (
                <Fragment key={fold.id}>
                  <FoldLine fold={fold} open={open} focus={focus.item(fold.id)} onToggle={() => toggle(fold)} />
                  {open && fold.findings.map(row)}
                </Fragment>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
