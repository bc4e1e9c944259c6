import { z } from 'zod'
import { t } from '../language/translate.ts'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { certificateSigns } from './shown-certificate.ts'

/** Sign-in schemes that a WWW-Authenticate header can offer, lower case; others are kept as they came. */
export const Scheme = z.enum(['ntlm', 'negotiate', 'basic', 'bearer', 'digest'])
export type Scheme = z.infer<typeof Scheme>

const schemeNames: Readonly<Record<Scheme, string>> = {
  ntlm: 'NTLM',
  negotiate: 'Negotiate',
  basic: 'Basic',
  bearer: 'Bearer',
  digest: 'Digest',
}

/** A scheme as headers and people write it. */
export function nameOfScheme(scheme: Scheme): string {
  return schemeNames[scheme]
}

/** The same of several, in their order. */
export function namesOfSchemes(schemes: readonly Scheme[]): string[] {
  return schemes.map(nameOfScheme)
}

/** Why a credential that could have been sent was not. */
export const withheldSentences = {
  'no-account': t`The organisation names no account to sign in with.`,
  'no-password': t`No password was given.`,
  'password-rejected-before': t`This password has been rejected once, and a rejected password is not sent again unless you ask for it.`,
  'sign-in-unanswered': t`A sign-in with this password got no clear answer, so it may have counted as a bad one; it is not sent again before it changes or the administrator says so.`,
  'memory-unavailable': t`The file in which Postern keeps what sign-ins came to cannot be read or written, so it cannot tell whether this password was rejected before.`,
  'certificate-untrusted': t`The certificate is not trusted, and credentials cross only a connection that is.`,
  'not-offered': t`The server does not offer this scheme.`,
  'goes-last': t`Something opens TLS on the way to EWS, for which NTLM may be refused; so it is the last sign-in of a run, and made at EWS alone.`,
  'rejection-spent': t`A sign-in with this password was rejected for the connection that it came by, in this run or an earlier one, and no other is made that may be.`,
  'told-to-wait': t`EWS asked to be left alone, and is asked nothing more in the name of this account until then.`,
  'not-exchange': t`What asks for the password there bears no sign of Exchange, and DNS, a redirect or another answer of the network alone named it; where it is a proxy in front of Exchange, name its address in the organisation.`,
} as const

const withheldReasons = Object.keys(withheldSentences) as [
  keyof typeof withheldSentences,
  ...(keyof typeof withheldSentences)[],
]
export const WithheldReason = z.enum(withheldReasons)
export type WithheldReason = z.infer<typeof WithheldReason>

/** What the server tells of itself in an NTLM challenge (MS-NLMP 2.2.1.2, 2.2.2.1). */
export const NtlmChallenge = z.strictObject({
  targetName: z.string(),
  netbiosDomain: z.string().optional(),
  netbiosComputer: z.string().optional(),
  dnsDomain: z.string().optional(),
  dnsComputer: z.string().optional(),
  dnsForest: z.string().optional(),
  /** Of the server's operating system: `10.0.20348`. */
  osVersion: z.string().optional(),
  timestamp: z.string().optional(),
})
export type NtlmChallenge = z.infer<typeof NtlmChallenge>

/**
 * Artifacts `ntlmSignIn` and `basicSignIn`: one sign-in at the EWS address with one scheme.
 * `accepted`: Exchange or the web server answered as to somebody it knows. `rejected`: it answered 401. `unclear`: it
 * answered neither yes nor no (a redirect, a page with a form, a proxy's error). `withheld`: no credential was sent, and
 * why. `failed`: the conversation broke off (see `failure`).
 */
export const SignIn = z.strictObject({
  url: z.string(),
  scheme: z.enum(['ntlm', 'basic']),
  username: z.string().optional(),
  result: z.enum(['accepted', 'rejected', 'unclear', 'withheld', 'failed']),
  withheld: WithheldReason.optional(),
  exchanges: z.array(HttpExchange),
  challenge: NtlmChallenge.optional(),
  /** MD5 of the channel binding that was sent (RFC 5929 tls-server-end-point), hex; NTLM only. */
  channelBinding: z.string().optional(),
  /** When an earlier run had this sign-in rejected for the connection that it came by, so that it is not made again. */
  refusedAt: z.string().optional(),
  /** That EWS asked in its answer to be left alone: for how long, where it says so, and by which ResponseCode. */
  leaveAlone: z.strictObject({ milliseconds: z.number().optional(), responseCode: z.string().optional() }).optional(),
  failure: Failure.optional(),
})
export type SignIn = z.infer<typeof SignIn>

/** What was seen beside an NTLM sign-in at EWS that was rejected, from which its cause may be told. */
export const RefusalSigns = z.strictObject({
  url: z.string(),
  /** The server's clock by its NTLM challenge (MsvAvTimestamp), else by its Date header; and ours at that moment. */
  serverTime: z.string().optional(),
  ownTime: z.string().optional(),
  ...certificateSigns,
  /** When it was rejected, where that was in an earlier run. */
  refusedAt: z.string().optional(),
})
export type RefusalSigns = z.infer<typeof RefusalSigns>

/** Artifact `signIns`: every use of the account in this run, in order, and every use that was withheld. */
export const SignIns = z.strictObject({
  username: z.string().optional(),
  attempts: z.array(
    z.strictObject({
      gatherer: z.string(),
      url: z.string(),
      scheme: z.enum(['ntlm', 'basic']),
      at: z.string(),
      result: z.enum(['accepted', 'rejected', 'unclear']),
    }),
  ),
  withheld: z.array(
    z.strictObject({
      gatherer: z.string(),
      url: z.string(),
      reason: WithheldReason,
      /** When the sign-in of an earlier run was made that is the reason, where it is known. */
      since: z.string().optional(),
    }),
  ),
  refusal: RefusalSigns.optional(),
  /** NTLM at EWS, where it was not the first sign-in but the last. */
  lastNtlm: SignIn.optional(),
})
export type SignIns = z.infer<typeof SignIns>
