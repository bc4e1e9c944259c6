import { z } from 'zod'
import { t } from '../language/translate.ts'

/** A certificate by what tells two of them apart. */
export const ShownCertificate = z.strictObject({
  host: z.string(),
  address: z.string().optional(),
  issuer: z.string(),
  sha256: z.string(),
})
export type ShownCertificate = z.infer<typeof ShownCertificate>

/** Which certificate it is, in the words of evidence. */
export function certificateWords({ issuer, sha256 }: Pick<ShownCertificate, 'issuer' | 'sha256'>): string {
  return t`of ${issuer}, SHA-256 ${sha256}`
}

/** Whose certificate is shown where, from which it can be told whether something opens TLS on the way. */
export const certificateSigns = {
  /** At EWS. */
  shown: ShownCertificate.optional(),
  /** Those that other ways to the organisation's servers show. */
  elsewhere: z.array(ShownCertificate),
  /** Those that servers show at their own addresses, where none of them shows that of the published name. */
  atServers: z.array(ShownCertificate).optional(),
}
const CertificateSigns = z.strictObject(certificateSigns)
export type CertificateSigns = z.infer<typeof CertificateSigns>

/** Two certificates that show that something opens TLS on the way to EWS: the one that it shows, and the other. */
export const OpenedTls = z.strictObject({ shown: ShownCertificate, other: ShownCertificate })
export type OpenedTls = z.infer<typeof OpenedTls>

/** What shows that something opens TLS on the way to EWS; undefined where nothing does. */
export function openedTls({ shown, elsewhere, atServers = [] }: CertificateSigns): OpenedTls | undefined {
  if (!shown) return undefined
  // A second certificate of one authority is an administrator's choice; one of another authority is a device's.
  const other = atServers[0] ?? elsewhere.find(({ issuer }) => issuer !== shown.issuer)
  return other && { shown, other }
}
