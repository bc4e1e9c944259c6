import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { RuleFinding } from '../../../shared/firewall/rule-finding.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { useRovingFocus } from '../../ui/roving-focus.ts'
import { movedRule } from './draft-edits.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { RuleEditor } from './rule-editor.tsx'
import { RuleRow } from './rule-row.tsx'

/** So many rules are drawn at a time. */
const PAGE_RULES = 100

const useStyles = makeStyles({
  box: { overflowX: 'auto', marginTop: tokens.spacingVerticalM, containerType: 'inline-size' },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontVariantNumeric: 'tabular-nums',
  },
  head: {
    textAlign: 'start',
    paddingBlock: tokens.spacingVerticalXS,
    paddingRight: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  roomy: { '@container (max-width: 1300px)': { display: 'none' } },
  editor: { padding: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  pages: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
})

type RuleTableProps = {
  findings: readonly RuleFinding[]
  groups: ReadonlyMap<string, string>
  open: string | null
  onOpen(rule: string | null): void
}

/**
 * Every rule as a line, in the order in which a firewall reads them; one that is opened has its fields below it. Up and down go
 * from line to line, and with Alt take the rule along.
 */
export function RuleTable({ findings, groups, open, onOpen }: RuleTableProps) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const { rules } = useDraft()
  const edit = useFirewall((state) => state.edit)
  const box = useRef<HTMLTableSectionElement>(null)
  const at = rules.findIndex(({ id }) => id === open)
  const [page, setPage] = useState(0)
  const last = Math.max(0, Math.ceil(rules.length / PAGE_RULES) - 1)
  const shownPage = Math.min(page, last)
  // What is opened from elsewhere is on a page of its own, perhaps.
  const [seen, setSeen] = useState(open)
  if (seen !== open) {
    setSeen(open)
    if (at >= 0) setPage(Math.floor(at / PAGE_RULES))
  }
  const shown = rules.slice(shownPage * PAGE_RULES, (shownPage + 1) * PAGE_RULES)
  const focus = useRovingFocus<HTMLTableSectionElement>(shown.map(({ id }) => id))
  const [goesTo, setGoesTo] = useState<string | null>(null)
  useEffect(() => {
    if (goesTo === null) return
    box.current?.querySelector<HTMLElement>(`[data-roving="${goesTo}"]`)?.focus()
    setGoesTo(null)
  }, [goesTo])

  function move(id: string, by: -1 | 1): void {
    edit((draft) => movedRule(draft, id, by))
    setGoesTo(id)
  }

  function close(id: string): void {
    onOpen(null)
    setGoesTo(id)
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.box} aria-label={t`Rules in their order`} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {[t`Rule`, t`From`, t`To`, t`Services`, t`Action`, t`State`, t`To look at`].map((name) => (
                <th key={name} scope="col" className={styles.head}>
                  {name}
                </th>
              ))}
              {[t`Days`, t`Owner`, t`Change`].map((name) => (
                <th key={name} scope="col" className={`${styles.head} ${styles.roomy}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody
            {...focus.container}
            ref={(element) => {
              box.current = element
              focus.container.ref.current = element
            }}
          >
            {shown.map((rule, index) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                place={shownPage * PAGE_RULES + index + 1}
                groups={groups}
                findings={findings.filter((finding) => finding.rule === rule.id)}
                isOpen={rule.id === open}
                focus={focus.item(rule.id)}
                onToggle={() => onOpen(rule.id === open ? null : rule.id)}
                onMove={(by) => move(rule.id, by)}
                roomy={styles.roomy}
              >
                <RuleEditor
                  rule={rule}
                  groups={groups}
                  findings={findings.filter((finding) => finding.rule === rule.id)}
                  onOpen={onOpen}
                  onClose={() => close(rule.id)}
                />
              </RuleRow>
            ))}
          </tbody>
        </table>
      </section>
      {last > 0 && (
        <div className={styles.pages}>
          <Button
            size="small"
            disabledFocusable={shownPage === 0}
            onClick={() => setPage(shownPage - 1)}
          >{t`Before`}</Button>
          <Button
            size="small"
            disabledFocusable={shownPage === last}
            onClick={() => setPage(shownPage + 1)}
          >{t`Next`}</Button>
          <span className={firewall.quiet} role="status">
            {t`${(shownPage * PAGE_RULES + 1).toLocaleString()} to ${(shownPage * PAGE_RULES + shown.length).toLocaleString()} of ${counted(rules.length, 'rule')}`}
          </span>
        </div>
      )}
    </>
  )
}
