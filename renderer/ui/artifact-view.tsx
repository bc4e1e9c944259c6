import { makeStyles, tokens } from '@fluentui/react-components'
import type { ArtifactName, ArtifactRecords, Artifacts } from '../../shared/artifacts/artifacts.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { nameOfScheme, namesOfSchemes, withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { artifactNames } from '../../shared/run/words.ts'
import { statusWithReason } from '../store/http-status.ts'
import { ActiveSyncSessionView } from './active-sync-session-view.tsx'
import {
  AutodiscoverJsonView,
  AutodiscoverMobileSyncView,
  AutodiscoverSoapView,
  AutodiscoverUrlsView,
} from './autodiscover-kinds-view.tsx'
import { AutodiscoverServicesView } from './autodiscover-services-view.tsx'
import { AutodiscoverView, AutodiscoverWellKnownView } from './autodiscover-view.tsx'
import { CertificatePathsTable } from './certificate-paths-table.tsx'
import { DnsComparisonTable } from './dns-comparison-table.tsx'
import { DnsRecordsTable } from './dns-records-table.tsx'
import { DnsTable } from './dns-table.tsx'
import { EwsAnswerView } from './ews-answer-view.tsx'
import { EwsOperationsView } from './ews-operations-view.tsx'
import { ExchangeList } from './exchange-list.tsx'
import { ExtendedProtectionView } from './extended-protection-view.tsx'
import { FactList } from './fact-list.tsx'
import { HandshakeView } from './handshake-view.tsx'
import { NodeSignInsView } from './node-sign-ins-view.tsx'
import { NodesTable } from './nodes-table.tsx'
import { ReachabilityView } from './reachability-view.tsx'
import { ServerCertificatesView } from './server-certificates-view.tsx'
import { ServerVersionView } from './server-version-view.tsx'
import { SignInOrderView } from './sign-in-order-view.tsx'
import { SignInView } from './sign-in-view.tsx'
import { SignInsTable } from './sign-ins-table.tsx'
import { TlsVersionsView } from './tls-versions-view.tsx'

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
})

type ArtifactViewProps = { name: ArtifactName; record: ArtifactRecords[ArtifactName]; active: boolean }

/** The raw evidence of one gatherer, or why there is none. */
export function ArtifactView({ name, record, active }: ArtifactViewProps) {
  const styles = useStyles()
  if (!record) {
    const sentence = active
      ? t`The raw evidence can be read when the run has ended.`
      : t`This run holds no raw evidence of it.`
    return <p className={styles.note}>{sentence}</p>
  }
  switch (record.state) {
    case 'blocked':
      return (
        <p className={styles.note}>
          {t`Not asked, because of what “${artifactNames[record.by]}” came to: ${record.reason}`}
        </p>
      )
    case 'broken':
      return <p className={styles.note}>{t`Postern’s own code failed here: ${record.message}`}</p>
    case 'cancelled':
      return <p className={styles.note}>{t`Not asked to the end: ${record.reason}`}</p>
    case 'gathered':
      return <Gathered name={name} value={record.value} />
  }
}

const views: { [N in ArtifactName]: (value: Artifacts[N]) => React.ReactNode } = {
  endpoints: (value) => (
    <FactList
      facts={[
        { label: 'EWS', value: value.ews.url },
        { label: t`Named by`, value: sourceWords[value.ews.source] },
        { label: 'ActiveSync', value: value.activeSync.url },
        { label: t`Named so by`, value: sourceWords[value.activeSync.source] },
      ]}
    />
  ),
  dnsAnswers: (value) => <DnsTable answers={value} />,
  dnsRecords: (value) => <DnsRecordsTable records={value} />,
  dnsComparison: (value) => <DnsComparisonTable comparison={value} />,
  tlsHandshake: (value) => <HandshakeView handshake={value} />,
  tlsVersions: (value) => <TlsVersionsView versions={value} />,
  certificatePaths: (value) => <CertificatePathsTable paths={value.paths} />,
  serverCertificates: (value) => <ServerCertificatesView certificates={value} />,
  reachability: (value) => <ReachabilityView reachability={value} />,
  ewsChallenge: (value) => (
    <>
      <FactList
        facts={[
          { label: t`Address`, value: value.url },
          { label: t`Offers`, value: namesOfSchemes(value.schemes).join(', ') || t`no way to sign in` },
          { label: t`Failure`, value: value.failure && failureSentence(value.failure) },
        ]}
      />
      <ExchangeList exchanges={[...(value.lost ?? []), value.exchange]} />
    </>
  ),
  signInOrder: (value) => <SignInOrderView order={value} />,
  ntlmSignIn: (value) => <SignInView signIn={value} />,
  basicSignIn: (value) => <SignInView signIn={value} />,
  autodiscoverWellKnown: (value) => <AutodiscoverWellKnownView wellKnown={value} />,
  autodiscover: (value) => <AutodiscoverView autodiscover={value} />,
  autodiscoverMobileSync: (value) => <AutodiscoverMobileSyncView answer={value} />,
  autodiscoverSoap: (value) => <AutodiscoverSoapView answer={value} />,
  autodiscoverJson: (value) => <AutodiscoverJsonView json={value} />,
  autodiscoverUrls: (value) => <AutodiscoverUrlsView given={value} />,
  autodiscoverServices: (value) => <AutodiscoverServicesView services={value} />,
  ewsGetFolder: (value) => (
    <>
      <FactList
        facts={[
          { label: t`Address`, value: value.url },
          { label: t`Signed in with`, value: value.scheme && nameOfScheme(value.scheme) },
          { label: t`Not signed in`, value: value.withheld && withheldSentences[value.withheld] },
        ]}
      />
      {value.asVendor && <EwsAnswerView heading={t`As the vendor’s client`} answer={value.asVendor} />}
      {value.asPlainClient && <EwsAnswerView heading={t`As a plain client, to compare`} answer={value.asPlainClient} />}
      {value.withoutImpersonation && (
        <EwsAnswerView heading={t`Without impersonation, to compare`} answer={value.withoutImpersonation} />
      )}
    </>
  ),
  ewsOperations: (value) => <EwsOperationsView operations={value} />,
  activeSyncOptions: (value) => (
    <>
      <FactList
        facts={[
          { label: t`Address`, value: value.url },
          { label: t`Offers`, value: namesOfSchemes(value.schemes).join(', ') || undefined },
          { label: t`Signed in with`, value: value.signedInWith && nameOfScheme(value.signedInWith) },
          { label: t`Not signed in`, value: value.withheld && withheldSentences[value.withheld] },
          { label: t`Answer`, value: statusWithReason(value.status) },
          { label: t`Versions`, value: value.versions.join(', ') || t`none named` },
          { label: t`Commands`, value: value.commands.join(', ') || t`none named` },
          { label: t`Sends the mailbox to`, value: value.location },
          { label: t`Asked there`, value: value.notFollowed?.failure && failureSentence(value.notFollowed.failure) },
          { label: t`Failure`, value: value.failure && failureSentence(value.failure) },
        ]}
      />
      <ExchangeList exchanges={value.exchanges} />
    </>
  ),
  activeSyncSession: (value) => <ActiveSyncSessionView session={value} />,
  lastNtlmSignIn: ({ signIn }) =>
    signIn ? <SignInView signIn={signIn} /> : <FactList facts={[{ label: t`Result`, value: t`NTLM went first` }]} />,
  signIns: (value) => <SignInsTable signIns={value} />,
  nodes: (value) => <NodesTable nodes={value} />,
  nodeSignIns: (value) => <NodeSignInsView signIns={value} />,
  extendedProtection: (value) => <ExtendedProtectionView value={value} />,
  serverVersion: (value) => <ServerVersionView value={value} />,
}

const sourceWords = {
  organisation: t`the organisation’s settings`,
  autodiscover: t`Autodiscover`,
  'same-host': t`nobody; taken to be on the same server as EWS`,
} as const

function Gathered<N extends ArtifactName>({ name, value }: { name: N; value: Artifacts[N] }) {
  return views[name](value)
}

/** How long a gatherer took, in words; nothing where it never ran. */
export function gatheredIn(record: ArtifactRecords[ArtifactName]): string | undefined {
  if (!record || record.state === 'blocked' || record.state === 'cancelled') return undefined
  return formatMilliseconds(record.milliseconds)
}
