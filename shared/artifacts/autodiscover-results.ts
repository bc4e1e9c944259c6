import type { AutodiscoverAttempt } from './autodiscover.ts'
import type { AutodiscoverSoap, JsonAnswer } from './autodiscover-kinds.ts'

type Result = AutodiscoverAttempt['result'] | AutodiscoverSoap['result'] | JsonAnswer['result']

/** How an address of Autodiscover ended, as a clause whose subject is the address. */
export const autodiscoverResults: Readonly<Record<Result, string>> = {
  settings: 'gave settings',
  url: 'gave an address',
  'error-response': 'answered with an Autodiscover error',
  error: 'answered with an error',
  'asks-for-sign-in': 'asks for a sign-in',
  'redirect-loop': 'redirects in a circle',
  'redirect-to-http': 'redirects to an address without TLS, which is not followed',
  'redirect-refused': 'redirects to where Postern does not follow (not https, or not a host of the organisation)',
  'address-loop': 'names another mailbox, which leads back',
  'sign-in-page': 'shows a page for people to sign in on',
  'not-found': 'has no Autodiscover',
  'not-autodiscover': 'answered something other than Autodiscover',
  'not-exchange': 'asks for a password and shows no sign of Exchange, so that none was sent',
  'not-json': 'answered something other than Autodiscover',
  'sign-in-rejected': 'rejected the sign-in',
  'sign-in-withheld': 'asked for a sign-in that was held back',
  'sign-in-broken': 'began a sign-in and did not carry it through',
  'certificate-untrusted': 'asked for a sign-in, and its certificate is not trusted',
  'server-error': 'answered with a server error',
  unreachable: 'could not be reached',
  'no-redirect': 'answers and redirects nowhere',
  'no-record': 'DNS has no record',
  busy: 'says that it is too busy',
}
