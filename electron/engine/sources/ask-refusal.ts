import type { Failure } from '../../../shared/artifacts/failure.ts'
import { failureClause } from '../../../shared/artifacts/failure.ts'
import { t } from '../../../shared/language/translate.ts'

/** Why an address that was asked gave no list. */
export type AskRefusalCode =
  | 'no-secret'
  | 'secret-form'
  | 'unreachable'
  | 'untrusted'
  | 'old-tls'
  | 'redirected'
  | 'secret-rejected'
  | 'forbidden'
  | 'not-found'
  | 'too-often'
  | 'server-trouble'
  | 'other-status'
  | 'too-large'
  | 'timed-out'
  | 'cut-off'
  | 'coding'
  | 'not-utf-8'
  | 'secret-repeated'
  | 'cancelled'
  | 'no-list'

/** `waitMilliseconds`: what the server asks to wait before the next time. Nothing in it holds the secret. */
export type AskRefusal = { refused: AskRefusalCode; sentence: string; waitMilliseconds?: number }

type Detail = {
  status?: number | undefined
  to?: string | undefined
  wait?: string | undefined
  failure?: Failure | undefined
  sentence?: string | undefined
}

/** The refusal, with the sentence that says what happened at which host, and what to do. */
export function refuseAsk(refused: AskRefusalCode, host: string, detail: Detail = {}): AskRefusal {
  return { refused, sentence: sentences[refused](host, detail) }
}

const sentences: Readonly<Record<AskRefusalCode, (host: string, detail: Detail) => string>> = {
  'no-secret': (host) => t`${host} was not asked: no secret is held for this address. Give it first.`,
  'secret-form': (host) =>
    t`${host} was not asked: the secret holds characters that no header takes, such as a line break. Give it again.`,
  unreachable: (host, { failure }) =>
    failure
      ? t`The list could not be had: ${failureClause(failure)}. Look whether this computer may reach ${host}, and whether it does so by a proxy.`
      : t`${host} could not be reached.`,
  untrusted: (host) =>
    t`${host} has a certificate that is not trusted, or that names another host. Nothing was asked, and no secret was sent. Where a gateway opens TLS in between, trust its authority in the organisation.`,
  'old-tls': (host) =>
    t`${host} speaks no version of TLS that is safe (1.2 or later). Nothing was asked, and no secret was sent.`,
  redirected: (host, { to }) =>
    to
      ? t`${host} leads on to ${to}. That is not followed, since the secret is for the address that was given alone. Where the list moved, change the address.`
      : t`${host} leads on to another address. That is not followed, since the secret is for the address that was given alone. Where the list moved, change the address.`,
  'secret-rejected': (host) =>
    t`${host} does not take the secret (401). Give the secret of this very application, and look whether it was renewed.`,
  forbidden: (host) =>
    t`${host} refuses the list (403). It may be a paid feature that the vendor has to switch on, or the secret is of another application.`,
  'not-found': (host) =>
    t`${host} has nothing at this address (404). Look at the address, its region, and the id of the application.`,
  'too-often': (host, { wait }) =>
    wait
      ? t`${host} was asked too often (429) and asks to wait for ${wait}.`
      : t`${host} was asked too often (429). Wait before the next time.`,
  'server-trouble': (host, { status = 0 }) =>
    t`${host} has trouble of its own (${status}). Try later; ask the vendor where it stays.`,
  'other-status': (host, { status = 0 }) => t`${host} answered with status ${status}, and gave no list.`,
  'too-large': (host) => t`${host} sent more than a list of senders can be. It was stopped, and nothing was kept.`,
  'timed-out': (host) => t`${host} did not answer to the end in time. Try again.`,
  'cut-off': (host) => t`The answer of ${host} broke off before its end. Nothing of it was kept; try again.`,
  coding: (host) => t`${host} sent its answer packed in a way that Postern does not know.`,
  'not-utf-8': (host) => t`The answer of ${host} is no text in UTF-8.`,
  'secret-repeated': (host) =>
    t`The answer of ${host} repeats the secret, so that nothing of it is kept or shown. Tell the vendor, and renew the secret.`,
  cancelled: (host) => t`${host} was not asked to the end: it was stopped.`,
  'no-list': (host, { sentence = '' }) => t`What ${host} sent is no list of senders. ${sentence}`,
}
