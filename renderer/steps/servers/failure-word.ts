import { type FailureCode, failureSentences } from '../../../shared/artifacts/failure.ts'
import { t } from '../../../shared/language/translate.ts'

const shortWords: Partial<Record<FailureCode, string>> = {
  'name-not-found': t`does not exist in DNS`,
  'no-address': t`has no address`,
  'resolver-unreachable': t`DNS did not answer`,
  'resolver-refused': t`DNS refused to answer`,
  'connection-refused': t`refuses the connection`,
  'connection-timed-out': t`does not answer`,
  'connection-reset': t`closes the connection`,
  'host-unreachable': t`cannot be reached`,
  'tls-failed': t`TLS does not come about`,
  'client-certificate-required': t`asks for a client certificate`,
}

/** What went wrong, in as few words as fit into a box of the map. */
export function failureWord(code: FailureCode): string {
  return shortWords[code] ?? failureSentences[code]
}
