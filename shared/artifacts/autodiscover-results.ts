import { t } from '../language/translate.ts'
import type { AutodiscoverAttempt } from './autodiscover.ts'
import type { AutodiscoverSoap, JsonAnswer } from './autodiscover-kinds.ts'

type Result = AutodiscoverAttempt['result'] | AutodiscoverSoap['result'] | JsonAnswer['result']

/** How an address of Autodiscover ended, as a clause whose subject is the address. */
export const autodiscoverResults: Readonly<Record<Result, string>> = {
  settings: t`gave settings`,
  url: t`gave an address`,
  'error-response': t`answered with an Autodiscover error`,
  error: t`answered with an error`,
  'asks-for-sign-in': t`asks for a sign-in`,
  'redirect-loop': t`redirects in a circle`,
  'redirect-to-http': t`redirects to an address without TLS, which is not followed`,
  'redirect-refused': t`redirects to where Postern does not follow (not https, or not a host of the organisation)`,
  'address-loop': t`names another mailbox, which leads back`,
  'sign-in-page': t`shows a page for people to sign in on`,
  'not-found': t`has no Autodiscover`,
  'not-autodiscover': t`answered something other than Autodiscover`,
  'not-exchange': t`asks for a password and shows no sign of Exchange, so that none was sent`,
  'not-json': t`answered something other than Autodiscover`,
  'sign-in-rejected': t`rejected the sign-in`,
  'sign-in-withheld': t`asked for a sign-in that was held back`,
  'sign-in-broken': t`began a sign-in and did not carry it through`,
  'certificate-untrusted': t`asked for a sign-in, and its certificate is not trusted`,
  'server-error': t`answered with a server error`,
  unreachable: t`could not be reached`,
  'no-redirect': t`answers and redirects nowhere`,
  'no-record': t`DNS has no record`,
  busy: t`says that it is too busy`,
}
