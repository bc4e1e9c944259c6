import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import type { KeyboardEvent, ReactNode } from 'react'
import type { RuleFinding } from '../../../shared/firewall/rule-finding.ts'
import type { FirewallRule } from '../../../shared/firewall/rule-set.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { useDraft } from './firewall-store.ts'
import { actionWords, daysWords, serviceWords, stateWords, todayOf } from './rule-words.ts'
import { SeverityMark, severities } from './severity-mark.tsx'

const COLUMNS = 10

const useStyles = makeStyles({
  row: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':has([data-roving]:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  open: { backgroundColor: tokens.colorNeutralBackground1Selected },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    paddingBlock: tokens.spacingVerticalS,
    paddingRight: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    minWidth: '56px',
    fontWeight: tokens.fontWeightRegular,
  },
  line: { display: 'block' },
  off: { color: tokens.colorNeutralForeground3 },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    ':focus-visible': { outline: 'none' },
  },
  editor: { padding: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
})

type RuleRowProps = {
  rule: FirewallRule
  /** Its place in the order. */
  place: number
  groups: ReadonlyMap<string, string>
  findings: readonly RuleFinding[]
  isOpen: boolean
  focus: { 'data-roving': string; tabIndex: 0 | -1 }
  onToggle(): void
  onMove(by: -1 | 1): void
  /** The class of columns for which only a wide window has room. */
  roomy: string
  /** Its fields, while it is open. */
  children: ReactNode
}

/** A rule as a line of the table, and its fields below it. */
export function RuleRow(props: RuleRowProps) {
  const { rule, place, groups, findings, isOpen, focus, onToggle, onMove, roomy, children } = props
  const styles = useStyles()
  const { hosts, services } = useDraft()
  const host = hosts.find(({ id }) => id === rule.destination)
  const Chevron = isOpen ? ChevronDown16Regular : ChevronRight16Regular

  function press(event: KeyboardEvent): void {
    if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown'))
      return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }

  const lines = (texts: readonly string[]) => (
    <td className={styles.cell}>
      {keyed(texts).map(({ key, item }) => (
        <span key={key} className={styles.line}>
          <Breakable text={item} />
        </span>
      ))}
    </td>
  )
  return (
    <>
      <tr className={mergeClasses(styles.row, isOpen && styles.open)} onClick={onToggle}>
        <th scope="row" className={styles.cell}>
          <button
            type="button"
            {...focus}
            className={styles.button}
            aria-expanded={isOpen}
            aria-label={t`Rule ${rule.id}, ${place.toLocaleString()} in the order`}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onKeyDown={press}
          >
            <Chevron aria-hidden />
            {rule.id}
          </button>
        </th>
        {lines(rule.sources.map((id) => groups.get(id) ?? t`${id} (missing)`))}
        {lines([host?.name ?? t`${rule.destination} (missing)`])}
        {lines(rule.services.map((id) => serviceWords(id, services)))}
        {lines([actionWords(rule)])}
        <td className={mergeClasses(styles.cell, !rule.enabled && styles.off)}>{stateWords(rule, todayOf())}</td>
        <td className={styles.cell}>
          {severities.map((severity) => {
            const count = findings.filter((finding) => finding.severity === severity).length
            return (
              count > 0 && (
                <span key={severity} className={styles.line}>
                  <SeverityMark severity={severity} count={count} />
                </span>
              )
            )
          })}
        </td>
        <td className={mergeClasses(styles.cell, roomy)}>{daysWords(rule)}</td>
        <td className={mergeClasses(styles.cell, roomy)}>
          <Breakable text={rule.owner} />
        </td>
        <td className={mergeClasses(styles.cell, roomy)}>
          <Breakable text={rule.changeNumber} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={COLUMNS} className={styles.editor}>
            {children}
          </td>
        </tr>
      )}
    </>
  )
}
