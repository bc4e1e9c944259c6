import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { TraceText } from '../../ui/trace-text.tsx'

const useStyles = makeStyles({
  root: {
    marginTop: tokens.spacingVerticalXXL,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  heading: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
})

/** At the foot of a run: what it leaves behind on a server, with the command that takes it away. */
export function LeftBehind({ run }: { run: RunView }) {
  const styles = useStyles()
  if (!run.header.traces) return null
  const lead = isUnderWay(run) ? t`The run may leave behind` : t`The run may have left behind`
  return (
    <section className={styles.root} aria-label={t`Left on the server`}>
      <h2 className={styles.heading}>{t`Left on the server`}</h2>
      {run.header.traces.map((trace) => (
        <TraceText key={trace.undo} lead={lead} trace={trace} />
      ))}
    </section>
  )
}
