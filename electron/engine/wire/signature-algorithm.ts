import { derTag, dottedOid, readDerValues } from './ntlm/der-reader.ts'
import { NtlmError } from './ntlm/ntlm-error.ts'

/** Signature algorithms of certificates by OID (RFC 3279, RFC 4055, RFC 5758, RFC 8410), as their specifications name them. */
const names: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'md2WithRSAEncryption'],
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.3.14.3.2.29', 'sha1WithRSASignature'],
  ['1.2.840.113549.1.1.10', 'rsassaPss'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
  ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
  ['1.2.840.113549.1.1.14', 'sha224WithRSAEncryption'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3.1', 'ecdsa-with-SHA224'],
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
  ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
  ['1.2.840.10040.4.3', 'dsa-with-sha1'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
])

/**
 * The algorithm of the signature on a certificate in DER, by name or else by OID (RFC 5280 section 4.1.1.2). Read from the
 * bytes, because not every program that this runs in tells it. Throws NtlmError `bad-certificate` where they are none.
 */
export function signatureAlgorithm(certificate: Buffer): string {
  const [outer] = readDerValues(certificate, 0)
  const [, algorithm] = outer?.tag === derTag.sequence ? readDerValues(outer.contents, outer.offset) : []
  const [oid] = algorithm?.tag === derTag.sequence ? readDerValues(algorithm.contents, algorithm.offset) : []
  if (oid?.tag !== derTag.objectIdentifier) {
    throw new NtlmError('bad-certificate', 'The certificate has no signature algorithm where one is due.')
  }
  const dotted = dottedOid(oid.contents)
  return names.get(dotted) ?? dotted
}
