import { isOfProxy } from '../../../shared/artifacts/failure.ts'
import type { TlsHandshake } from '../../../shared/artifacts/tls-handshake.ts'
import { describeCertificate } from '../wire/certificate.ts'
import { isPubliclyTrusted } from '../wire/public-authorities.ts'
import { HandshakeError, type TlsPeer } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { hostOf, targetOf } from './addressing.ts'
import { withConnection } from './connect.ts'
import { Blocked, defineGatherer } from './gatherer.ts'

/** TCP and TLS to the server that answers for EWS; the connection stays open for whoever asks there next. */
export const tlsHandshake = defineGatherer({
  artifact: 'tlsHandshake',
  needs: ['endpoints', 'dnsAnswers'],
  gather: async ({ endpoints, dnsAnswers }, context): Promise<TlsHandshake | Blocked> => {
    const url = new URL(endpoints.ews.url)
    const nothing: TlsHandshake = {
      host: hostOf(url),
      port: url.port === '' ? 443 : Number(url.port),
      chain: [],
      pinned: false,
      trusted: false,
      seenAt: context.now().toISOString(),
    }
    let target: ReturnType<typeof targetOf>
    try {
      target = targetOf(url, dnsAnswers, context)
    } catch (error) {
      if (error instanceof WireError) return new Blocked('dnsAnswers', error.message)
      throw error
    }
    try {
      const peer = await withConnection(target, context, async (connection) => connection.peer)
      return {
        ...nothing,
        ...wayOf(peer),
        publiclyTrusted: isPubliclyTrusted(peer.chain),
        connectMilliseconds: peer.connectMilliseconds,
        handshakeMilliseconds: peer.handshakeMilliseconds,
        protocol: peer.protocol,
        cipher: peer.cipher,
        chain: peer.chain.map(describeCertificate),
        sent: peer.sent.map(describeCertificate),
        nameMatches: peer.nameMatches,
        ...(peer.chainError === undefined ? {} : { chainError: peer.chainError }),
        pinned: peer.pinned,
        trusted: peer.trusted,
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      const { failure } = error
      if (error instanceof HandshakeError) {
        return { ...nothing, ...wayOf(error.reached), connectMilliseconds: error.connectMilliseconds, failure }
      }
      return { ...nothing, ...(isOfProxy(failure) ? {} : { address: target.address }), failure }
    }
  },
})

/** A proxy looks the name up for itself, and does not tell which address it found. */
function wayOf({ address, proxy, silentAddresses }: Pick<TlsPeer, 'address' | 'proxy' | 'silentAddresses'>) {
  return { ...(proxy ? {} : { address }), ...(silentAddresses.length > 0 && { silentAddresses }) }
}
