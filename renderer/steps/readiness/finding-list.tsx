import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import { useState } from 'react'
import type { Finding } from '../../../shared/checks/finding.ts'
import type { FindingGroup } from '../../store/findings.ts'
import { counted } from '../../store/words.ts'
import { FindingRow } from '../../ui/finding-row.tsx'
import { useRovingFocus } from '../../ui/roving-focus.ts'
import { VerdictMark } from '../../ui/verdict-mark.tsx'

const useStyles = makeStyles({
  root: { containerType: 'inline-size' },
  heading: {
    display: 'flex',
    alignItems: 'baseline',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalXS}`,
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
  fold: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr) 20px',
    columnGap: tokens.spacingHorizontalM,
    width: '100%',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderLeft: '4px solid transparent',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chevron: { color: tokens.colorNeutralForeground3 },
})

type FindingListProps = {
  groups: readonly FindingGroup[]
  selected: string | null
  drawerId: string
  onSelect(check: string, byKeyboard: boolean): void
}

/**
 * Findings under their headings, as one stop for Tab with arrow keys inside. While evidence is open, the arrow keys
 * take it along. A group's passes are one line with their count, which unfolds.
 */
export function FindingList({ groups, selected, drawerId, onSelect }: FindingListProps) {
  const styles = useStyles()
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const keys = groups.flatMap((group) => [
    ...group.shown.map((finding) => finding.check),
    ...(group.folded.length > 0 ? [foldKey(group)] : []),
    ...(unfolded.has(group.id) ? group.folded.map((finding) => finding.check) : []),
  ])
  const focus = useRovingFocus<HTMLDivElement>(keys, (key) => {
    if (selected !== null && !key.startsWith('fold ')) onSelect(key, false)
  })

  const row = (finding: Finding) => (
    <li key={finding.check}>
      <FindingRow
        finding={finding}
        selected={finding.check === selected}
        controls={drawerId}
        focus={focus.item(finding.check)}
        onOpen={(byKeyboard) => onSelect(finding.check, byKeyboard)}
      />
    </li>
  )

  function toggle(group: FindingGroup) {
    const next = new Set(unfolded)
    if (!next.delete(group.id)) next.add(group.id)
    setUnfolded(next)
  }

  return (
    <div className={styles.root} {...focus.container}>
      {groups.map((group) => {
        const open = unfolded.has(group.id)
        return (
          <section key={group.id} aria-labelledby={`group-${group.id}`}>
            <h2 id={`group-${group.id}`} className={styles.heading}>
              {group.heading}
              <span className={styles.count}>{group.shown.length + group.folded.length}</span>
            </h2>
            <ul className={styles.list}>
              {group.shown.map(row)}
              {group.folded.length > 0 && (
                <li key={foldKey(group)}>
                  <button
                    type="button"
                    {...focus.item(foldKey(group))}
                    className={mergeClasses(styles.fold)}
                    aria-expanded={open}
                    onClick={() => toggle(group)}
                  >
                    <VerdictMark verdict="pass" />
                    <span>{counted(group.folded.length, 'check passes', 'checks pass')}</span>
                    {open ? (
                      <ChevronDown20Regular className={styles.chevron} aria-hidden />
                    ) : (
                      <ChevronRight20Regular className={styles.chevron} aria-hidden />
                    )}
                  </button>
                </li>
              )}
              {open && group.folded.map(row)}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function foldKey(group: FindingGroup): string {
  return `fold ${group.id}`
}
