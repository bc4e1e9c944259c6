import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { TlsHandshake } from '../../shared/artifacts/tls-handshake.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { CertificateChain } from './certificate-chain.tsx'
import { FactList } from './fact-list.tsx'
import { SubHeading } from './sub-heading.tsx'

/** OpenSSL's codes with their plain half; a code that is not here is shown as it came. */
const chainErrors: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: t`a certificate in the chain has expired`,
  CERT_NOT_YET_VALID: t`a certificate in the chain is not valid yet`,
  DEPTH_ZERO_SELF_SIGNED_CERT: t`the certificate is issued by itself`,
  SELF_SIGNED_CERT_IN_CHAIN: t`the chain ends in an authority that this machine does not trust`,
  UNABLE_TO_GET_ISSUER_CERT: t`the issuer’s certificate is missing`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: t`the issuer is not known to this machine`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: t`the server did not send the certificate of its issuer`,
}

/** The TLS connection: how it came about, whether a credential may cross it, and the chain. */
export function HandshakeView({ handshake }: { handshake: TlsHandshake }) {
  const { host, port, address, protocol, cipher, chain, chainError, nameMatches, pinned, trusted, failure } = handshake
  const plain = chainError && chainErrors[chainError]
  return (
    <>
      <FactList
        facts={[
          { label: t`Server`, value: `${host}:${port}` },
          { label: t`IP address`, value: address },
          { label: t`Protocol`, value: protocol },
          { label: t`Cipher`, value: cipher },
          { label: t`TCP connection`, value: inTime(handshake.connectMilliseconds) },
          { label: t`TLS handshake`, value: inTime(handshake.handshakeMilliseconds) },
          { label: t`Names the host`, value: nameMatches },
          {
            label: t`Chain verifies`,
            value: chainError
              ? t`no: ${plain ? `${plain} (${chainError})` : chainError}`
              : chain.length > 0 || undefined,
          },
          {
            label: t`Trusted`,
            value: trusted ? (pinned ? t`yes, pinned by you` : t`yes`) : t`no; no credential is sent`,
          },
          { label: t`Failure`, value: failure && failureSentence(failure) },
        ]}
      />
      <SubHeading>{t`Certificate chain`}</SubHeading>
      <CertificateChain chain={chain} seenAt={handshake.seenAt} />
    </>
  )
}

function inTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : formatMilliseconds(milliseconds)
}
