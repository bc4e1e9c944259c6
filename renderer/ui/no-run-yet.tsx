import { makeStyles, tokens } from '@fluentui/react-components'
import { useSession } from '../../store/session-context.tsx'
import { TraceText } from '../../ui/trace-text.tsx'

const useStyles = makeStyles({
  root: { maxWidth: '68ch' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  prose: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
  },
  list: {
    paddingLeft: tokens.spacingHorizontalXL,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase400,
    color: tokens.colorNeutralForeground2,
  },
})

/** An organisation is open and nothing has been looked at: what a run does, and what it does not. */
export function NoRunYet() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const traces = useSession((state) => state.traces)
  const active = useSession((state) => state.active)
  if (active) return <h1 className={styles.title}>Looking</h1>
  return (
    <section className={styles.root}>
      <h1 className={styles.title}>Nothing has been looked at yet</h1>
      <p className={styles.prose}>
        Start looks at {organisation?.name} from this machine, the way a cloud service would. It takes some seconds.
      </p>
      <ul className={styles.list}>
        <li>
          No setting of a server is changed, and no message is sent; of the inbox, only how many messages there are is
          kept.
        </li>
        <li>A password that is rejected is not sent again, so that no account is locked.</li>
        <li>Every finding shows what was sent and what came back.</li>
      </ul>
      {traces.map((trace) => (
        <section key={trace.undo} className={styles.prose} aria-label="What a run leaves on a server">
          <TraceText
            lead="A mobile device is signed in to ActiveSync as well, and the run may leave behind"
            trace={trace}
          />
          <p>To leave that out, switch on “Leave no trace” beside Start.</p>
        </section>
      ))}
    </section>
  )
}
