import { z } from 'zod'
import { Failure } from './failure.ts'

/** Where a record leads: its addresses, where they were asked for, and why there are none. */
const target = { addresses: z.array(z.string()).optional(), failure: Failure.optional(), ttlSeconds: z.int() }

/** Artifact `dnsRecords`: what the mail domain publishes beside addresses, as clients and mail servers look it up. */
export const DnsRecords = z.strictObject({
  domain: z.string(),
  /** The port on which Autodiscover is published: 443 but in a lab. */
  httpsPort: z.int(),
  /** MX (RFC 1035 section 3.3.9), in the order of preference. Empty without a failure: there is none. */
  mailExchangers: z.strictObject({
    resolver: z.string(),
    /** Whether a resolver was asked that sees the domain as the internet does. */
    outside: z.boolean(),
    records: z.array(z.strictObject({ preference: z.int(), exchange: z.string(), ...target })),
    failure: Failure.optional(),
  }),
  /** SRV of `_autodiscover._tcp` (RFC 2782), in the order of priority. Empty without a failure: there is none. */
  autodiscoverServices: z.strictObject({
    name: z.string(),
    resolver: z.string(),
    records: z.array(
      z.strictObject({ priority: z.int(), weight: z.int(), port: z.int(), target: z.string(), ...target }),
    ),
    failure: Failure.optional(),
  }),
  /** A name under the domain that nobody has made up before: with an address, a wildcard answers for it. */
  unusedName: z.strictObject({ name: z.string(), addresses: z.array(z.string()) }),
})
export type DnsRecords = z.infer<typeof DnsRecords>
