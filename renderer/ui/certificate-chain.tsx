import { makeStyles, tokens } from '@fluentui/react-components'
import { Certificate20Regular } from '@fluentui/react-icons/svg/certificate'
import type { Certificate } from '../../shared/artifacts/tls-handshake.ts'
import { t } from '../../shared/language/translate.ts'
import { commonName } from '../store/format.ts'
import { Disclosure } from './disclosure.tsx'
import { FactList } from './fact-list.tsx'
import { LifeBar } from './life-bar.tsx'

const useStyles = makeStyles({
  chain: { listStyleType: 'none', margin: 0, padding: 0 },
  link: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    paddingBottom: tokens.spacingVerticalL,
    // The line that ties a certificate to the one that issued it.
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      left: '9px',
      top: '28px',
      bottom: '4px',
      borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
    },
  },
  icon: { color: tokens.colorBrandForeground1 },
  name: {
    margin: 0,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase300,
    overflowWrap: 'anywhere',
  },
  issuer: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
})

/** The chain as the server sent it, its own certificate first, each tied to its issuer. */
export function CertificateChain({ chain, seenAt }: { chain: readonly Certificate[]; seenAt: string }) {
  const styles = useStyles()
  if (chain.length === 0) return <p>{t`The server sent no certificate.`}</p>
  return (
    <ol className={styles.chain} aria-label={t`Certificate chain, the server’s own first`}>
      {chain.map((certificate, place) => (
        <li key={certificate.sha256} className={styles.link}>
          <Certificate20Regular className={styles.icon} aria-hidden />
          <div>
            <p className={styles.name}>{commonName(certificate.subject)}</p>
            <p className={styles.issuer}>
              {certificate.selfSigned ? t`Issued by itself` : t`Issued by ${commonName(certificate.issuer)}`}
              {place > 0 && place === chain.length - 1 && certificate.selfSigned ? t` (a root)` : ''}
            </p>
            <LifeBar certificate={certificate} seenAt={seenAt} />
            <Disclosure text={t`Details`} of={commonName(certificate.subject)}>
              <FactList facts={factsOf(certificate)} />
            </Disclosure>
          </div>
        </li>
      ))}
    </ol>
  )
}

function factsOf(certificate: Certificate) {
  const bits = certificate.keyBits ? t`, ${certificate.keyBits} bits` : ''
  return [
    { label: t`Names`, value: certificate.names },
    { label: t`Subject`, value: certificate.subject },
    { label: t`Issuer`, value: certificate.issuer },
    { label: t`Key`, value: `${certificate.keyType.toUpperCase()}${bits}` },
    { label: t`Signed with`, value: certificate.signatureAlgorithm },
    { label: t`Valid from`, value: certificate.validFrom },
    { label: t`Valid to`, value: certificate.validTo },
    { label: t`Serial number`, value: certificate.serialNumber, mono: true },
    { label: 'SHA-256', value: certificate.sha256, mono: true },
  ]
}
