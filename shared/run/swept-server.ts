import { z } from 'zod'
import { Failure } from '../artifacts/failure.ts'
import { NtlmChallenge, Scheme } from '../artifacts/sign-in.ts'
import { Certificate } from '../artifacts/tls-handshake.ts'
import { Finding } from '../checks/finding.ts'
import { type VirtualDirectory, virtualDirectories } from './virtual-directories.ts'

const directories = Object.keys(virtualDirectories) as [VirtualDirectory, ...VirtualDirectory[]]

const NtlmUnderNegotiate = z.strictObject({
  taken: z.boolean(),
  status: z.int().optional(),
  failure: Failure.optional(),
})

/** What one server of a sweep showed, without a credential and without a verdict. */
export const SweptServer = z.strictObject({
  /** What it was asked as: the published name, or the target itself. */
  host: z.string(),
  port: z.int(),
  /** Absent where a name has none. */
  address: z.string().optional(),
  /** Given by itself, and not as one address of a range, where most are nobody's. */
  named: z.boolean(),
  seenAt: z.string(),
  protocol: z.string().optional(),
  certificate: Certificate.optional(),
  /** Whether the certificate verifies and names the host. */
  trusted: z.boolean().optional(),
  /** Whether the host is among the certificate's names, and why its chain does not verify (OpenSSL's code). */
  nameMatches: z.boolean().optional(),
  chainError: z.string().optional(),
  /** Where the chain does not verify: the certificates above, each signed by the next, as far as they were sent. */
  authorities: z.array(Certificate).optional(),
  directories: z.array(
    z.strictObject({
      directory: z.enum(directories),
      path: z.string(),
      status: z.int().optional(),
      schemes: z.array(Scheme),
      /** Asked only where Negotiate is offered and NTLM is not: whether it takes NTLM under that name. */
      ntlmInNegotiate: NtlmUnderNegotiate.optional(),
      failure: Failure.optional(),
    }),
  ),
  /** X-FEServer and X-OWA-Version of Exchange's front end. */
  frontEnd: z.string().optional(),
  build: z.string().optional(),
  challenge: NtlmChallenge.optional(),
  /** Whether anything of it is a sign of Exchange, or at least of a Windows server that asks for a sign-in. */
  exchange: z.boolean(),
  /** What kept the connection or TLS from coming about. */
  failure: Failure.optional(),
})
export type SweptServer = z.infer<typeof SweptServer>

/** A line of `postern sweep --json`: what was seen, and what it comes to where it is Exchange. */
export const SweepLine = z.strictObject({ ...SweptServer.shape, findings: z.array(Finding) })
export type SweepLine = z.infer<typeof SweepLine>
