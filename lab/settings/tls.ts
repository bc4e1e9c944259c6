/** Which certificate mail.contoso.test serves. The other names always serve the good one. */
export type CertificateKind = 'good' | 'expired' | 'without-name' | 'unknown-ca'

/** Certificates and TLS. */
export interface TlsSettings {
  certificate: CertificateKind
}

export function healthyTls(): TlsSettings {
  return { certificate: 'good' }
}
