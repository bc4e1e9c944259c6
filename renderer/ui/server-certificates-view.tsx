import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { ServerCertificates } from '../../shared/artifacts/server-certificates.ts'
import { certificateWords } from '../../shared/artifacts/shown-certificate.ts'
import { FactList } from './fact-list.tsx'

/** The certificate of each server that was seen before the first sign-in, at its own address. */
export function ServerCertificatesView({ certificates: { ways } }: { certificates: ServerCertificates }) {
  if (ways.length === 0) return <FactList facts={[{ label: 'Servers', value: 'none was looked at' }]} />
  return (
    <FactList
      facts={ways.map(({ address, names, certificate, failure }) => ({
        label: names[0] ?? address,
        value: certificate ? certificateWords(certificate) : failure && failureSentence(failure),
      }))}
    />
  )
}
