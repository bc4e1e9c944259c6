import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { TraceText } from './trace-text.tsx'

const useStyles = makeStyles({
  root: { maxWidth: '68ch' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  subtitle: {
    margin: `${tokens.spacingVerticalXXL} 0 0`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
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
export function NoRunYet({ level }: { level: 1 | 2 }) {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const traces = useSession((state) => state.traces)
  const active = useSession((state) => state.active)
  const Heading = level === 1 ? 'h1' : 'h2'
  const title = level === 1 ? styles.title : styles.subtitle
  if (!organisation) return <NoOrganisation level={level} />
  if (active) return <Heading className={title}>{t`Looking`}</Heading>
  return (
    <section className={styles.root}>
      <Heading className={title}>{t`Nothing has been looked at yet`}</Heading>
      <p
        className={styles.prose}
      >{t`Start looks at ${organisation.name} from this machine, the way a cloud service would. It takes some seconds.`}</p>
      <ul className={styles.list}>
        <li>{t`No setting of a server is changed, and no message is sent; of the inbox, only how many messages there are is kept.`}</li>
        <li>{t`A password that is rejected is not sent again, so that no account is locked.`}</li>
        <li>{t`Every finding shows what was sent and what came back.`}</li>
      </ul>
      {traces.map((trace) => (
        <section key={trace.undo} className={styles.prose} aria-label={t`What a run leaves on a server`}>
          <TraceText
            lead={t`A mobile device is signed in to ActiveSync as well, and the run may leave behind`}
            trace={trace}
          />
          <p>{t`To leave that out, switch on “Leave no trace” beside Start.`}</p>
        </section>
      ))}
    </section>
  )
}

function NoOrganisation({ level }: { level: 1 | 2 }) {
  const styles = useStyles()
  const Heading = level === 1 ? 'h1' : 'h2'
  const show = useSession((state) => state.show)
  return (
    <section className={styles.root}>
      <Heading className={level === 1 ? styles.title : styles.subtitle}>{t`No organisation is named yet`}</Heading>
      <p
        className={styles.prose}
      >{t`What is looked at here belongs to an organisation: its domain and a test mailbox.`}</p>
      <Button
        appearance="primary"
        onClick={() => show({ kind: 'step', step: 'organisation' })}
      >{t`Name the organisation`}</Button>
    </section>
  )
}
