import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useSession } from '../../store/session-context.tsx'

const useStyles = makeStyles({
  root: { maxWidth: '68ch' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  prose: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
  },
})

/** The desk of the watch before an organisation is named. */
export function NothingToWatch() {
  const styles = useStyles()
  const showStart = useSession((state) => state.showStart)
  return (
    <section className={styles.root}>
      <h2 className={styles.title}>There is no organisation to watch yet</h2>
      <p className={styles.prose}>
        Once one is named, its run can be repeated from here, from every five minutes to once a day. You are told when
        it is no longer ready, when it is again, and when a certificate nears its end; not of what comes and goes by
        itself.
      </p>
      <Button appearance="primary" onClick={showStart}>
        Name an organisation
      </Button>
      <p className={styles.prose}>
        No Exchange at hand? <span className={styles.code}>npm run demo</span> in Postern’s folder starts the lab, a
        simulated Exchange on this machine.
      </p>
    </section>
  )
}
