import { isIP } from 'node:net'
import './reflect-metadata.ts'
import { randomBytes } from 'node:crypto'
import * as x509 from '@peculiar/x509'

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
}

type Key = x509.X509CertificateCreateWithKeyParams['signingKey']

export interface KeyPair {
  readonly privateKey: Key
  readonly publicKey: Key
}

/** Exchange's certificates are RSA; 2048 bits is what its own wizard makes. */
export function generateKeyPair({ bits = 2048 }: { bits?: number } = {}): Promise<KeyPair> {
  return crypto.subtle.generateKey({ ...RSA, modulusLength: bits }, true, ['sign', 'verify'])
}

/** PKCS #8 in PEM, as node:tls takes it. It never leaves the process. */
export async function privateKeyPem(keys: KeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}

export interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

/** A certificate authority: its certificate, and the key that signs. */
export interface Authority {
  readonly certificate: x509.X509Certificate
  readonly pem: string
  readonly keys: KeyPair
}

/** A root when `issuer` is absent, else an authority below it, which has so many tiers of others below itself at most. */
export async function createAuthority(
  name: string,
  keys: KeyPair,
  validity: Validity,
  issuer?: Authority,
  tiersBelow = issuer === undefined ? 2 : 0,
): Promise<Authority> {
  const certificate = await certify({ subject: name, keys, validity, issuer: issuer ?? { name, keys } }, [
    new x509.BasicConstraintsExtension(true, tiersBelow, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ])
  return { certificate, pem: pemOf(certificate), keys }
}

/** What can be odd about a certificate that is otherwise a server's. */
export interface LeafOptions {
  /** Of the issuer's signature. */
  readonly hash?: 'SHA-1' | 'SHA-256'
  /** What it may be used for, by its extended key usage. */
  readonly usage?: 'server' | 'client'
}

/** A server certificate for `names`, which may be addresses too, in PEM. */
export async function issueLeaf(
  issuer: Authority,
  keys: KeyPair,
  names: readonly [string, ...string[]],
  validity: Validity,
  { hash = 'SHA-256', usage = 'server' }: LeafOptions = {},
): Promise<string> {
  const subject = `CN=${names[0]}, O=Contoso, C=DE`
  const certificate = await certify({ subject, keys, validity, issuer, hash }, [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[usage === 'server' ? 'serverAuth' : 'clientAuth']]),
    new x509.SubjectAlternativeNameExtension(
      names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
    ),
  ])
  return pemOf(certificate)
}

async function certify(
  parts: {
    subject: string
    keys: KeyPair
    validity: Validity
    issuer: Authority | { name: string; keys: KeyPair }
    hash?: 'SHA-1' | 'SHA-256'
  },
  extensions: x509.Extension[],
): Promise<x509.X509Certificate> {
  const { subject, keys, validity, issuer, hash = 'SHA-256' } = parts
  return x509.X509CertificateGenerator.create({
    serialNumber: `4f${randomBytes(15).toString('hex')}`,
    subject,
    issuer: 'certificate' in issuer ? issuer.certificate.subject : issuer.name,
    ...validity,
    signingAlgorithm: { ...RSA, hash },
    publicKey: keys.publicKey,
    signingKey: await signingKeyFor(issuer.keys.privateKey, hash),
    extensions: [
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  })
}

/** A key of WebCrypto signs with one hash only, so that another hash takes a copy of it. */
async function signingKeyFor(key: Key, hash: 'SHA-1' | 'SHA-256'): Promise<Key> {
  if (hash === 'SHA-256') return key
  const exported = await crypto.subtle.exportKey('pkcs8', key)
  return crypto.subtle.importKey('pkcs8', exported, { ...RSA, hash }, false, ['sign'])
}

function pemOf(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`
}
