import type { Certificate } from '../../artifacts/tls-handshake.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { keyFlaw } from './key-flaw.ts'
import { usageWords } from './key-usages.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

export default defineCheck({
  meta: {
    id: 'certificate/key',
    step: 'certificate',
    subject: 'The certificate’s key and signature',
    needs: ['tlsHandshake'],
    guide: ['exchange.ews-visible'],
    why: 'Clients of today refuse keys below 2,048 bits of RSA, signatures with SHA-1 or MD5, and certificates that are not meant for servers. A browser on an old machine may still take them.',
    outcomes: {
      strong: { verdict: 'pass', title: 'The certificate of {server} has a key of {key}, signed with {signature}' },
      'key-too-short': {
        verdict: 'fail',
        title: '{subject} at {server} has a key of {key}, which clients refuse',
        advice:
          'Request a new certificate with a new key of 2,048 bits or more; a renewal that keeps the key keeps its length.',
      },
      'signature-outdated': {
        verdict: 'fail',
        title: '{subject} at {server} is signed with {signature}, which clients refuse',
        advice: 'Request a new certificate from an authority that signs with SHA-256; {issuer} signed this one.',
      },
      'not-for-servers': {
        verdict: 'fail',
        title: 'The certificate of {server} may not be used by a server',
        advice:
          'Request a certificate from a template with the extended key usage Server Authentication; this one has {usages}.',
      },
    },
  },
  run: ({ tlsHandshake }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    if (!leaf) return notSeen(tlsHandshake)
    const evidence = (certificate: Certificate) => ({
      server,
      subject: certificate.subject,
      issuer: certificate.issuer,
      key: keyOf(certificate),
      signature: certificate.signatureAlgorithm ?? t`an algorithm that was not told`,
      usages: certificate.extendedKeyUsage?.map(usageWords) ?? [t`no restriction`],
    })
    const found = keyFlaw(tlsHandshake)
    return found
      ? { outcome: found.flaw, evidence: evidence(found.in) }
      : { outcome: 'strong', evidence: evidence(leaf) }
  },
})

function keyOf({ keyType, keyBits }: Certificate): string {
  return keyBits === undefined ? keyType.toUpperCase() : t`${keyBits} bits (${keyType.toUpperCase()})`
}
