import { defineCheck } from '../check.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

const SOON_DAYS = 30
/** From here on there is time for a request that takes weeks. */
const DUE_DAYS = 60
const DAY_MILLISECONDS = 86_400_000

export default defineCheck({
  meta: {
    id: 'certificate/validity',
    step: 'certificate',
    subject: 'The certificate’s validity',
    needs: ['tlsHandshake'],
    guide: ['exchange.ews-visible'],
    why: 'A client refuses a certificate outside its dates. It is the most common way in which a working server stops working overnight.',
    outcomes: {
      valid: { verdict: 'pass', title: 'The certificate of {server} is valid until {validTo}' },
      'renewal-due': {
        verdict: 'warn',
        title: 'The certificate of {server} is due for renewal: {remaining} are left, until {validTo}',
        advice: 'Request the next certificate now, and assign it to IIS on every node before {validTo}.',
      },
      'expires-soon': {
        verdict: 'warn',
        title: 'The certificate of {server} expires in {remaining}, on {validTo}',
        advice: 'Renew the certificate, and assign it to IIS on every node before {validTo}.',
      },
      expired: {
        verdict: 'fail',
        title: 'The certificate of {server} expired on {validTo}',
        advice: 'Renew the certificate of {subject} and assign it to IIS on every node.',
      },
      unreadable: {
        verdict: 'fail',
        title: 'The certificate of {server} is valid from {validFrom} to {validTo}, which are not both dates',
        advice: 'Replace the certificate of {subject}, and assign the new one to IIS on every node.',
      },
      'not-yet-valid': {
        verdict: 'fail',
        title: 'The certificate of {server} is not valid before {validFrom}',
        advice:
          'Check the clocks of this machine and of the certificate authority; if both are right, use the former certificate until {validFrom}.',
      },
    },
  },
  run: ({ tlsHandshake }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    if (!leaf) return notSeen(tlsHandshake)
    const seenAt = Date.parse(tlsHandshake.seenAt)
    const from = Date.parse(leaf.validFrom)
    const to = Date.parse(leaf.validTo)
    const days = Math.floor((to - seenAt) / DAY_MILLISECONDS)
    const seen = {
      server,
      subject: leaf.subject,
      validFrom: leaf.validFrom.slice(0, 10),
      validTo: leaf.validTo.slice(0, 10),
    }
    if (Number.isNaN(days) || Number.isNaN(from)) return { outcome: 'unreadable', evidence: seen }
    const evidence = {
      ...seen,
      days,
      remaining: days === 0 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`,
    }
    if (seenAt > to) return { outcome: 'expired', evidence }
    if (seenAt < from) return { outcome: 'not-yet-valid', evidence }
    // A certificate that lives for 90 days is renewed by a program, when a third of its life is left at the latest.
    const life = (to - from) / DAY_MILLISECONDS
    if (days < Math.min(SOON_DAYS, life / 6)) return { outcome: 'expires-soon', evidence }
    return { outcome: days < Math.min(DUE_DAYS, life / 3) ? 'renewal-due' : 'valid', evidence }
  },
})
