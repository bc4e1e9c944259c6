import { z } from 'zod'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { Scheme, WithheldReason } from './sign-in.ts'

/** Artifact `activeSyncOptions`: the ActiveSync OPTIONS command (MS-ASHTTP 2.2.3 and 3.2.5.2), signed in where possible. */
export const ActiveSyncOptions = z.strictObject({
  url: z.string(),
  schemes: z.array(Scheme),
  /** The scheme that was used; absent when no credential was sent. */
  signedInWith: z.enum(['ntlm', 'basic']).optional(),
  withheld: WithheldReason.optional(),
  /** What is wrong with this server's certificate, when that is why nothing was sent. */
  certificateProblem: z.string().optional(),
  status: z.int().optional(),
  /** MS-ASProtocolVersions, split; empty when the header is missing. */
  versions: z.array(z.string()),
  /** MS-ASProtocolCommands, split; empty when the header is missing. */
  commands: z.array(z.string()),
  /** X-MS-Location of a 451: where the server sends the client. */
  location: z.string().optional(),
  /** The address that a 451 led to, where it was asked: an https address of the organisation's own. */
  followedTo: z.string().optional(),
  /** What came of asking at such an address, where it did not answer as ActiveSync does to who signed in. */
  notFollowed: z
    .strictObject({
      url: z.string(),
      status: z.int().optional(),
      withheld: WithheldReason.optional(),
      certificateProblem: z.string().optional(),
      failure: Failure.optional(),
    })
    .optional(),
  exchanges: z.array(HttpExchange),
  failure: Failure.optional(),
})
export type ActiveSyncOptions = z.infer<typeof ActiveSyncOptions>
