import { makeStyles, tokens } from '@fluentui/react-components'
import type { Step } from '../../../shared/checks/check.ts'
import { counted } from '../../../shared/run/words.ts'
import { isUnderWay, type RunView } from '../../store/run-view.ts'

const useStyles = makeStyles({
  root: { margin: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalL}`, color: tokens.colorNeutralForeground3 },
})

/** At the foot of a run that is under way: how many checks have not answered yet. */
export function StillToCome({ run, step }: { run: RunView; step: Step | null }) {
  const styles = useStyles()
  if (!isUnderWay(run)) return null
  const answered = new Set(run.findings.map((finding) => finding.check))
  const waiting = run.checks.filter((check) => !answered.has(check) && (!step || check.startsWith(`${step}/`)))
  if (waiting.length === 0) return null
  return <p className={styles.root}>{counted(waiting.length, 'check has', 'checks have')} not answered yet.</p>
}
