import { z } from 'zod'
import { Failure } from './failure.ts'

/** One connection that was opened only to see whether it comes about: TCP, and the first answer of TLS. */
export const Knock = z.strictObject({
  /** Until TCP was open. */
  connectMilliseconds: z.number().optional(),
  /** From the offer of TLS until the answer to it was whole. */
  answerMilliseconds: z.number().optional(),
  /** For how much of both this machine itself was kept from looking; left out where it was not, or was not watched. */
  stalledMilliseconds: z.number().optional(),
  failure: Failure.optional(),
})
export type Knock = z.infer<typeof Knock>

/** How one request without a credential was answered. */
export const RequestProbe = z.strictObject({
  /** Bytes of its body. */
  bytes: z.int(),
  status: z.int().optional(),
  milliseconds: z.number(),
  /** The answer said that the connection ends with it (`Connection: close`, or HTTP/1.0 without keep-alive). */
  closeAnnounced: z.boolean().optional(),
  failure: Failure.optional(),
})
export type RequestProbe = z.infer<typeof RequestProbe>

/** Artifact `reachability`: how well connections to the server for EWS come about, carry and last. No credential crosses them. */
export const Reachability = z.strictObject({
  host: z.string(),
  port: z.int(),
  address: z.string().optional(),
  /** When the server had answered last, by what was gathered before; a run of an earlier version does not have it. */
  lastAnsweredAt: z.string().optional(),
  /** Two at a time, in the order in which they ended. */
  knocks: z.array(Knock),
  /** Small requests on one connection, one after another, as long as each was answered and the connection left open. */
  first: RequestProbe.optional(),
  second: RequestProbe.optional(),
  /** Those after the second; a run of an earlier version sent none. */
  further: z.array(RequestProbe).optional(),
  /** Another one on it, after a silence that the administrator asked for. */
  afterIdle: z
    .strictObject({
      idleSeconds: z.int(),
      probe: RequestProbe,
      /** The other side had ended the connection in the silence, and its end arrived here. */
      closedMeanwhile: z.literal(true).optional(),
    })
    .optional(),
  /** A large request as the first on a connection of its own. */
  large: RequestProbe.optional(),
  /** NTLM's first message, which names nobody, and whether the connection on which its challenge came lasts. */
  ntlm: z.strictObject({ challenge: RequestProbe, challenged: z.boolean(), next: RequestProbe.optional() }).optional(),
})
export type Reachability = z.infer<typeof Reachability>
