import type { CertificatePath } from '../../shared/artifacts/certificate-paths.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { t } from '../../shared/language/translate.ts'
import { commonName } from '../store/format.ts'
import { oddOnes } from '../store/odd-ones.ts'
import { PlainTable } from './plain-table.tsx'

/** Whose certificate is shown at each address of each name; one that most ways do not show is marked. */
export function CertificatePathsTable({ paths }: { paths: readonly CertificatePath[] }) {
  const shown = paths.map(certificateText)
  const odd = oddOnes(shown)
  return (
    <PlainTable
      label={t`Certificates by each way in`}
      head={[t`Way`, t`Certificate`, t`On this machine`]}
      rows={paths.map((path, place) => [
        t`${path.host}:${path.port}\nat ${path.address}`,
        { text: shown[place] ?? '', odd: odd.has(place) },
        path.certificate ? [path.verified ? t`verifies` : t`does not verify`, nameText(path)].join('\n') : '',
      ])}
    />
  )
}

function certificateText({ certificate, failure }: CertificatePath): string {
  if (!certificate) return failure ? failureSentence(failure) : t`none`
  const { subject, issuer, validTo, sha256 } = certificate
  return t`${commonName(subject)}\nissued by ${commonName(issuer)}\nuntil ${validTo.slice(0, 10)}\nSHA-256 ${sha256.slice(0, 8)}…`
}

function nameText({ nameMatches }: CertificatePath): string {
  if (nameMatches === undefined) return ''
  return nameMatches ? t`names the host` : t`does not name the host`
}
