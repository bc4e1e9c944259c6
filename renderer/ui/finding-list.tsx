import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import { Fragment, type ReactNode, useState } from 'react'
import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import type { FindingFold, FindingGroup } from '../../shared/run/finding-groups.ts'
import type { Again } from '../store/verified.ts'
import { Breakable } from './breakable.tsx'
import { FindingRow } from './finding-row.tsx'
import { FoldAction } from './fold-action.tsx'
import { listLine, NARROW_LIST } from './list-line.ts'
import { useRovingFocus } from './roving-focus.ts'
import { VerdictMark } from './verdict-mark.tsx'
import { useCanVerify, VerifyCell } from './verify-cell.tsx'
import { WhatWaited } from './what-waited.tsx'

/** A list that stands beside open evidence: its lines are tall, and their verdicts have room below. */
const BESIDE_EVIDENCE = t`@container (min-width: 440.1px) and (max-width: 799.9px)`

/** A list that has the page to itself: what is done about a line stands at its end. */
const BESIDE_NOTHING = '@container (min-width: 800px)'

/** Below its line, where the text begins. */
const belowText = {
  margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM} 136px`,
  [NARROW_LIST]: { marginLeft: tokens.spacingHorizontalL },
} as const

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
  folded: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  action: {
    ...belowText,
    whiteSpace: 'nowrap',
    [BESIDE_NOTHING]: { margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  },
  fold: {
    ...listLine,
    borderBottomStyle: 'none',
    flexBasis: '560px',
    flexGrow: 1,
    width: 'auto',
    gridTemplateAreas: '"mark sentence chevron"',
    [NARROW_LIST]: {
      gridTemplateColumns: 'minmax(0, 1fr) 20px',
      gridTemplateAreas: '"mark mark" "sentence chevron"',
    },
  },
  // As tall as a line of text and no taller.
  mark: { gridArea: 'mark', display: 'flex' },
  sentence: { gridArea: 'sentence', maxWidth: '72ch', overflowWrap: 'anywhere' },
  chevron: { gridArea: 'chevron', color: tokens.colorNeutralForeground3 },
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
              const Chevron = open ? ChevronDown20Regular : ChevronRight20Regular
              return (
                <Fragment key={fold.id}>
                  <li className={styles.folded}>
                    <button
                      type="button"
                      {...focus.item(fold.id)}
                      className={styles.fold}
                      aria-expanded={open}
                      onClick={() => toggle(fold)}
                    >
                      <span className={styles.mark}>
                        <VerdictMark verdict={fold.verdict} />
                      </span>{' '}
                      <span className={styles.sentence}>
                        <Breakable text={fold.sentence} />
                      </span>
                      <Chevron className={styles.chevron} aria-hidden />
                    </button>
                    <FoldAction className={styles.action} fold={fold} tabIndex={focus.item(fold.id).tabIndex} />
                  </li>
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
