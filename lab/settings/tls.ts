/** What can be served as the certificate of a name. */
export const certificateKinds = [
  'good',
  'renewed',
  'expired',
  'expires-in-10-days',
  'expires-in-20-days',
  'expires-in-45-days',
  'not-yet-valid',
  'without-name',
  'without-autodiscover',
  'of-the-wiki',
  'unknown-ca',
  'self-signed',
  'intermediate-missing',
  'policy-authority-missing',
  'wrong-order',
  'root-sent-along',
  'stranger-sent-along',
  'intermediate-expired',
  'weak-key',
  'sha1-signature',
  'no-server-usage',
  'of-balancer',
  'by-gateway',
  'by-inspection-product',
] as const
export type CertificateKind = (typeof certificateKinds)[number]

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

/** Certificates and TLS. */
export interface TlsSettings {
  /** Which certificate each name serves; one that is not named here serves the good one. */
  certificates: Partial<Record<string, CertificateKind>>
  /** The versions of TLS that are spoken, at every name. */
  oldest: TlsVersion
  newest: TlsVersion
  /** Names at which a client certificate is asked for, and no connection goes on without one. */
  clientCertificateWantedFor: string[]
  /** Names that something in between reads in the ClientHello, and then resets the connection. */
  resetFor: string[]
}

export function healthyTls(): TlsSettings {
  return {
    certificates: {},
    oldest: 'TLSv1.2',
    newest: 'TLSv1.3',
    clientCertificateWantedFor: [],
    resetFor: [],
  }
}
