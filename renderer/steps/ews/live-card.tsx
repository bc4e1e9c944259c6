import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useState } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/language/translate.ts'
import { scriptFileName } from '../../../shared/management/script-file.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { ScriptText } from '../../ui/script-text.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { LiveProgress } from './live-progress.tsx'
import { isDescribed, isServer, isWithheld, type LiveRequest, type LiveStore, liveStoreOf } from './live-store.ts'

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
  again: { marginTop: tokens.spacingVerticalM },
  script: { marginTop: tokens.spacingVerticalS },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalM, marginTop: tokens.spacingVerticalM },
})

type Whose = 'windows' | 'held'

/** Asks Exchange itself, where this machine can: of which server, as whom, and the exact command before it runs. */
export function LiveCard() {
  const styles = useStyles()
  const ews = useEwsStyles()
  const client = useClient()
  const store = liveStoreOf(
    client,
    useSession((state) => state.organisationId),
  )
  const organisation = useSession((state) => state.organisation)
  const secret = useSession((state) => state.secret)
  const connected = useSession((state) => state.connected)
  const [whose, setWhose] = useState<Whose>('windows')
  const withheld = useStore(store, isWithheld)
  const { server, description, progress, name, ask, stop } = useStore(store)
  const account = whose === 'held' && secret ? { username: secret.username, secret: secret.reference } : undefined
  const described = useStore(store, (state) => isDescribed(state, account))
  useSuggestedServer(store, organisation?.servers?.[0])
  useDescription(store, server, account)
  if (!description) return <LiveProgress store={store} />
  if (!description.offered) return <p className={ews.prose}>{description.sentence}</p>
  return (
    <>
      <p
        className={ews.prose}
      >{t`Postern starts Windows PowerShell on this machine, which opens a session at the server and runs the same read-only cmdlets there. Nothing is changed.`}</p>
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
            disabled={progress !== null}
            onChange={(_, { value }) => name(value.trim())}
          />
        </Field>
        <Field label={t`Sign in as`}>
          <RadioGroup value={whose} disabled={progress !== null} onChange={(_, { value }) => setWhose(value as Whose)}>
            <Radio value="windows" label={t`whoever is signed in to Windows here (Kerberos)`} />
            {secret && <Radio value="held" label={t`${secret.username}, with the password that Postern holds`} />}
          </RadioGroup>
        </Field>
      </div>
      {described && (
        <>
          <p className={ews.prose}>{t`What is run, exactly:`}</p>
          <code className={styles.command}>{description.command}</code>
          <div className={styles.script}>
            <ScriptText
              text={description.script}
              name={scriptFileName('live')}
              what={t`the script that it is given`}
              folded
            />
          </div>
        </>
      )}
      <div className={styles.buttons}>
        {progress ? (
          <Button onClick={stop}>{t`Stop asking`}</Button>
        ) : (
          <Button
            disabledFocusable={!described || !connected}
            onClick={() => void ask(account)}
          >{t`Run it and read the answer`}</Button>
        )}
      </div>
      <LiveProgress store={store} />
      {withheld && (
        <Button
          className={styles.again}
          onClick={() => void ask(account, true)}
        >{t`Send the password once more`}</Button>
      )}
    </>
  )
}

/** The first of the organisation's servers is suggested, until another is typed. */
function useSuggestedServer(store: LiveStore, suggested: string | undefined): void {
  const suggest = useEffectEvent(() => {
    const { server, name } = store.getState()
    if (server === '' && suggested) name(suggested)
  })
  useEffect(() => {
    if (store) suggest()
  }, [store])
}

/** What would be done is asked anew with whatever it depends on. */
function useDescription(store: LiveStore, server: string, account: LiveRequest['account']): void {
  const describe = useEffectEvent(() => void store.getState().describe(account))
  const asked = `${server} ${account?.secret}`
  useEffect(() => {
    if (store && asked) describe()
  }, [store, asked])
}
