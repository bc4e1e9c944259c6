import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { TlsHandshake } from '../../shared/artifacts/tls-handshake.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { CertificateChain } from './certificate-chain.tsx'
import { FactList } from './fact-list.tsx'
import { SubHeading } from './sub-heading.tsx'

/** OpenSSL's codes with their plain half; a code that is not here is shown as it came. */
const chainErrors: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'a certificate in the chain has expired',
  CERT_NOT_YET_VALID: 'a certificate in the chain is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is issued by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'the chain ends in an authority that this machine does not trust',
  UNABLE_TO_GET_ISSUER_CERT: 'the issuer’s certificate is missing',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer is not known to this machine',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the server did not send the certificate of its issuer',
}

/** The TLS connection: how it came about, whether a credential may cross it, and the chain. */
export function HandshakeView({ handshake }: { handshake: TlsHandshake }) {
  const { host, port, address, protocol, cipher, chain, chainError, nameMatches, pinned, trusted, failure } = handshake
  const plain = chainError && chainErrors[chainError]
  return (
    <>
      <FactList
        facts={[
          { label: 'Server', value: `${host}:${port}` },
          { label: 'IP address', value: address },
          { label: 'Protocol', value: protocol },
          { label: 'Cipher', value: cipher },
          { label: 'TCP connection', value: inTime(handshake.connectMilliseconds) },
          { label: 'TLS handshake', value: inTime(handshake.handshakeMilliseconds) },
          { label: 'Names the host', value: nameMatches },
          {
            label: 'Chain verifies',
            value: chainError
              ? `no: ${plain ? `${plain} (${chainError})` : chainError}`
              : chain.length > 0 || undefined,
          },
          { label: 'Trusted', value: trusted ? (pinned ? 'yes, pinned by you' : 'yes') : 'no; no credential is sent' },
          { label: 'Failure', value: failure && failureSentence(failure) },
        ]}
      />
      <SubHeading>Certificate chain</SubHeading>
      <CertificateChain chain={chain} seenAt={handshake.seenAt} />
    </>
  )
}

function inTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : formatMilliseconds(milliseconds)
}
