import type { CertificatePath } from '../../artifacts/certificate-paths.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

export default defineCheck({
  meta: {
    id: 'certificate/names',
    step: 'certificate',
    subject: 'The certificate’s names',
    needs: ['tlsHandshake', 'certificatePaths'],
    guide: ['exchange.ews-visible'],
    why: 'A client accepts a certificate only for the names in it. A cloud service cannot click a warning away.',
    outcomes: {
      covers: { verdict: 'pass', title: 'The certificate of {server} covers {host}' },
      'name-missing': {
        verdict: 'fail',
        title: 'The certificate of {server} does not cover {host}',
        advice: 'Request a certificate whose subject alternative names include {host}; this one covers {names}.',
      },
      'autodiscover-elsewhere': {
        verdict: 'warn',
        title: '{autodiscover} leads to a server of somebody else, whose certificate covers {others}',
        advice:
          'Where Microsoft 365 or a hoster is meant to answer there, leave it so: clients follow its redirect over plain HTTP. Where your servers are, let {autodiscover} lead to them, with a certificate that covers that name too.',
      },
      'autodiscover-name-missing': {
        verdict: 'warn',
        title: 'The certificate of {server} covers {host}, and the one at {autodiscover} does not cover that name',
        advice:
          'Request a certificate whose subject alternative names include {autodiscover} too; clients that look for their settings there give up without a word.',
      },
    },
  },
  run: ({ tlsHandshake, certificatePaths }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    if (!leaf) return notSeen(tlsHandshake)
    const names = leaf.names.length > 0 ? leaf.names : [t`no name at all`]
    const evidence = { server, host: tlsHandshake.host, names }
    if (!tlsHandshake.nameMatches) return { outcome: 'name-missing', evidence }
    const uncovered = certificatePaths.paths.find(
      ({ purpose, nameMatches }) => purpose === 'autodiscover' && nameMatches === false,
    )
    // The server's own certificate is nobody else's, whatever other domain it is for.
    const isSame = uncovered?.certificate?.sha256 === leaf.sha256
    const others = uncovered && !isSame ? namesOfOthers(uncovered) : undefined
    if (uncovered && others) {
      return { outcome: 'autodiscover-elsewhere', evidence: { ...evidence, autodiscover: uncovered.host, others } }
    }
    if (uncovered) {
      return { outcome: 'autodiscover-name-missing', evidence: { ...evidence, autodiscover: uncovered.host } }
    }
    return { outcome: 'covers', evidence }
  },
})

/** The names in a trusted certificate that has none of the organisation's own; undefined for any other. */
function namesOfOthers({ host, verified, certificate }: CertificatePath): string[] | undefined {
  const domain = host.replace(/^autodiscover\./i, '').toLowerCase()
  const names = certificate?.names ?? []
  const isOwn = (name: string) => `.${name.toLowerCase()}`.endsWith(`.${domain}`)
  return verified && names.length > 0 && !names.some(isOwn) ? names : undefined
}
