import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { RuleFinding } from '../../../shared/firewall/rule-finding.ts'
import type { ToldFormat } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { inSeverity, SeverityMark, severities, severityCount } from './severity-mark.tsx'

/** So many are listed until somebody asks for all. */
const SHOWN = 20

const useStyles = makeStyles({
  item: {
    display: 'grid',
    gridTemplateColumns: '92px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  advice: { margin: 0, maxWidth: '80ch', color: tokens.colorNeutralForeground2 },
  more: { marginTop: tokens.spacingVerticalS },
})

type RuleFindingsProps = {
  findings: readonly RuleFinding[]
  formats: readonly ToldFormat[]
  onOpen(rule: string): void
}

/** All that is to be said of the rules, what matters most first. */
export function RuleFindings({ findings, formats, onOpen }: RuleFindingsProps) {
  const firewall = useFirewallStyles()
  const waits = useFirewall((state) => state.keeping.state !== 'kept')
  const general = findings.filter(({ platform }) => platform === null)
  const byFormat = formats
    .map((format) => ({ format, own: findings.filter(({ platform }) => platform === format.id) }))
    .filter(({ own }) => own.length > 0)
  return (
    <section className={firewall.section} aria-labelledby="firewall-findings">
      <h2 id="firewall-findings" className={firewall.heading}>{t`What to look at in the rules`}</h2>
      <p className={firewall.prose}>
        {general.length === 0 ? t`Nothing.` : t`${countsOf(general)}.`}
        {waits && t` As of what was kept last.`}
      </p>
      <FindingItems findings={general} onOpen={onOpen} />
      {byFormat.length > 0 && (
        <h3 className={firewall.subheading}>{t`About single firewalls: it matters for yours alone`}</h3>
      )}
      {byFormat.map(({ format, own }) => (
        <Disclosure key={format.id} text={t`${format.name}: ${countsOf(own)}`}>
          <FindingItems findings={own} onOpen={onOpen} />
        </Disclosure>
      ))}
    </section>
  )
}

function FindingItems({ findings, onOpen }: Pick<RuleFindingsProps, 'findings' | 'onOpen'>) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const [all, setAll] = useState(false)
  const sorted = inSeverity(findings)
  const shown = all ? sorted : sorted.slice(0, SHOWN)
  return (
    <>
      <ul className={firewall.list}>
        {keyed(shown).map(({ key, item }) => (
          <FindingItem key={key} finding={item} onOpen={onOpen} />
        ))}
      </ul>
      {sorted.length > shown.length && (
        <Button size="small" className={styles.more} onClick={() => setAll(true)}>
          {t`Show all ${sorted.length.toLocaleString()}`}
        </Button>
      )}
    </>
  )
}

/** How many there are of each kind: “2 errors, 1 warning”. */
function countsOf(findings: readonly RuleFinding[]): string {
  return severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => severityCount(severity, count))
    .join(', ')
}

/** One finding: what it is, which rule it is of, and what to do. */
export function FindingItem({ finding, onOpen }: { finding: RuleFinding; onOpen?(rule: string): void }) {
  const styles = useStyles()
  const { severity, rule, title, advice } = finding
  return (
    <li className={styles.item}>
      <SeverityMark severity={severity} />
      <div>
        <span className={styles.title}>
          <Breakable text={title} />
        </span>{' '}
        {onOpen && rule !== null && <Link as="button" onClick={() => onOpen(rule)}>{t`Go to rule ${rule}`}</Link>}
        <p className={styles.advice}>
          <Breakable text={advice} />
        </p>
      </div>
    </li>
  )
}
