import type { CertificatePath } from '../../../shared/artifacts/certificate-paths.ts'
import type { DnsAnswers, NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { describeCertificate } from '../wire/certificate.ts'
import { isPubliclyTrusted } from '../wire/public-authorities.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { hostOf } from './addressing.ts'
import { withConnection } from './connect.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'

const MOST_ADDRESSES_OF_A_NAME = 4

/** The certificate at each address of each of the organisation's names, over a connection that stays open for whoever asks there next. */
export const certificatePaths = defineGatherer({
  artifact: 'certificatePaths',
  needs: ['endpoints', 'dnsAnswers'],
  // One connection to the server has been opened then, and a closed port is known.
  after: () => ['tlsHandshake'],
  gather: async ({ endpoints, dnsAnswers }, context) => {
    const ports = new Map(
      [endpoints.activeSync.url, endpoints.ews.url].map((text) => {
        const url = new URL(text)
        return [hostOf(url), url.port === '' ? 443 : Number(url.port)] as const
      }),
    )
    const found = waysOf(dnsAnswers).map(({ name, purpose, address }) => {
      const port = ports.get(name) ?? context.organisation.httpsPort ?? 443
      return pathOf({ host: name, port, address, trust: context.trust, byAddress: true }, purpose, context)
    })
    return { paths: await Promise.all(found) }
  },
})

function waysOf({ names }: DnsAnswers) {
  return names.flatMap(({ name, purpose, addresses }) => {
    const different = [...new Set(addresses.map(({ address }) => address))]
    return different.slice(0, MOST_ADDRESSES_OF_A_NAME).map((address) => ({ name, purpose, address }))
  })
}

async function pathOf(
  target: TlsTarget,
  purpose: NameAnswer['purpose'],
  context: GatherContext,
): Promise<CertificatePath> {
  const { host, port, address } = target
  const path: CertificatePath = { host, port, address, purpose, authorities: [], verified: false }
  try {
    const peer = await withConnection(target, context, async (connection) => connection.peer)
    const [leaf, ...above] = peer.chain.map(describeCertificate)
    return {
      ...path,
      ...(leaf && { certificate: leaf }),
      authorities: [...new Set([...(leaf ? [leaf.issuer] : []), ...above.map(({ subject }) => subject)])],
      nameMatches: peer.nameMatches,
      verified: peer.chainError === undefined,
      publiclyTrusted: isPubliclyTrusted(peer.chain),
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { ...path, failure: error.failure }
  }
}
