import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { ServerCertificates } from '../../shared/artifacts/server-certificates.ts'
import { t } from '../../shared/language/translate.ts'
import { certificateLines } from '../store/certificate-lines.ts'
import { FactList } from './fact-list.tsx'

/** The certificate of each server that was seen before the first sign-in, at its own address. */
export function ServerCertificatesView({ certificates: { servers, ways } }: { certificates: ServerCertificates }) {
  const silent = servers.filter(({ name }) => !ways.some(({ names }) => names.includes(name)))
  const facts = [
    ...ways.map(({ address, names, certificate, failure }) => ({
      label: names[0] ?? address,
      value: [
        ...(names.length > 0 ? [address] : []),
        ...(certificate ? certificateLines(certificate) : []),
        ...(failure ? [failureSentence(failure)] : []),
      ],
    })),
    ...silent.map(({ name, addresses, failure }) => ({
      label: name,
      value: failure
        ? failureSentence(failure)
        : addresses.length > 0
          ? t`not asked by itself, or not waited for`
          : t`has no address`,
    })),
  ]
  return <FactList facts={facts.length > 0 ? facts : [{ label: t`Servers`, value: t`the organisation names none` }]} />
}
