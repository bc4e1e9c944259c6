import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { BugFilled } from '@fluentui/react-icons/svg/bug'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle'
import { QuestionCircleFilled } from '@fluentui/react-icons/svg/question-circle'
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'
import type { Verdict } from '../../shared/checks/finding.ts'
import { verdictWords } from '../../shared/run/words.ts'

const icons = {
  fail: DismissCircleFilled,
  bug: BugFilled,
  warn: WarningFilled,
  unknown: QuestionCircleFilled,
  skip: SubtractCircleRegular,
  pass: CheckmarkCircleFilled,
} as const

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS, whiteSpace: 'nowrap' },
  icon: { flexShrink: 0 },
  fail: { color: tokens.colorStatusDangerForeground1 },
  bug: { color: tokens.colorPaletteBerryForeground1 },
  warn: { color: tokens.colorStatusWarningForeground1 },
  unknown: { color: tokens.colorNeutralForeground2 },
  skip: { color: tokens.colorNeutralForeground3 },
  pass: { color: tokens.colorStatusSuccessForeground1 },
})

/** The icon of a verdict in its colour; always beside a word that says the same. */
export function VerdictIcon({ verdict, size = 20 }: { verdict: Verdict; size?: number }) {
  const styles = useStyles()
  const Icon = icons[verdict]
  return <Icon aria-hidden className={mergeClasses(styles.icon, styles[verdict])} fontSize={size} />
}

/** Icon and word of a verdict. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const styles = useStyles()
  return (
    <span className={styles.root}>
      <VerdictIcon verdict={verdict} />
      <span>{verdictWords[verdict]}</span>
    </span>
  )
}
