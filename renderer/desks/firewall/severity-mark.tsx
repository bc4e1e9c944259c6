import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle'
import { InfoRegular } from '@fluentui/react-icons/svg/info'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'
import type { RuleFinding } from '../../../shared/firewall/rule-finding.ts'
import { counted, t } from '../../../shared/language/translate.ts'

type Severity = RuleFinding['severity']

const icons = { error: DismissCircleFilled, warning: WarningFilled, note: InfoRegular } as const
const words: Readonly<Record<Severity, string>> = { error: t`Error`, warning: t`Warning`, note: t`Note` }
/** In the order in which they are told. */
export const severities: readonly Severity[] = ['error', 'warning', 'note']

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap' },
  icon: { flexShrink: 0, fontSize: '16px' },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  note: { color: tokens.colorNeutralForeground2 },
})

/** Icon and word of how much a finding matters. `count`: of several that are alike. */
export function SeverityMark({ severity, count }: { severity: Severity; count?: number }) {
  const styles = useStyles()
  const Icon = icons[severity]
  return (
    <span className={styles.root}>
      <Icon aria-hidden className={mergeClasses(styles.icon, styles[severity])} />
      {count === undefined ? words[severity] : severityCount(severity, count)}
    </span>
  )
}

/** So many of a kind: “2 errors”. */
export function severityCount(severity: Severity, count: number): string {
  switch (severity) {
    case 'error':
      return counted(count, 'error')
    case 'warning':
      return counted(count, 'warning')
    case 'note':
      return counted(count, 'note')
  }
}

/** Findings with what matters most first, and otherwise in their order. */
export function inSeverity(findings: readonly RuleFinding[]): RuleFinding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
}
