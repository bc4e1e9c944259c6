import type { ShownCertificate } from '../../shared/artifacts/shown-certificate.ts'
import { t } from '../../shared/language/translate.ts'

/** Which certificate it is, a line for each thing that tells it from another. */
export function certificateLines({ issuer, sha256 }: Pick<ShownCertificate, 'issuer' | 'sha256'>): string[] {
  return [t`issued by ${issuer}`, `SHA-256 ${sha256}`]
}
