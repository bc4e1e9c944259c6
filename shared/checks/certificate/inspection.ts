import type { CertificatePath } from '../../artifacts/certificate-paths.ts'
import { failureSentences } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { inspectionProducts } from './inspection-products.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

export default defineCheck({
  meta: {
    id: 'certificate/inspection',
    step: 'certificate',
    subject: 'Inspection of TLS on the way',
    needs: ['tlsHandshake', 'certificatePaths'],
    guide: ['exchange.ews-visible'],
    why: 'A device that opens TLS shows a certificate of its own in the place of the server’s. What is seen through it is not what others see, and Extended Protection refuses sign-ins that pass it.',
    outcomes: {
      'none-seen': { verdict: 'pass', title: 'Nothing shows that a device opens TLS on the way to {server}' },
      'product-named': {
        verdict: 'warn',
        title:
          'The certificate at {host} was issued by {authority}, which is named after a product that opens TLS: {product}',
        advice:
          'Exempt {host} from TLS inspection in {product} for this machine, and run again; until then, what is said about the certificate is said about that device.',
      },
      'issuers-differ': {
        verdict: 'warn',
        title: 'One way to the servers shows a certificate of {authority}, and another one of {other}',
        advice:
          'Look at the ways below: where a device opens TLS on one of them, exempt the servers of Exchange from that; where a node still has a former certificate, assign the current one.',
      },
    },
  },
  run: ({ tlsHandshake, certificatePaths }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    if (!leaf) return notSeen(tlsHandshake)
    const { paths } = certificatePaths
    const evidence = { server, ways: paths.map(wayOf) }
    for (const { host, authorities, purpose, verified, publiclyTrusted } of paths) {
      // No device has the key of a public authority, whatever that one is called.
      if (publiclyTrusted) continue
      // At the domain itself a firewall's own portal may answer, with the certificate that it was delivered with; one that
      // opens TLS has an authority that is trusted here.
      if (purpose === 'domain' && !verified) continue
      const found = productOf(authorities)
      if (found) return { outcome: 'product-named', evidence: { ...evidence, host, ...found } }
    }
    const differing = differingIssuers(paths)
    return differing
      ? { outcome: 'issuers-differ', evidence: { ...evidence, ...differing } }
      : { outcome: 'none-seen', evidence }
  },
})

const anyProduct = new RegExp(inspectionProducts.map(({ name }) => name.source).join('|'), 'i')

function productOf(authorities: readonly string[]): { authority: string; product: string } | undefined {
  for (const authority of authorities) {
    // Nearly none is named after any of them.
    if (!anyProduct.test(authority)) continue
    const known = inspectionProducts.find(({ name }) => name.test(authority))
    if (known) return { authority, product: known.product }
  }
  return undefined
}

/**
 * Two issuers among the ways to Exchange. Whose chain does not verify has a finding of its own, the company's web site is
 * often somebody else's, and two public authorities are an admin's choice: no device in between has the key of one.
 */
function differingIssuers(paths: readonly CertificatePath[]): { authority: string; other: string } | undefined {
  const ways = paths.filter(({ purpose, verified, certificate }) => purpose !== 'domain' && verified && certificate)
  const odd = ways.find(({ publiclyTrusted }) => !publiclyTrusted)
  const other = ways.find(({ certificate }) => certificate?.issuer !== odd?.certificate?.issuer)
  return odd?.certificate && other?.certificate
    ? { authority: odd.certificate.issuer, other: other.certificate.issuer }
    : undefined
}

function wayOf({ host, address, certificate, failure }: CertificatePath): string {
  return t`${host} at ${address}: ${certificate?.issuer ?? (failure ? failureSentences[failure.code] : t`no certificate`)}`
}
