import type { ServerCertificates } from '../../../shared/artifacts/server-certificates.ts'
import { describeCertificate } from '../wire/certificate.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { hostOf } from './addressing.ts'
import { withConnection } from './connect.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'
import { lookUp } from './look-up.ts'
import { type Candidate, candidatesOf, isAskable } from './node-candidates.ts'
import { withNodeLimits } from './node-limits.ts'
import { sideBySide } from './side-by-side.ts'

type Way = ServerCertificates['ways'][number]

/**
 * The certificate of each server that the organisation names, at its own address, over a connection that stays open for
 * whoever asks there next. Whether it is that of the published name must be known before anybody signs in; so they are
 * asked beside that, and once one shows the same, the others are not waited for.
 */
export const serverCertificates = defineGatherer({
  artifact: 'serverCertificates',
  needs: ['endpoints', 'dnsAnswers'],
  gather: async ({ endpoints, dnsAnswers }, context): Promise<ServerCertificates> => {
    const url = new URL(endpoints.ews.url)
    const host = hostOf(url)
    const servers = await Promise.all(
      (context.organisation.servers ?? []).map((name) => lookUp(name.toLowerCase(), 'ews', context)),
    )
    const { candidates } = candidatesOf(host, dnsAnswers, servers)
    const published = candidates.filter((each) => each.published).map(({ address }) => address)
    const others = candidates.filter((each) => each.listed && !each.published && isAskable(each))
    const port = url.port === '' ? 443 : Number(url.port)
    return { servers, ways: await waysTo(others, { host, port, published }, context) }
  },
})

async function waysTo(
  candidates: readonly Candidate[],
  { host, port, published }: { host: string; port: number; published: readonly string[] },
  context: GatherContext,
): Promise<Way[]> {
  const known = new AbortController()
  const signal = AbortSignal.any([context.signal, known.signal])
  const bounded = { ...context, limits: withNodeLimits(context.limits), signal }
  const ways: Way[] = []
  /** Whether the published name has shown this certificate. */
  const isShown = async (certificate: Buffer) => {
    const isPublished = (target: TlsTarget) => target.host === host && published.includes(target.address)
    const met = await context.connections.met(isPublished, signal)
    return met.some(({ peer }) => peer.chain[0]?.raw.equals(certificate))
  }
  await sideBySide(candidates, async ({ address, names }) => {
    if (signal.aborted) return
    const way = { address, names }
    try {
      const target = { host, port, address, trust: context.trust, byAddress: true } as const
      const [leaf] = await withConnection(target, bounded, async ({ peer }) => peer.chain)
      ways.push({ ...way, ...(leaf && { certificate: describeCertificate(leaf) }) })
      if (leaf && (await isShown(leaf.raw))) known.abort()
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      // What was given up because enough is known has not failed.
      if (!known.signal.aborted) ways.push({ ...way, failure: error.failure })
    }
  })
  return ways
}
