import { type DerValue, derTag, dottedOid, readDerValues } from './der-reader.ts'
import { NtlmError } from './ntlm-error.ts'

/** The hashes that a channel binding is made with, as node:crypto names them. */
export type SignatureHash = 'sha224' | 'sha256' | 'sha384' | 'sha512'

/** Signature algorithms by OID. RFC 5929 4.1 has SHA-256 in the place of MD5 and SHA-1. */
const bySignature: ReadonlyMap<string, SignatureHash> = new Map([
  ['1.2.840.113549.1.1.4', 'sha256'], // RSA with MD5
  ['1.2.840.113549.1.1.5', 'sha256'], // RSA with SHA-1
  ['1.3.14.3.2.29', 'sha256'], // RSA with SHA-1, the old OIW name
  ['1.2.840.113549.1.1.14', 'sha224'], // RSA
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.1', 'sha256'], // ECDSA with SHA-1
  ['1.2.840.10045.4.3.1', 'sha224'], // ECDSA
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
  ['1.2.840.10040.4.3', 'sha256'], // DSA with SHA-1
  ['2.16.840.1.101.3.4.3.1', 'sha224'], // DSA
  ['2.16.840.1.101.3.4.3.2', 'sha256'],
])

const rsaPss = '1.2.840.113549.1.1.10'

/** Hashes by OID, for RSA-PSS, which names its hash in parameters (RFC 4055 2.1). */
const byHash: ReadonlyMap<string, SignatureHash> = new Map([
  ['1.2.840.113549.2.5', 'sha256'], // MD5
  ['1.3.14.3.2.26', 'sha256'], // SHA-1
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])

/**
 * The hash with which tls-server-end-point digests a certificate (RFC 5929 4.1), found by the certificate's signature
 * algorithm. Undefined when the algorithm has no hash of its own (Ed25519, Ed448) or one that we do not know.
 * @throws NtlmError `bad-certificate` when the bytes do not begin as an X.509 certificate does.
 */
export function signatureHash(certificate: Buffer): SignatureHash | undefined {
  const [outer] = readDerValues(certificate, 0)
  const [, algorithm] = readSequence(outer, 'certificate')
  const [oid, parameters] = readSequence(algorithm, 'signature algorithm')
  const name = readOid(oid, 'signature algorithm')
  return name === rsaPss ? pssHash(parameters) : bySignature.get(name)
}

/** RSASSA-PSS-params: the hash is field [0], and SHA-1 where it is left out. */
function pssHash(parameters: DerValue | undefined): SignatureHash | undefined {
  const [first] = readSequence(parameters, 'RSA-PSS parameters')
  if (first?.tag !== derTag.context0) return 'sha256'
  const [algorithm] = readDerValues(first.contents, first.offset)
  const [oid] = readSequence(algorithm, 'RSA-PSS hash')
  return byHash.get(readOid(oid, 'RSA-PSS hash'))
}

function readSequence(value: DerValue | undefined, name: string): DerValue[] {
  if (value?.tag !== derTag.sequence) throw unexpected(value, name, 'a SEQUENCE')
  return readDerValues(value.contents, value.offset)
}

function readOid(value: DerValue | undefined, name: string): string {
  if (value?.tag !== derTag.objectIdentifier) throw unexpected(value, name, 'an OBJECT IDENTIFIER')
  return dottedOid(value.contents)
}

function unexpected(value: DerValue | undefined, name: string, wanted: string): NtlmError {
  const found = value === undefined ? 'missing' : `of tag ${value.tag} at offset ${value.offset}`
  return new NtlmError('bad-certificate', `The ${name} is ${found}; expected is ${wanted}.`)
}
