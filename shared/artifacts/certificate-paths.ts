import { z } from 'zod'
import { Failure } from './failure.ts'
import { Certificate } from './tls-handshake.ts'

/** The certificate that is shown at one address of one of the organisation's names. */
export const CertificatePath = z.strictObject({
  host: z.string(),
  port: z.int(),
  address: z.string(),
  purpose: z.enum(['ews', 'active-sync', 'autodiscover', 'domain']),
  certificate: Certificate.optional(),
  /** Subjects of the authorities above it, the nearest first, as far as they are known. */
  authorities: z.array(z.string()),
  /** Whether `host` is among its names. */
  nameMatches: z.boolean().optional(),
  /** Whether its chain verifies on this machine. */
  verified: z.boolean(),
  publiclyTrusted: z.boolean().optional(),
  failure: Failure.optional(),
})
export type CertificatePath = z.infer<typeof CertificatePath>

/** Artifact `certificatePaths`: whose certificate is shown by which way. Something in between may show one of its own. */
export const CertificatePaths = z.strictObject({ paths: z.array(CertificatePath) })
export type CertificatePaths = z.infer<typeof CertificatePaths>
