import { z } from 'zod'
import { NtlmInNegotiate } from './ews.ts'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { Scheme, WithheldReason } from './sign-in.ts'
import { Certificate } from './tls-handshake.ts'

/** One of the pages by which Exchange tells a load balancer whether a protocol is in service on this server. */
export const HealthPage = z.strictObject({
  path: z.string(),
  status: z.int().optional(),
  /** The server's own name, as the page gives it. */
  server: z.string().optional(),
  failure: Failure.optional(),
})
export type HealthPage = z.infer<typeof HealthPage>

/** One server, asked at its own address under the published name (SNI and Host), without a credential. */
export const Node = z.strictObject({
  address: z.string(),
  /** Every name of the organisation that leads here. */
  names: z.array(z.string()),
  /** An address of the published name itself: a server, or a balancer that stands for several. */
  published: z.boolean(),
  /** Named in the organisation as a server behind the published name. */
  listed: z.boolean(),
  /** Why it was not asked: no server can be at an address of this kind. */
  unprobed: z.enum(['link-local', 'unusable']).optional(),
  connectMilliseconds: z.number().optional(),
  protocol: z.string().optional(),
  certificate: Certificate.optional(),
  nameMatches: z.boolean().optional(),
  chainError: z.string().optional(),
  trusted: z.boolean(),
  /** What EWS answers to a request without a credential. */
  status: z.int().optional(),
  schemes: z.array(Scheme),
  /** Asked only where Negotiate is offered, and NTLM is not by its own name. */
  ntlmInNegotiate: NtlmInNegotiate.optional(),
  /** X-FEServer, else the name on a health page. */
  server: z.string().optional(),
  /** X-OWA-Version. */
  version: z.string().optional(),
  exchange: HttpExchange.optional(),
  health: z.array(HealthPage),
  /** What kept EWS from answering: the connection, TLS, or the conversation. */
  failure: Failure.optional(),
})
export type Node = z.infer<typeof Node>

/** Artifact `nodes`: each server behind the published name of EWS. */
export const Nodes = z.strictObject({
  host: z.string(),
  port: z.int(),
  seenAt: z.string(),
  nodes: z.array(Node),
  /** Servers of the organisation whose names have no address. */
  unresolved: z.array(z.strictObject({ name: z.string(), failure: Failure })),
  /** How many addresses were left out, because there were more than Postern asks in one run. */
  leftOut: z.int(),
})
export type Nodes = z.infer<typeof Nodes>

/** Artifact `nodeSignIns`: GetFolder as the account at each server in turn, up to the first that says no. */
export const NodeSignIns = z.strictObject({
  scheme: z.enum(['ntlm', 'basic']).optional(),
  attempts: z.array(
    z.strictObject({
      address: z.string(),
      result: z.enum(['accepted', 'rejected', 'unclear', 'withheld', 'failed']),
      withheld: WithheldReason.optional(),
      status: z.int().optional(),
      exchanges: z.array(HttpExchange),
      failure: Failure.optional(),
    }),
  ),
  /** Addresses that were not signed in to, because an earlier one did not say yes. */
  notTried: z.array(z.string()),
})
export type NodeSignIns = z.infer<typeof NodeSignIns>
