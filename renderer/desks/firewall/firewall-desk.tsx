import { Button } from '@fluentui/react-components'
import { type ReactNode, useEffect } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { DeskFrame, DeskSentence } from '../../ui/desk-frame.tsx'
import { DropArea } from '../../ui/drop-area.tsx'
import { ToldBar } from '../../ui/told-bar.tsx'
import { Working } from '../../ui/working.tsx'
import { FirewallParts } from './firewall-parts.tsx'
import { FirewallContext, firewallStoreOf, useFirewall } from './firewall-store.ts'
import { KeepingLine } from './keeping-line.tsx'
import { useTakeFile } from './use-take-file.ts'

/** Rules for the firewall: whose servers are let in to which hosts, and the sheet for whoever runs the firewall. */
export default function FirewallDesk() {
  const client = useClient()
  const store = firewallStoreOf(client)
  const organisationId = useSession((state) => state.organisationId)
  const connected = useSession((state) => state.connected)
  useEffect(() => {
    void store.getState().opened(organisationId)
  }, [store, organisationId])
  useEffect(() => {
    if (!connected) return
    const gone = new AbortController()
    void store.getState().follow(gone.signal)
    return () => gone.abort()
  }, [store, connected])
  useEffect(() => {
    const flush = () => void store.getState().flush()
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      // What was edited last is kept, wherever somebody goes.
      flush()
    }
  }, [store])
  return (
    <FirewallContext value={store}>
      <Dropped>
        <Desk />
      </Dropped>
    </FirewallContext>
  )
}

/** A file that is dropped is read as the list that is unfolded, or becomes a new one. */
function Dropped({ children }: { children: ReactNode }) {
  const sources = useFirewall((state) => state.overview?.sources)
  const chosen = useFirewall((state) => state.chosen)
  const add = useFirewall((state) => state.add)
  const turn = useSession((state) => state.turn)
  const takeFile = useTakeFile()
  return (
    <DropArea
      what={t`a list of senders`}
      onFiles={([file]) => {
        if (!file || !sources) return
        // What becomes of it is told there.
        turn({ kind: 'desk', desk: 'firewall' })
        const source = sources.find((told) => told.source.id === chosen)?.source
        if (source) void takeFile(source, file)
        else add({ road: 'file', file })
      }}
    >
      {children}
    </DropArea>
  )
}

function Desk() {
  const phase = useFirewall((state) => state.phase)
  const overview = useFirewall((state) => state.overview)
  const hasDraft = useFirewall((state) => state.draft !== null)
  const read = useFirewall((state) => state.read)
  const flush = useFirewall((state) => state.flush)
  const isThere = phase === 'loaded' && overview !== null && hasDraft
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that a field was left, so that it is kept at once
    <div style={{ display: 'contents' }} onBlur={() => void flush()}>
      <DeskFrame
        title={t`Firewall rules`}
        sentence={t`Whose servers are let in to which hosts, and the sheet for your firewall.`}
        actions={isThere && <KeepingLine />}
      >
        <Told />
        {phase === 'loading' && <Working size="medium" pixels={32} />}
        {phase === 'failed' && (
          <div>
            <DeskSentence>{t`The lists and rules could not be read.`}</DeskSentence>
            <Button onClick={() => void read()}>{t`Read them again`}</Button>
          </div>
        )}
        {phase === 'loaded' && !overview && <NoOrganisation />}
        {isThere && <FirewallParts overview={overview} />}
      </DeskFrame>
    </div>
  )
}

function NoOrganisation() {
  const showStart = useSession((state) => state.showStart)
  return (
    <div>
      <DeskSentence>{t`Lists and rules are kept with the organisation whose hosts they lead to, and none is open.`}</DeskSentence>
      <Button appearance="primary" onClick={showStart}>{t`Name an organisation`}</Button>
    </div>
  )
}

/** What was just done, what went wrong, and the way back where there is one. */
function Told() {
  const told = useFirewall((state) => state.told)
  const dismiss = useFirewall((state) => state.dismiss)
  const undo = told?.undo ?? null
  return (
    <ToldBar
      sentence={told?.sentence ?? null}
      isProblem={told?.isProblem ?? false}
      undo={
        undo &&
        (() => {
          undo()
          dismiss()
        })
      }
      dismiss={dismiss}
    />
  )
}
