import { z } from 'zod'
import { Failure } from './failure.ts'

/** What DNS says of one name. `resolver` is who said it; `operating-system` when the system's own lookup did. */
export const NameAnswer = z.strictObject({
  name: z.string(),
  purpose: z.enum(['ews', 'active-sync', 'autodiscover', 'domain']),
  resolver: z.string(),
  addresses: z.array(
    z.strictObject({ address: z.string(), family: z.literal([4, 6]), ttlSeconds: z.int().optional() }),
  ),
  /** CNAME links in the order in which they were followed. */
  aliases: z.array(z.strictObject({ name: z.string(), target: z.string(), ttlSeconds: z.int().optional() })),
  /** How many of each came, where not all of both are kept. */
  cutFrom: z.strictObject({ addresses: z.int(), aliases: z.int() }).optional(),
  milliseconds: z.number(),
  failure: Failure.optional(),
})
export type NameAnswer = z.infer<typeof NameAnswer>

/** Artifact `dnsAnswers`: one answer for each name that the organisation's clients look up. */
export const DnsAnswers = z.strictObject({ names: z.array(NameAnswer) })
export type DnsAnswers = z.infer<typeof DnsAnswers>
