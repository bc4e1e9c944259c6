import { createHash } from 'node:crypto'
import { signatureHash } from './signature-hash.ts'

const prefix = Buffer.from('tls-server-end-point:', 'latin1')

/**
 * The channel binding of a TLS connection: 16 bytes for MsvAvChannelBindings, made from the server's own certificate
 * (RFC 5929 section 4.1). `certificate` is its DER form, as `getPeerCertificate().raw` gives it. Undefined when the
 * RFC gives the certificate's signature no binding, as for Ed25519.
 * @throws NtlmError `bad-certificate` when the bytes are not a certificate.
 */
export function channelBindingOf(certificate: Buffer): Buffer | undefined {
  const hash = signatureHash(certificate)
  return hash === undefined ? undefined : channelBindingToken(createHash(hash).update(certificate).digest())
}

/**
 * MD5 over the gss_channel_bindings_struct that holds a certificate's hash (MS-NLMP 2.2.2.1, RFC 2744 3.11): both
 * addresses absent, then the application data with its length.
 */
export function channelBindingToken(certificateHash: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(prefix.length + certificateHash.length)
  const absentAddresses = Buffer.alloc(16)
  return createHash('md5').update(absentAddresses).update(length).update(prefix).update(certificateHash).digest()
}
