import { z } from 'zod'
import { Failure } from './failure.ts'

/** The parts of one X.509 certificate that an administrator compares. Times are ISO 8601 in UTC, or `unreadable`. */
export const Certificate = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  /** dNSName and iPAddress entries of the subject alternative name. */
  names: z.array(z.string()),
  validFrom: z.string(),
  validTo: z.string(),
  serialNumber: z.string(),
  /** Of the DER, hex in pairs with colons, as certificate viewers show it. */
  sha256: z.string(),
  keyType: z.string(),
  keyBits: z.int().optional(),
  /** Of the signature that its issuer put on it: `sha256WithRSAEncryption`; the OID of one that has no name here. */
  signatureAlgorithm: z.string().optional(),
  /** OIDs of the extended key usage; absent where the certificate does not restrict its use. */
  extendedKeyUsage: z.array(z.string()).optional(),
  selfSigned: z.boolean(),
})
export type Certificate = z.infer<typeof Certificate>

/** Artifact `tlsHandshake`: TCP and TLS to the server that answers for EWS. */
export const TlsHandshake = z.strictObject({
  host: z.string(),
  port: z.int(),
  /** The address that answered; where none did, the first that was tried. */
  address: z.string().optional(),
  /** Addresses of the same name that were tried before it and did not answer. */
  silentAddresses: z.array(z.strictObject({ address: z.string(), failure: Failure })).optional(),
  connectMilliseconds: z.number().optional(),
  handshakeMilliseconds: z.number().optional(),
  protocol: z.string().optional(),
  cipher: z.string().optional(),
  /** Leaf first, as built from what the server sent. */
  chain: z.array(Certificate),
  /** All that the server sent, each once, in that order; a run of an earlier version does not have it. */
  sent: z.array(Certificate).optional(),
  /** Whether `host` is among the leaf's names (RFC 6125 as Node's tls.checkServerIdentity reads it). */
  nameMatches: z.boolean().optional(),
  /** Why the chain does not verify, OpenSSL's code (CERT_HAS_EXPIRED…); absent when it does. */
  chainError: z.string().optional(),
  /** The administrator has seen this certificate and accepted it. */
  pinned: z.boolean(),
  /** Whether the chain leads to a public authority (Node's own list), as a cloud service asks for. */
  publiclyTrusted: z.boolean().optional(),
  /** Whether a credential may cross this connection: it verifies and names the host, or it is pinned. */
  trusted: z.boolean(),
  /** When it was looked at: what expiry is judged against. */
  seenAt: z.string(),
  failure: Failure.optional(),
})
export type TlsHandshake = z.infer<typeof TlsHandshake>
