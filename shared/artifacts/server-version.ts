import { z } from 'zod'
import { HttpExchange } from './http-exchange.ts'
import { NtlmChallenge } from './sign-in.ts'

/** Artifact `serverVersion`: what the server at the EWS address tells of itself, none of which needs a credential. */
export const ServerVersion = z.strictObject({
  url: z.string(),
  /** When it was looked at: what the end of support is judged against. */
  seenAt: z.string(),
  /** X-OWA-Version: the front end's build. */
  build: z.string().optional(),
  /** X-FEServer and X-CalculatedBETarget: who answered, and which mailbox server stands behind. */
  frontEnd: z.string().optional(),
  backEnd: z.string().optional(),
  /** ServerVersionInfo of an EWS answer, where this run has one: the mailbox server's build. */
  backEndBuild: z.string().optional(),
  challenge: NtlmChallenge.optional(),
  /** What was sent for it: a negotiate message, which names nobody; nothing where a sign-in brought a challenge. */
  exchanges: z.array(HttpExchange),
})
export type ServerVersion = z.infer<typeof ServerVersion>
