import type { CertificatePath } from '../../shared/artifacts/certificate-paths.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { commonName } from '../store/format.ts'
import { PlainTable } from './plain-table.tsx'

/** Whose certificate is shown at each address of each name. */
export function CertificatePathsTable({ paths }: { paths: readonly CertificatePath[] }) {
  return (
    <PlainTable
      label="Certificates by each way in"
      head={['Way', 'Certificate', 'SHA-256']}
      rows={paths.map(({ host, port, address, certificate, failure }) => [
        `${host}:${port}\nat ${address}`,
        certificate
          ? `${commonName(certificate.subject)}\nissued by ${commonName(certificate.issuer)}`
          : failure
            ? failureSentence(failure)
            : 'none',
        certificate?.sha256 ?? '',
      ])}
    />
  )
}
