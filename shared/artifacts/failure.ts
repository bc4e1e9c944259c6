import { z } from 'zod'

/**
 * Everything that can go wrong between us and a server, as a closed set. The value is the sentence without its subject:
 * "mail.contoso.com:443 <value>." Codes are stable: checks, tests and exports name them.
 */
export const failureSentences = {
  'name-not-found': 'does not exist in DNS',
  'no-address': 'exists in DNS but has no address',
  'resolver-unreachable': 'did not answer the DNS question in time',
  'resolver-refused': 'refused or failed to answer the DNS question',
  'dns-malformed': 'sent a DNS answer that breaks RFC 1035',
  'connection-refused': 'refused the TCP connection',
  'connection-timed-out': 'did not answer the TCP connection in time',
  'connection-reset': 'closed the connection before it had answered',
  'host-unreachable': 'cannot be reached from this machine (no route)',
  'proxy-unreachable': 'is the proxy that this machine is set to, and takes no connection',
  'proxy-refused': 'is the proxy that this machine is set to, and opened no way to the server',
  'proxy-sign-in':
    'is the proxy that this machine is set to, and asks for a sign-in; Postern does not sign in to a proxy',
  'proxy-unanswered': 'is the proxy that this machine is set to, and did not answer in time',
  'proxy-malformed': 'is the proxy that this machine is set to, and did not answer as an HTTP proxy does',
  'proxy-unsupported': 'was not asked: this machine is set to a proxy of a kind that Postern does not speak',
  'tls-failed': 'did not complete the TLS handshake',
  'client-certificate-required': 'asks for a client certificate and takes no connection without one',
  'tls-untrusted': 'has a certificate that is not trusted, so no credential was sent',
  'http-malformed': 'sent an answer that is not HTTP',
  'response-too-large': 'sent more than Postern is willing to read',
  'response-timed-out': 'accepted the request but did not answer in time',
  'xml-malformed': 'sent a body that is not the XML that the protocol asks for',
  'json-malformed': 'sent a body that is not the JSON that the protocol asks for',
  'ntlm-malformed': 'sent an NTLM message that breaks MS-NLMP',
  'wbxml-malformed': 'sent a body that is not the WBXML of ActiveSync',
  cancelled: 'was not asked to the end: the run was stopped',
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

const BROKEN_OFF = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'it closed the connection']

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
