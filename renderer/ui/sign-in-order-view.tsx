import type { ShownCertificate } from '../../shared/artifacts/shown-certificate.ts'
import type { SignInOrder } from '../../shared/artifacts/sign-in-order.ts'
import { t } from '../../shared/language/translate.ts'
import { certificateLines } from '../store/certificate-lines.ts'
import { FactList } from './fact-list.tsx'

/** Whether NTLM goes first or last at EWS, and what was seen that decided it. */
export function SignInOrderView({ order: { opened } }: { order: SignInOrder }) {
  return (
    <FactList
      facts={[
        {
          label: t`NTLM at EWS`,
          value: opened ? t`goes last, since it may be refused for the connection` : t`goes first`,
        },
        {
          label: t`Opens TLS`,
          value: opened
            ? t`something does on the way to EWS: two certificates were shown where one is expected`
            : t`nothing that was seen does on the way to EWS`,
        },
        { label: t`Shown at EWS`, value: opened && placedLines(opened.shown) },
        { label: t`Shown elsewhere`, value: opened && placedLines(opened.other) },
      ]}
    />
  )
}

function placedLines({ host, address, ...certificate }: ShownCertificate): string[] {
  return [address ? `${host} (${address})` : host, ...certificateLines(certificate)]
}
