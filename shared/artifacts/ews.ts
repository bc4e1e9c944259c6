import { z } from 'zod'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { Scheme, WithheldReason } from './sign-in.ts'

/** Artifact `ewsChallenge`: what EWS answers to a request without a credential. */
export const EwsChallenge = z.strictObject({
  url: z.string(),
  schemes: z.array(Scheme),
  exchange: HttpExchange,
  failure: Failure.optional(),
})
export type EwsChallenge = z.infer<typeof EwsChallenge>

/** One signed-in EWS operation: what was asked as which client, and what came back. */
export const EwsAnswer = z.strictObject({
  userAgent: z.string(),
  status: z.int().optional(),
  exchanges: z.array(HttpExchange),
  /** The EWS ResponseCode (`NoError`, `ErrorNonExistentMailbox`…), or the SOAP fault's. */
  responseCode: z.string().optional(),
  messageText: z.string().optional(),
  /** The inbox, when it was opened. */
  folder: z.strictObject({ displayName: z.string(), totalCount: z.int().optional() }).optional(),
  /** ServerVersionInfo of the SOAP header: `15.2.1748.10`. */
  serverVersion: z.string().optional(),
  failure: Failure.optional(),
})
export type EwsAnswer = z.infer<typeof EwsAnswer>

/**
 * Artifact `ewsGetFolder`: GetFolder(inbox) as the vendor's client; when that is answered 403, once more as a plain
 * client, so that a list of user agents can be told from a refusal of everybody.
 */
export const EwsGetFolder = z.strictObject({
  url: z.string(),
  /** Whose inbox was asked for. */
  mailbox: z.string(),
  scheme: z.enum(['ntlm', 'basic']).optional(),
  withheld: WithheldReason.optional(),
  asVendor: EwsAnswer.optional(),
  asPlainClient: EwsAnswer.optional(),
})
export type EwsGetFolder = z.infer<typeof EwsGetFolder>
