import { z } from 'zod'
import { NameAnswer } from './dns-answers.ts'

/** One resolver's answers about the organisation's names. */
export const ResolverView = z.strictObject({
  resolver: z.string(),
  names: z.array(NameAnswer),
  /** The SOA record of the mail domain (RFC 1035 section 3.3.13): which copy of the zone this resolver has. */
  zone: z.strictObject({ primary: z.string(), serial: z.int() }).optional(),
})
export type ResolverView = z.infer<typeof ResolverView>

/**
 * Artifact `dnsComparison`: the same names asked of each resolver of the organisation or of this machine, and of those
 * that see the domain as the internet does, where the organisation names such.
 */
export const DnsComparison = z.strictObject({ inside: z.array(ResolverView), outside: z.array(ResolverView) })
export type DnsComparison = z.infer<typeof DnsComparison>
