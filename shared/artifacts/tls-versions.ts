import { z } from 'zod'
import { t } from '../language/translate.ts'
import { Certificate } from './tls-handshake.ts'

export const tlsVersionNames = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const

/** What a server says to an offer of one version of TLS and no other. */
export const VersionOffer = z.strictObject({
  version: z.enum(tlsVersionNames),
  /**
   * `accepted`: it chose that version. `refused`: an alert, a closed or reset connection (as Windows refuses), or another version.
   * `unanswered`: nothing that could be read came in time, so that nothing is known.
   */
  result: z.enum(['accepted', 'refused', 'unanswered']),
  /** IANA name of the chosen cipher suite. */
  cipher: z.string().optional(),
  /** The curve or the size of the prime that keys are agreed on with; absent where RSA carries the key. */
  keyExchange: z.string().optional(),
  /** Whether it asked for a client certificate; TLS 1.3 does so encrypted, and it is then not known. */
  clientCertificateRequested: z.boolean().optional(),
  /** The alert that refused it, or what came instead of an answer. */
  detail: z.string().optional(),
})
export type VersionOffer = z.infer<typeof VersionOffer>

/** One server, asked for each version over a connection of its own. */
export const TlsOffers = z.strictObject({
  host: z.string(),
  port: z.int(),
  purpose: z.enum(['ews', 'active-sync']),
  address: z.string().optional(),
  offers: z.array(VersionOffer),
  /** The certificates exactly as they were sent, in their order; absent where only TLS 1.3 is spoken, which encrypts them. */
  sent: z.array(Certificate).optional(),
  /** Certificates among those sent that cannot be read. */
  unreadable: z.int().optional(),
})
export type TlsOffers = z.infer<typeof TlsOffers>

/** Artifact `tlsVersions`: which versions of TLS the servers for EWS and ActiveSync speak, and the chain that they send. */
export const TlsVersions = z.strictObject({ servers: z.array(TlsOffers).min(1) })
export type TlsVersions = z.infer<typeof TlsVersions>

/** What came of an offer, in a word. */
export const tlsResultWords = { accepted: t`accepted`, refused: t`refused`, unanswered: t`unanswered` } as const
