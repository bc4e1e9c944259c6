import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { type Ending, endingElsewhere } from './ending-elsewhere.ts'
import { daysWords, type Lifetime, lifetimeAt } from './lifetime.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

export default defineCheck({
  meta: {
    id: 'certificate/validity',
    step: 'certificate',
    subject: 'The certificate’s validity',
    needs: ['tlsHandshake', 'certificatePaths'],
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
      'autodiscover-expired': {
        verdict: 'warn',
        title: 'The certificate of {server}, where clients look for Autodiscover, expired on {validTo}',
        advice:
          'Renew the certificate of {subject} and assign it to whoever answers at {server}; clients that look for their settings there refuse it.',
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
  run: ({ tlsHandshake, certificatePaths }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    const seenAt = Date.parse(tlsHandshake.seenAt)
    const elsewhere = endingElsewhere(certificatePaths.paths, leaf?.sha256, seenAt)
    const own = leaf && { server, certificate: leaf, lifetime: lifetimeAt(leaf, seenAt) }
    const all: Seen[] = [...(own ? [{ ...own, outcome: own.lifetime.state }] : []), ...elsewhere]
    // What clients refuse goes before what they will refuse; among equals the server's goes first, then what ends first.
    const [told, ...rest] = all.toSorted((left, right) => urgency[left.outcome] - urgency[right.outcome])
    if (!told) return notSeen(tlsHandshake)
    const { certificate, lifetime } = told
    const alsoEnding = rest.filter(({ outcome }) => outcome !== 'valid').map(endWords)
    const evidence = {
      server: told.server,
      subject: certificate.subject,
      validFrom: certificate.validFrom.slice(0, 10),
      validTo: certificate.validTo.slice(0, 10),
      ...lifeSeen(lifetime),
      ...(alsoEnding.length > 0 && { alsoEnding }),
    }
    return { outcome: told.outcome, evidence }
  },
})

type Seen = Omit<Ending, 'outcome'> & { outcome: keyof typeof urgency }

/** The verdict first: a failure before a warning, what has ended before what is about to. */
const urgency = {
  expired: 0,
  unreadable: 0,
  'not-yet-valid': 0,
  'autodiscover-expired': 1,
  'expires-soon': 2,
  'renewal-due': 3,
  valid: 4,
} as const

/** How much is left, or how long ago it expired: nothing where that cannot be read. */
function lifeSeen({ state, days }: Lifetime) {
  if (state === 'unreadable') return {}
  return state === 'expired' ? { expired: t`${daysWords(days)} ago` } : { days, remaining: daysWords(days) }
}

function endWords({ server, certificate, lifetime }: Seen): string {
  const day = certificate.validTo.slice(0, 10)
  return lifetime.state === 'expired'
    ? t`${server}: expired on ${day}`
    : t`${server}: ${daysWords(lifetime.days)} left, until ${day}`
}
