import { defineCheck } from '../check.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

export default defineCheck({
  meta: {
    id: 'certificate/names',
    step: 'certificate',
    subject: 'The certificate’s names',
    needs: ['tlsHandshake'],
    guide: ['exchange.ews-visible'],
    why: 'A client accepts a certificate only for the names in it. A cloud service cannot click a warning away.',
    outcomes: {
      covers: { verdict: 'pass', title: 'The certificate of {server} covers {host}' },
      'name-missing': {
        verdict: 'fail',
        title: 'The certificate of {server} does not cover {host}',
        advice: 'Request a certificate whose subject alternative names include {host}; this one covers {names}.',
      },
    },
  },
  run: ({ tlsHandshake }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    if (!leaf) return notSeen(tlsHandshake)
    const names = leaf.names.length > 0 ? leaf.names : ['no name at all']
    const evidence = { server, host: tlsHandshake.host, names }
    return { outcome: tlsHandshake.nameMatches ? 'covers' : 'name-missing', evidence }
  },
})
