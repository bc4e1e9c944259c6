import { Field, Input, makeStyles, mergeClasses, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { scriptFileName } from '../../../shared/management/script-file.ts'
import { useSession } from '../../store/session-context.tsx'
import { ScriptText } from '../../ui/script-text.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { isServer, type LiveRequest } from './live-store.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, maxWidth: '480px', margin: `${tokens.spacingVerticalM} 0` },
  command: {
    display: 'block',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  says: { marginBlock: `${tokens.spacingVerticalM} ${tokens.spacingVerticalXS}` },
  script: { marginTop: tokens.spacingVerticalS },
})

/** As whom a session is opened: the Windows user, or the organisation’s account by the password that is held. */
export type Whose = 'windows' | 'held'

/** The account of that choice; undefined for whoever is signed in to Windows. */
export function useLiveAccount(whose: Whose): LiveRequest['account'] {
  const secret = useSession((state) => state.secret)
  return whose === 'held' && secret ? { username: secret.username, secret: secret.reference } : undefined
}

type LiveWhereProps = {
  server: string
  whose: Whose
  disabled: boolean
  onServer(server: string): void
  onWhose(whose: Whose): void
}

/** At which server a session is opened, and as whom. */
export function LiveWhere({ server, whose, disabled, onServer, onWhose }: LiveWhereProps) {
  const styles = useStyles()
  const secret = useSession((state) => state.secret)
  return (
    <div className={styles.form}>
      <Field
        label={t`Exchange server`}
        hint={t`Its own name, such as exch01.contoso.local`}
        validationMessage={server === '' || isServer(server) ? undefined : t`This is no name or address of a server.`}
      >
        <Input
          value={server}
          spellCheck={false}
          autoComplete="off"
          disabled={disabled}
          onChange={(_, { value }) => onServer(value.trim())}
        />
      </Field>
      <Field label={t`Sign in as`}>
        <RadioGroup value={whose} disabled={disabled} onChange={(_, { value }) => onWhose(value as Whose)}>
          <Radio value="windows" label={t`whoever is signed in to Windows here (Kerberos)`} />
          {secret && <Radio value="held" label={t`${secret.username}, with the password that Postern holds`} />}
        </RadioGroup>
      </Field>
    </div>
  )
}

type LiveShownProps = {
  command: string
  script: string
  /** After what the script’s file is called. */
  named: readonly string[]
  /** Of what it is, where it could be of several things. */
  says?: string
}

/** The program and the script that it is given, before it is started. */
export function LiveShown({ command, script, named, says = t`What is run, exactly:` }: LiveShownProps) {
  const styles = useStyles()
  const ews = useEwsStyles()
  return (
    <>
      <p className={mergeClasses(ews.prose, styles.says)}>{says}</p>
      <code className={styles.command}>{command}</code>
      <div className={styles.script}>
        <ScriptText text={script} name={scriptFileName(...named)} what={t`the script that it is given`} folded />
      </div>
    </>
  )
}
