import { createHash } from 'node:crypto'

/**
 * The value that MsvAvChannelBindings carries: MD5 over a gss_channel_bindings_struct (RFC 2744 section 3.11, without
 * addresses) whose application data is `tls-server-end-point:` and the certificate's hash (RFC 5929 section 4.1;
 * MS-NLMP section 2.2.2.1).
 */
export function channelBindingHash(certificateHash: Uint8Array): Buffer {
  const application = Buffer.concat([Buffer.from('tls-server-end-point:', 'ascii'), certificateHash])
  const header = Buffer.alloc(20)
  header.writeUInt32LE(application.length, 16)
  return createHash('md5').update(header).update(application).digest()
}

/** The same, for a certificate in DER. Every certificate of the lab is signed with SHA-256, so that is its hash. */
export function channelBindingOf(certificate: Uint8Array): Buffer {
  return channelBindingHash(createHash('sha256').update(certificate).digest())
}
