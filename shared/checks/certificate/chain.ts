import type { Certificate, TlsHandshake } from '../../artifacts/tls-handshake.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { chainAsSent, endsInTheDark, isSentAlone, whyUnseen } from './chain-as-sent.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

export default defineCheck({
  meta: {
    id: 'certificate/chain',
    step: 'certificate',
    subject: 'The certificate chain as it is sent',
    needs: ['tlsHandshake', 'tlsVersions'],
    guide: ['exchange.ews-visible'],
    why: 'A server has to send every certificate between its own and the root, each followed by its issuer’s. Windows fetches or remembers what is missing, and most clients of cloud services do not.',
    outcomes: {
      complete: { verdict: 'pass', title: '{server} sends its chain whole and in order' },
      'root-sent': {
        verdict: 'pass',
        title: '{server} sends its chain whole and in order, with the root, which is not needed',
      },
      'extra-sent': {
        verdict: 'pass',
        title: '{server} sends its chain whole, with certificates that do not belong to it: {extra}',
      },
      'order-unseen': {
        verdict: 'pass',
        title: '{server} sends its chain whole; its order is not seen, because {reason}',
      },
      'wrong-order': {
        verdict: 'warn',
        title: '{server} sends its certificates in another order than that of their issuers',
        advice:
          'Put the certificates in the file at the load balancer or proxy into this order: {order}. TLS 1.2 asks for it, and some clients insist.',
      },
      'end-unknown': {
        verdict: 'unknown',
        title:
          '{server} sends a chain that ends at {last}, issued by {above}, which was neither sent nor is known here',
        advice:
          'If {above} is the root of your own authority, add its certificate under More settings of the organisation (trust.certificateAuthorities in its file); that would tell. If it is below a root, the server has to send its certificate too: install it in the store Intermediate Certification Authorities of each server (Local Computer), or add it to the chain at the load balancer, and restart IIS.',
      },
      'intermediate-missing': {
        verdict: 'fail',
        title: '{server} does not send the certificate of {missing}, which signed {signed}',
        advice:
          'Install the certificate of {missing} in the store Intermediate Certification Authorities of each server (Local Computer), or add it to the chain at the load balancer, and restart IIS. Where {missing} is the root of your own authority, add it under More settings of the organisation (trust.certificateAuthorities in its file) instead.',
      },
    },
  },
  run: ({ tlsHandshake, tlsVersions }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    if (!leaf) return notSeen(tlsHandshake)
    if (leaf.selfSigned) {
      return {
        blocked: { by: 'tlsHandshake', reason: t`${server} has a self-signed certificate, which has no chain.` },
      }
    }
    const seen = chainAsSent(tlsHandshake, tlsVersions)
    // Of two of one name, that of the chain has signed what is below it.
    const path = pathOf(leaf, [...tlsHandshake.chain, ...(seen ?? [])])
    const evidence = {
      server,
      sent: seen?.map(nameOf) ?? [t`not seen: ${whyUnseen(tlsHandshake, tlsVersions)}`],
      order: path.map(nameOf),
    }
    const missing = missingIn(tlsHandshake, path, seen)
    if (missing) return { outcome: 'intermediate-missing', evidence: { ...evidence, ...missing } }
    const inOrder = (seen ?? []).filter((certificate) => path.some(({ sha256 }) => sha256 === certificate.sha256))
    if (inOrder.some(({ sha256 }, place) => sha256 !== path[place]?.sha256)) return { outcome: 'wrong-order', evidence }
    const last = path.at(-1) ?? leaf
    if (!last.selfSigned && endsInTheDark(tlsHandshake)) {
      return { outcome: 'end-unknown', evidence: { ...evidence, last: last.subject, above: last.issuer } }
    }
    if (!last.selfSigned && tlsHandshake.chainError !== undefined) {
      const reason = t`The certificate chain of ${server} is refused for another reason (${tlsHandshake.chainError}), which hides whether the issuer of ${last.subject} is known.`
      return { blocked: { by: 'tlsHandshake', reason } }
    }
    if (!seen) {
      return { outcome: 'order-unseen', evidence: { ...evidence, reason: whyUnseen(tlsHandshake, tlsVersions) } }
    }
    const extra = seen.filter((certificate) => !path.some(({ sha256 }) => sha256 === certificate.sha256)).map(nameOf)
    if (extra.length > 0) return { outcome: 'extra-sent', evidence: { ...evidence, extra } }
    return { outcome: inOrder.at(-1)?.selfSigned ? 'root-sent' : 'complete', evidence }
  },
})

/** From the leaf to the last issuer that is known, by names: each certificate once. */
function pathOf(leaf: Certificate, known: readonly Certificate[]): Certificate[] {
  const path = [leaf]
  for (let last = leaf; !last.selfSigned; ) {
    const issuer = known.find(({ subject, sha256 }) => {
      return subject === last.issuer && !path.some((seen) => seen.sha256 === sha256)
    })
    if (!issuer) break
    path.push(issuer)
    last = issuer
  }
  return path
}

/** The first certificate on the path that the server would have to send and does not: a root need not be sent. */
function missingIn(
  handshake: TlsHandshake,
  path: readonly Certificate[],
  sent: readonly Certificate[] | undefined,
): { missing: string; signed: string } | undefined {
  if (isSentAlone(handshake)) {
    return { missing: path[0]?.issuer ?? t`its issuer`, signed: path[0]?.subject ?? t`it` }
  }
  const unsent = path.findIndex(
    ({ selfSigned, sha256 }) => sent && !selfSigned && !sent.some((each) => each.sha256 === sha256),
  )
  const missing = path[unsent]
  return missing && { missing: missing.subject, signed: path[unsent - 1]?.subject ?? t`it` }
}

function nameOf({ subject }: Certificate): string {
  return subject
}
