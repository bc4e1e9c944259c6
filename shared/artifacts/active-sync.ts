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
  exchanges: z.array(HttpExchange),
  failure: Failure.optional(),
})
export type ActiveSyncOptions = z.infer<typeof ActiveSyncOptions>
