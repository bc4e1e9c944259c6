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

/** The desk of runs before the first run. */
export function NoRunsKept() {
  const styles = useStyles()
  const showStart = useSession((state) => state.showStart)
  return (
    <section className={styles.root}>
      <h2 className={styles.title}>No run is kept yet</h2>
      <p className={styles.prose}>
        Each run is kept here with everything it gathered, so that you can come back to it, see what changed since, and
        judge it by newer checks. A run of another machine can be brought in as a file.
      </p>
      <Button appearance="primary" onClick={showStart}>
        Look at an organisation
      </Button>
      <p className={styles.prose}>
        No Exchange at hand? <span className={styles.code}>npm run demo</span> in Postern’s folder starts the lab, a
        simulated Exchange on this machine.
      </p>
    </section>
  )
}
