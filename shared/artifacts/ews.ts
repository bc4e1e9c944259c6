import { z } from 'zod'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { Scheme, WithheldReason } from './sign-in.ts'

/** What was broken off before any of an answer came, and then asked once more. */
const lost = z.array(HttpExchange).optional()

/** What came of NTLM's first message under the name Negotiate; `taken` where NTLM's second one was the answer. */
export const NtlmInNegotiate = z.strictObject({ taken: z.boolean(), exchange: HttpExchange, lost })
export type NtlmInNegotiate = z.infer<typeof NtlmInNegotiate>

/** Artifact `ewsChallenge`: what EWS answers to a request without a credential. */
export const EwsChallenge = z.strictObject({
  url: z.string(),
  schemes: z.array(Scheme),
  exchange: HttpExchange,
  lost,
  /** Asked only where Negotiate is offered, and NTLM is not by its own name. */
  ntlmInNegotiate: NtlmInNegotiate.optional(),
  failure: Failure.optional(),
})
export type EwsChallenge = z.infer<typeof EwsChallenge>

/** What an address of EWS, or one server there, shows of the sign-ins that it takes. */
type Offer = Pick<EwsChallenge, 'schemes' | 'ntlmInNegotiate'>

/** Under which name EWS takes NTLM; undefined where it is seen to take it under none. */
export function nameOfNtlm({ schemes, ntlmInNegotiate }: Offer): 'NTLM' | 'Negotiate' | undefined {
  if (schemes.includes('ntlm')) return 'NTLM'
  return ntlmInNegotiate?.taken ? 'Negotiate' : undefined
}

/** Whether EWS asks for a sign-in with this scheme, NTLM under the name Negotiate included. */
export function asksFor(scheme: Scheme, challenge: Offer): boolean {
  return challenge.schemes.includes(scheme) || (scheme === 'ntlm' && nameOfNtlm(challenge) !== undefined)
}

/** What every signed-in EWS request shows: who asked as which client, and what came back. */
export const ewsAnswerFields = {
  userAgent: z.string(),
  /** Whether the account acted for the mailbox (ExchangeImpersonation); absent where that was not asked for. */
  impersonated: z.boolean().optional(),
  status: z.int().optional(),
  exchanges: z.array(HttpExchange),
  /** The EWS ResponseCode (`NoError`, `ErrorNonExistentMailbox`…), or the SOAP fault's. */
  responseCode: z.string().optional(),
  messageText: z.string().optional(),
  /** The answer was a SOAP fault, and not a response with an error in it. */
  soapFault: z.boolean().optional(),
  /** How long the server asked to be left alone: Retry-After of a 503 or 429, or BackOffMilliseconds of ErrorServerBusy. */
  backOffMilliseconds: z.number().optional(),
  /** How long that was waited for before the one repetition. */
  waitedMilliseconds: z.number().optional(),
  /** ServerVersionInfo of the SOAP header: `15.2.1748.10`. */
  serverVersion: z.string().optional(),
  failure: Failure.optional(),
}

/** One signed-in GetFolder for the inbox. */
export const EwsAnswer = z.strictObject({
  ...ewsAnswerFields,
  /** The inbox, when it was opened. */
  folder: z.strictObject({ displayName: z.string(), totalCount: z.int().optional() }).optional(),
})
export type EwsAnswer = z.infer<typeof EwsAnswer>

/** That too much is asked at once; the code of a SOAP fault may bear a prefix. */
const BUSY = /(?:^|:)(?:ErrorServerBusy|ErrorExceededConnectionCount)$/

/** Whether an answer asks to be left alone, for some time or for one that it does not name. */
export function asksForPeace(answer: Pick<EwsAnswer, 'responseCode' | 'backOffMilliseconds'> | undefined): boolean {
  return answer?.backOffMilliseconds !== undefined || BUSY.test(answer?.responseCode ?? '')
}

/**
 * Artifact `ewsGetFolder`: GetFolder(inbox) as the vendor's client and, where EWS answered that or refused it with 403,
 * once more as a plain client, so that a list of user agents can be told from a refusal of everybody. An account that
 * impersonates the mailbox asks a third time without doing so, since impersonation is reported to pass the lists by.
 */
export const EwsGetFolder = z.strictObject({
  url: z.string(),
  /** Whose inbox was asked for. */
  mailbox: z.string(),
  scheme: z.enum(['ntlm', 'basic']).optional(),
  withheld: WithheldReason.optional(),
  /** That the user agent of `asVendor` is the profile's, which the vendor has not published for EWS. */
  userAgentInferred: z.literal(true).optional(),
  asVendor: EwsAnswer.optional(),
  asPlainClient: EwsAnswer.optional(),
  withoutImpersonation: EwsAnswer.optional(),
})
export type EwsGetFolder = z.infer<typeof EwsGetFolder>
