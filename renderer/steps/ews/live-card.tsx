import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useState } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/language/translate.ts'
import type { ConfigurationUse } from '../../../shared/management/configuration.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { LiveProgress } from './live-progress.tsx'
import { isDescribed, isWithheld, type LiveRequest, type LiveStore, liveStoreOf } from './live-store.ts'
import { LiveShown, LiveWhere, useLiveAccount, type Whose } from './live-where.tsx'

const useStyles = makeStyles({
  again: { marginTop: tokens.spacingVerticalM },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalM, marginTop: tokens.spacingVerticalM },
})

/** Asks Exchange itself, where this machine can: of which server, as whom, and the exact command before it runs. */
export function LiveCard({ use = 'ews' }: { use?: ConfigurationUse }) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const client = useClient()
  const organisationId = useSession((state) => state.organisationId)
  const store = liveStoreOf(client, organisationId, use)
  const organisation = useSession((state) => state.organisation)
  const connected = useSession((state) => state.connected)
  const [whose, setWhose] = useState<Whose>('windows')
  const withheld = useStore(store, isWithheld)
  const { server, description, progress, name, ask, stop } = useStore(store)
  const account = useLiveAccount(whose)
  const described = useStore(store, (state) => isDescribed(state, account))
  useSuggestedServer(store, organisation?.servers?.[0])
  useDescription(store, server, account)
  if (!description) return <LiveProgress store={store} />
  if (!description.offered) return <p className={ews.prose}>{description.sentence}</p>
  const { command, script } = description
  return (
    <>
      <p
        className={ews.prose}
      >{t`Postern starts Windows PowerShell on this machine, which opens a session at the server and runs the same read-only cmdlets there. Nothing is changed.`}</p>
      <LiveWhere server={server} whose={whose} disabled={progress !== null} onServer={name} onWhose={setWhose} />
      {described && <LiveShown command={command} script={script} named={['live', ...(use === 'ews' ? [] : [use])]} />}
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
  useEffect(() => {
    const { server, name } = store.getState()
    if (server === '' && suggested) name(suggested)
  }, [store, suggested])
}

/** What would be done is asked anew with whatever it depends on. */
function useDescription(store: LiveStore, server: string, account: LiveRequest['account']): void {
  const describe = useEffectEvent(() => void store.getState().describe(account))
  const asked = `${server} ${account?.secret}`
  useEffect(() => {
    if (store && asked) describe()
  }, [store, asked])
}
