import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeCertificate } from '../../../../electron/engine/wire/certificate.ts'
import { NtlmError } from '../../../../electron/engine/wire/ntlm/ntlm-error.ts'
import { signatureAlgorithm } from '../../../../electron/engine/wire/signature-algorithm.ts'
import { createAuthority, generateKeyPair, issueLeaf } from '../../../../lab/tls/authority.ts'

const sequence = (hex: string) => `30${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`
const certificateSignedWith = (oid: string) =>
  Buffer.from(
    sequence(`${sequence('')}${sequence(`06${(oid.length / 2).toString(16).padStart(2, '0')}${oid}`)}`),
    'hex',
  )

it.each([
  ['2a864886f70d010105', 'sha1WithRSAEncryption'],
  ['2a864886f70d01010b', 'sha256WithRSAEncryption'],
  ['2a8648ce3d040302', 'ecdsa-with-SHA256'],
  ['2b6570', 'Ed25519'],
  ['883703', '2.999.3'],
])('reads %s as %s', (oid, name) => {
  expect(signatureAlgorithm(certificateSignedWith(oid))).toBe(name)
})

it.each(['', '30', '3000', '0400', '30023000', '3004300004', '300530000500'])('refuses %s', (hex) => {
  expect(() => signatureAlgorithm(Buffer.from(hex, 'hex'))).toThrow(NtlmError)
})

it('refuses whatever it cannot read, and in no other way', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        signatureAlgorithm(Buffer.from(bytes))
      } catch (error) {
        expect(error).toBeInstanceOf(NtlmError)
      }
    }),
  )
})

it.each(['SHA-1', 'SHA-256'] as const)('finds %s in a certificate, and its use', async (hash) => {
  const keys = await generateKeyPair()
  const validity = { notBefore: new Date(), notAfter: new Date(Date.now() + 86_400_000) }
  const authority = await createAuthority('CN=Test', keys, validity)
  const leaf = await issueLeaf(authority, keys, ['a.test'], validity, { hash, usage: 'client' })
  expect(describeCertificate(new X509Certificate(leaf))).toMatchObject({
    signatureAlgorithm: hash === 'SHA-1' ? 'sha1WithRSAEncryption' : 'sha256WithRSAEncryption',
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
  })
})
