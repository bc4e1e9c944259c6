import { z } from 'zod'
import { NameAnswer } from './dns-answers.ts'
import { Failure } from './failure.ts'
import { Certificate } from './tls-handshake.ts'

/**
 * Artifact `serverCertificates`: the certificates that the organisation's servers show at their own addresses, under the
 * published name, before anybody signs in. Once one shows that of the published name, no other is waited for.
 */
export const ServerCertificates = z.strictObject({
  /** What DNS says of each server that the organisation names. */
  servers: z.array(NameAnswer),
  ways: z.array(
    z.strictObject({
      address: z.string(),
      names: z.array(z.string()),
      certificate: Certificate.optional(),
      failure: Failure.optional(),
    }),
  ),
})
export type ServerCertificates = z.infer<typeof ServerCertificates>
