import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { conversationsOf } from '../../store/conversations.ts'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { useSession } from '../../store/session-context.tsx'
import { useEvidenceSoFar } from '../../store/use-evidence-so-far.ts'
import { PictureTabs } from '../../ui/picture-tabs.tsx'
import { StepFrame } from '../../ui/step-frame.tsx'
import { type CertificateRow, certificateRows } from './certificate-rows.ts'
import { CertificateTable } from './certificate-table.tsx'
import { ConversationPicture } from './conversation-picture.tsx'
import { serverMap } from './server-map.ts'
import { ServerMapPicture } from './server-map-picture.tsx'

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
})

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
  const { artifacts } = run
  const map = useMemo(() => serverMap(artifacts), [artifacts])
  const rows = useMemo(() => certificateRows(artifacts), [artifacts])
  const conversations = useMemo(() => conversationsOf(artifacts), [artifacts])
  if (map.boxes.length === 0 && conversations.length === 0) {
    return <p className={styles.note}>{isUnderWay(run) ? SOON : NONE}</p>
  }
  return (
    <PictureTabs
      label={t`Pictures of the servers`}
      pictures={[
        { id: 'map', name: t`Names and servers`, draw: () => <ServerMapPicture map={map} /> },
        { id: 'certificates', name: certificatesTab(rows), draw: () => <CertificateTable rows={rows} /> },
        {
          id: 'conversations',
          name: t`Where the time goes`,
          draw: () => <ConversationPicture conversations={conversations} />,
        },
      ]}
    />
  )
}

const SOON = t`The map of names and servers is drawn as soon as DNS has answered.`
const NONE = t`This run has looked at no name and no server, so there is no map of them.`

/** What is seen of them at a glance, before they are opened. */
function certificatesTab(rows: readonly CertificateRow[]): string {
  const amiss = rows.filter(
    ({ compared, life, missing }) => compared === 'differs' || missing.length > 0 || (life && life.state !== 'valid'),
  ).length
  return amiss > 0 ? t`Certificates (${amiss} to look at)` : t`Certificates`
}
