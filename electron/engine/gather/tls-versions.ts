import { X509Certificate } from 'node:crypto'
import { failureSentence } from '../../../shared/artifacts/failure.ts'
import type { Certificate } from '../../../shared/artifacts/tls-handshake.ts'
import { type TlsOffers, tlsVersionNames, type VersionOffer } from '../../../shared/artifacts/tls-versions.ts'
import { describeCertificate } from '../wire/certificate.ts'
import { versionCodes } from '../wire/tls/client-hello.ts'
import { offerVersion, type VersionAnswer } from '../wire/tls/offer-version.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { targetOf } from './addressing.ts'
import { withPlace } from './connect.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'

/**
 * Offers TLS 1.0 to 1.3 one by one, each over a connection of its own, to the server for EWS and to ActiveSync's where that is another. No
 * handshake is finished: what the server chooses, and the certificates it sends, come before that.
 */
export const tlsVersions = defineGatherer({
  artifact: 'tlsVersions',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake'],
  gather: async ({ endpoints, dnsAnswers, tlsHandshake }, context) => {
    // A handshake that fails is all the more reason to ask; a port that is closed is not.
    if (tlsHandshake.failure && tlsHandshake.connectMilliseconds === undefined) {
      return new Blocked('tlsHandshake', failureSentence(tlsHandshake.failure))
    }
    const ews = targetOf(new URL(endpoints.ews.url), dnsAnswers, context)
    // The address that answered, so that both gatherers speak of the same server.
    const first = { ...ews, address: tlsHandshake.address ?? ews.address, otherAddresses: [] }
    const servers = [await offersOf(first, 'ews', context)]
    const other = otherTarget(new URL(endpoints.activeSync.url), ews, (url) => targetOf(url, dnsAnswers, context))
    if (other) servers.push(await offersOf(other, 'active-sync', context))
    return { servers }
  },
})

/** Undefined where it is the same server, or has no address, of which DNS tells. */
function otherTarget(url: URL, ews: TlsTarget, find: (url: URL) => TlsTarget): TlsTarget | undefined {
  try {
    const target = find(url)
    return target.host === ews.host && target.port === ews.port ? undefined : target
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}

/** One after the other, so that a single place among the connections to a server is enough. */
async function offersOf(target: TlsTarget, purpose: TlsOffers['purpose'], context: GatherContext): Promise<TlsOffers> {
  const found: TlsOffers = { host: target.host, port: target.port, purpose, offers: [] }
  for (const version of tlsVersionNames) {
    try {
      const answer = await answerTo(target, version, context)
      found.address = answer.address
      found.offers.push(offerOf(version, answer))
      // The newest version whose certificates can be read is the last one asked.
      if (answer.flight.certificates) Object.assign(found, sentOf(answer.flight.certificates))
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      found.offers.push({ version, result: 'unanswered', detail: error.message.slice(0, 200) })
      if (error.failure.code === 'cancelled') break
    }
  }
  return found
}

/** Windows refuses by closing, and so does a connection that is lost by chance: only a second time is a refusal. */
async function answerTo(
  target: TlsTarget,
  version: VersionOffer['version'],
  context: GatherContext,
): Promise<VersionAnswer> {
  const offer = () => withPlace(target, context, () => offerVersion(target, version, context))
  const answer = await offer()
  return answer.ended === 'closed' || answer.ended === 'reset' ? await offer() : answer
}

const endWords = {
  closed: 'it closed the connection',
  reset: 'it reset the connection',
  'timed-out': 'no answer in time',
  malformed: 'its answer is not TLS',
} as const

function offerOf(version: VersionOffer['version'], { flight, ended }: VersionAnswer): VersionOffer {
  if (flight.alert !== undefined) return { version, result: 'refused', detail: `alert ${flight.alert}` }
  if (ended === 'timed-out' || ended === 'malformed') return { version, result: 'unanswered', detail: endWords[ended] }
  if (ended !== 'done') return { version, result: 'refused', detail: endWords[ended] }
  if (flight.version !== versionCodes[version]) {
    const chosen = tlsVersionNames.find((name) => versionCodes[name] === flight.version)
    return { version, result: 'refused', detail: `it chose ${chosen ?? 'a version that was not offered'}` }
  }
  const { cipher, keyExchange, clientCertificateRequested } = flight
  return {
    version,
    result: 'accepted',
    ...(cipher !== undefined && { cipher }),
    ...(keyExchange !== undefined && { keyExchange }),
    ...(clientCertificateRequested !== undefined && { clientCertificateRequested }),
  }
}

function sentOf(certificates: readonly Buffer[]): Pick<TlsOffers, 'sent' | 'unreadable'> {
  const sent: Certificate[] = []
  let unreadable = 0
  for (const der of certificates) {
    try {
      sent.push(describeCertificate(new X509Certificate(der)))
    } catch {
      // What a server sends as a certificate may be anything; how many of them were none is kept.
      unreadable += 1
    }
  }
  return { sent, ...(unreadable > 0 && { unreadable }) }
}
