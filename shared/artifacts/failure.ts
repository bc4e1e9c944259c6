import { z } from 'zod'
import { t } from '../language/translate.ts'

/**
 * Everything that can go wrong between us and a server, as a closed set. The value is the sentence without its subject:
 * "mail.contoso.com:443 <value>." Codes are stable: checks, tests and exports name them.
 */
export const failureSentences = {
  'name-not-found': t`does not exist in DNS`,
  'no-address': t`exists in DNS but has no address`,
  'resolver-unreachable': t`gave no answer to the DNS question`,
  'resolver-refused': t`refused or failed to answer the DNS question`,
  'dns-malformed': t`sent a DNS answer that breaks RFC 1035`,
  'connection-refused': t`refused the TCP connection`,
  'connection-timed-out': t`did not answer the TCP connection in time`,
  'connection-reset': t`closed the connection before it had answered`,
  'host-unreachable': t`cannot be reached from this machine (no route)`,
  'proxy-unreachable': t`is the proxy that this machine is set to, and takes no connection`,
  'proxy-refused': t`is the proxy that this machine is set to, and opened no way to the server`,
  'proxy-sign-in': t`is the proxy that this machine is set to, and asks for a sign-in; Postern does not sign in to a proxy`,
  'proxy-unanswered': t`is the proxy that this machine is set to, and did not answer in time`,
  'proxy-malformed': t`is the proxy that this machine is set to, and did not answer as an HTTP proxy does`,
  'proxy-unsupported': t`was not asked: this machine is set to a proxy of a kind that Postern does not speak`,
  'tls-failed': t`did not complete the TLS handshake`,
  'client-certificate-required': t`asks for a client certificate and takes no connection without one`,
  'tls-untrusted': t`has a certificate that is not trusted, so no credential was sent`,
  'http-malformed': t`sent an answer that is not HTTP`,
  'response-too-large': t`sent more than Postern is willing to read`,
  'response-timed-out': t`accepted the request but did not answer in time`,
  'xml-malformed': t`sent a body that is not the XML that the protocol asks for`,
  'json-malformed': t`sent a body that is not the JSON that the protocol asks for`,
  'ntlm-malformed': t`sent an NTLM message that breaks MS-NLMP`,
  'wbxml-malformed': t`sent a body that is not the WBXML of ActiveSync`,
  cancelled: t`was not asked to the end: the run was stopped`,
} as const

export type FailureCode = keyof typeof failureSentences

const codes = Object.keys(failureSentences) as [FailureCode, ...FailureCode[]]

/** What stopped a conversation, kept beside what was seen before it. `detail` is the system's own word (ECONNREFUSED…). */
export const Failure = z.strictObject({ code: z.enum(codes), where: z.string(), detail: z.string().optional() })
export type Failure = z.infer<typeof Failure>

const ofProxy: readonly FailureCode[] = [
  'proxy-unreachable',
  'proxy-refused',
  'proxy-sign-in',
  'proxy-unanswered',
  'proxy-malformed',
  'proxy-unsupported',
]

/** Whether it is a failure of the proxy between, which says nothing of the server behind. */
export function isOfProxy({ code }: Pick<Failure, 'code'>): boolean {
  return ofProxy.includes(code)
}

const BROKEN_OFF = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', t`it closed the connection`]

/** Whether a connection that had come about was broken off: another one may go well. */
export function isBrokenOff({ code, detail }: Pick<Failure, 'code' | 'detail'>): boolean {
  return code === 'connection-reset' || (code === 'tls-failed' && BROKEN_OFF.includes(detail ?? ''))
}

/** One sentence for a person: where and what happened. */
export function failureSentence(failure: Failure): string {
  return `${failureClause(failure)}.`
}

/** The same as a part of another sentence. */
export function failureClause({ where, code, detail }: Failure): string {
  return `${where} ${failureSentences[code]}${detail ? ` (${detail})` : ''}`
}
