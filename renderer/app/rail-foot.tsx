import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Keyboard20Regular } from '@fluentui/react-icons/svg/keyboard'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'

const useStyles = makeStyles({
  root: { marginTop: 'auto', paddingTop: tokens.spacingVerticalM },
  line: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: tokens.spacingVerticalS },
  button: { width: '100%', justifyContent: 'flex-start', fontWeight: tokens.fontWeightRegular },
  about: {
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** Last in the rail: the keys, and which Postern this is. */
export function RailFoot() {
  const styles = useStyles()
  const about = useSession((state) => state.about)
  const showKeyboard = useSession((state) => state.showKeyboard)
  return (
    <footer className={styles.root}>
      <div className={styles.line}>
        <Button
          appearance="subtle"
          className={styles.button}
          icon={<Keyboard20Regular />}
          onClick={() => showKeyboard(true)}
        >{t`Keyboard`}</Button>
        {about && (
          <p className={styles.about}>
            {t`Postern ${about.version}, ${about.host === 'electron' ? t`in its own window` : t`in the browser`}`}
          </p>
        )}
      </div>
    </footer>
  )
}
