import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import { t } from '../../../shared/language/translate.ts'
import { conversationsOf } from '../../store/conversations.ts'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { useSession } from '../../store/session-context.tsx'
import { useShownRun } from '../../store/shown-run.ts'
import { useEvidenceSoFar } from '../../store/use-evidence-so-far.ts'
import { seenBefore } from '../../store/verified.ts'
import { Moment } from '../../ui/moment.tsx'
import { PictureTabs } from '../../ui/picture-tabs.tsx'
import { StepFrame } from '../../ui/step-frame.tsx'
import { type CertificateRow, certificateRows } from './certificate-rows.ts'
import { CertificateTable } from './certificate-table.tsx'
import { ConversationPicture } from './conversation-picture.tsx'
import { serverMap } from './server-map.ts'
import { ServerMapPicture } from './server-map-picture.tsx'

const useStyles = makeStyles({
  note: { margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
})

/** Names, addresses and servers: how they lead to each other, what each shows, and where the time goes. */
export default function ServersStep() {
  const run = useShownRun()
  useEvidenceSoFar(READ)
  return <StepFrame step="servers">{run && <Pictures run={run} />}</StepFrame>
}

/** What the pictures are drawn from, read again as soon as one of them is there. */
const READ = ['dnsAnswers', 'dnsComparison', 'certificatePaths', 'nodes', 'serverCertificates', 'tlsHandshake'] as const
const OF_MAP = ['dnsAnswers', 'dnsComparison', 'nodes'] as const
const OF_CERTIFICATES = ['certificatePaths', 'nodes'] as const

function Pictures({ run }: { run: RunView }) {
  const styles = useStyles()
  const { artifacts } = run
  const map = useMemo(() => serverMap(artifacts), [artifacts])
  const rows = useMemo(() => certificateRows(artifacts), [artifacts])
  const conversations = useMemo(() => conversationsOf(artifacts), [artifacts])
  const mapBefore = useSeenBefore(OF_MAP)
  const certificatesBefore = useSeenBefore(OF_CERTIFICATES)
  if (map.boxes.length === 0 && conversations.length === 0) {
    return <p className={styles.note}>{isUnderWay(run) ? SOON : NONE}</p>
  }
  return (
    <PictureTabs
      label={t`Pictures of the servers`}
      pictures={[
        {
          id: 'map',
          name: t`Names and servers`,
          draw: () => (
            <>
              <SeenBefore at={mapBefore} />
              <ServerMapPicture map={map} />
            </>
          ),
        },
        {
          id: 'certificates',
          // What is to look at is counted of what is seen now alone.
          name: certificatesBefore === undefined ? certificatesTab(rows) : t`Certificates`,
          draw: () => (
            <>
              <SeenBefore at={certificatesBefore} />
              <CertificateTable rows={rows} />
            </>
          ),
        },
        {
          id: 'conversations',
          name: t`Where the time goes`,
          draw: () => <ConversationPicture conversations={conversations} />,
        },
      ]}
    />
  )
}

/** When what a picture is drawn from was seen, where that was before something of it was verified. */
function useSeenBefore(names: readonly ArtifactName[]): string | undefined {
  const run = useSession((state) => state.run)
  const verifications = useSession((state) => state.verifications)
  return useMemo(() => run && seenBefore(run, verifications, names), [run, verifications, names])
}

function SeenBefore({ at }: { at: string | undefined }) {
  const styles = useStyles()
  if (at === undefined) return null
  return (
    <p className={styles.note}>
      {t`Some of this is as seen at `}
      <Moment iso={at} />
      {t`, before it was verified. A new run draws it anew.`}
    </p>
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
