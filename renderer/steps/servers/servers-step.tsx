import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useId, useMemo, useState } from 'react'
import { conversationsOf } from '../../store/conversations.ts'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { useSession } from '../../store/session-context.tsx'
import { useEvidenceSoFar } from '../../store/use-evidence-so-far.ts'
import { StepFrame } from '../../ui/step-frame.tsx'
import { type CertificateRow, certificateRows } from './certificate-rows.ts'
import { CertificateTable } from './certificate-table.tsx'
import { ConversationPicture } from './conversation-picture.tsx'
import { serverMap } from './server-map.ts'
import { ServerMapPicture } from './server-map-picture.tsx'

const useStyles = makeStyles({
  tabs: { marginLeft: '-10px' },
  panel: { marginTop: tokens.spacingVerticalM },
  note: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
})

type Picture = 'map' | 'certificates' | 'conversations'

/** Names, addresses and servers: how they lead to each other, what each shows, and where the time goes. */
export default function ServersStep() {
  const run = useSession((state) => state.run)
  useEvidenceSoFar(READ)
  return <StepFrame step="servers">{run && <Pictures run={run} />}</StepFrame>
}

/** What the pictures are drawn from, read again as soon as one of them is there. */
const READ = ['dnsAnswers', 'dnsComparison', 'certificatePaths', 'nodes', 'serverCertificates', 'tlsHandshake'] as const

function Pictures({ run }: { run: RunView }) {
  const styles = useStyles()
  const panelId = useId()
  const [shown, setShown] = useState<Picture>('map')
  const { artifacts } = run
  const map = useMemo(() => serverMap(artifacts), [artifacts])
  const rows = useMemo(() => certificateRows(artifacts), [artifacts])
  const conversations = useMemo(() => conversationsOf(artifacts), [artifacts])
  if (map.boxes.length === 0 && conversations.length === 0) {
    return <p className={styles.note}>{isUnderWay(run) ? SOON : NONE}</p>
  }
  const tab = (value: Picture, text: string) => (
    <Tab value={value} id={`${panelId}-${value}`} aria-controls={panelId}>
      {text}
    </Tab>
  )
  return (
    <>
      <TabList
        className={styles.tabs}
        selectedValue={shown}
        onTabSelect={(_, { value }) => setShown(value as Picture)}
        aria-label="Pictures of the servers"
      >
        {tab('map', 'Names and servers')}
        {tab('certificates', certificatesTab(rows))}
        {tab('conversations', 'Where the time goes')}
      </TabList>
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${shown}`} className={styles.panel}>
        {shown === 'map' && <ServerMapPicture map={map} />}
        {shown === 'certificates' && <CertificateTable rows={rows} />}
        {shown === 'conversations' && <ConversationPicture conversations={conversations} />}
      </div>
    </>
  )
}

const SOON = 'The map of names and servers is drawn as soon as DNS has answered.'
const NONE = 'This run has looked at no name and no server, so there is no map of them.'

/** What is seen of them at a glance, before they are opened. */
function certificatesTab(rows: readonly CertificateRow[]): string {
  const amiss = rows.filter(
    ({ compared, life, missing }) => compared === 'differs' || missing.length > 0 || (life && life.state !== 'valid'),
  ).length
  return amiss > 0 ? `Certificates (${amiss} to look at)` : 'Certificates'
}
