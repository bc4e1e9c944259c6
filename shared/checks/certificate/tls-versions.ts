import { type TlsOffers, tlsResultWords, type VersionOffer } from '../../artifacts/tls-versions.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { serverName } from '../server-name.ts'

const words = { TLSv1: 'TLS 1.0', 'TLSv1.1': 'TLS 1.1', 'TLSv1.2': 'TLS 1.2', 'TLSv1.3': 'TLS 1.3' } as const

export default defineCheck({
  meta: {
    id: 'certificate/tls-versions',
    step: 'certificate',
    subject: 'The versions of TLS',
    needs: ['tlsVersions'],
    guide: ['exchange.ews-visible'],
    why: 'TLS 1.2 is what all clients of today share. TLS 1.0 and 1.1 are retired (RFC 8996), and a server that still takes them can be talked down to them.',
    outcomes: {
      current: { verdict: 'pass', title: '{server} speaks {accepted}, and refuses what is older' },
      'newest-only': {
        verdict: 'warn',
        title: '{server} speaks TLS 1.3 and not TLS 1.2, which some clients need',
        advice:
          'Enable TLS 1.2 beside TLS 1.3 on {server} and on every device that ends TLS in front of it, unless every client is known to speak TLS 1.3.',
      },
      'outdated-still-on': {
        verdict: 'warn',
        title: '{server} still takes {outdated}',
        advice:
          'Disable TLS 1.0 and 1.1 in the registry of each server (SCHANNEL\\Protocols, Server: Enabled 0, DisabledByDefault 1), and on every device that ends TLS in front of it.',
      },
      'not-told': {
        verdict: 'unknown',
        title: '{server} did not say whether it speaks {unanswered}',
        advice: 'Run again when the way to {server} is quiet; how each version was answered is shown below.',
      },
    },
  },
  run: ({ tlsVersions: { servers } }) => {
    const judged = servers.map((server) => ({ server, outcome: outcomeOf(server) }))
    for (const outcome of ['newest-only', 'outdated-still-on', 'not-told', 'current'] as const) {
      const found = judged.find((each) => each.outcome === outcome)
      if (!found) continue
      const evidence = evidenceOf(found.server)
      if (outcome !== 'not-told') return { outcome, evidence }
      return { outcome, evidence, failure: { code: 'response-timed-out', where: evidence.server } }
    }
    // What is left speaks nothing of today, and its handshake has failed for that.
    const evidence = servers.map(evidenceOf)
    const seen = evidence.flatMap(({ versions }) => versions)
    const reason = t`${evidence[0]?.server} speaks neither TLS 1.2 nor TLS 1.3 (${seen.join('; ')}).`
    return { blocked: { by: 'tlsHandshake', reason } }
  },
})

function outcomeOf({ offers }: TlsOffers) {
  const resultOf = (version: VersionOffer['version']) => offers.find((offer) => offer.version === version)?.result
  const tls12 = resultOf('TLSv1.2')
  if (tls12 === 'refused') return resultOf('TLSv1.3') === 'accepted' ? 'newest-only' : 'nothing-current'
  if (tls12 !== 'accepted') return 'not-told'
  if (resultOf('TLSv1') === 'accepted' || resultOf('TLSv1.1') === 'accepted') return 'outdated-still-on'
  return offers.some(({ result }) => result === 'unanswered') ? 'not-told' : 'current'
}

function evidenceOf({ host, port, address, offers }: TlsOffers) {
  const named = (wanted: (offer: VersionOffer) => boolean) =>
    offers
      .filter(wanted)
      .map(({ version }) => words[version])
      .join(t` and `)
  const isAccepted = ({ result }: VersionOffer) => result === 'accepted'
  return {
    server: serverName(host, port),
    address,
    accepted: named(isAccepted),
    outdated: named((offer) => isAccepted(offer) && (offer.version === 'TLSv1' || offer.version === 'TLSv1.1')),
    unanswered: named(({ result }) => result === 'unanswered'),
    versions: offers.map(lineOf),
  }
}

function lineOf({ version, result, cipher, keyExchange, detail }: VersionOffer): string {
  let seen = `${words[version]}: ${tlsResultWords[result]}`
  for (const more of [cipher, keyExchange, detail]) if (more !== undefined) seen += `, ${more}`
  return seen
}
