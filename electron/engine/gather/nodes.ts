import { kindOfAddress } from '../../../shared/artifacts/address-kind.ts'
import { failureSentence } from '../../../shared/artifacts/failure.ts'
import type { Node, Nodes } from '../../../shared/artifacts/nodes.ts'
import { t } from '../../../shared/language/translate.ts'
import { hostOf } from './addressing.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { type Candidate, candidatesOf } from './node-candidates.ts'
import { probeNode } from './node-probe.ts'
import { sideBySide } from './side-by-side.ts'

/** Each server behind the published name, asked at its own address as clients ask, without a credential. */
export const nodes = defineGatherer({
  artifact: 'nodes',
  needs: ['endpoints', 'dnsAnswers', 'serverCertificates'],
  // One connection to the published name has been opened then, and is used again.
  after: () => ['tlsHandshake'],
  gather: async ({ endpoints, dnsAnswers, serverCertificates }, context): Promise<Nodes | Blocked> => {
    const url = new URL(endpoints.ews.url)
    const host = hostOf(url)
    const port = url.port === '' ? 443 : Number(url.port)
    const { candidates, ...others } = candidatesOf(host, dnsAnswers, serverCertificates.servers)
    if (candidates.length === 0) {
      const failure = dnsAnswers.names.find(({ name }) => name === host)?.failure
      return new Blocked('dnsAnswers', failure ? failureSentence(failure) : t`${host} has no address.`)
    }
    // One address that has been found silent already has nothing to add.
    const known = context.gathered.tlsHandshake
    const [only, ...more] = candidates
    if (known?.failure && more.length === 0 && known.address === only?.address) {
      return new Blocked('tlsHandshake', failureSentence(known.failure))
    }
    const found = await sideBySide(candidates, (candidate) => ask(candidate, host, port, url, context))
    return { host, port, seenAt: context.now().toISOString(), nodes: found, ...others }
  },
})

async function ask(candidate: Candidate, host: string, port: number, url: URL, context: GatherContext): Promise<Node> {
  const kind = kindOfAddress(candidate.address)
  // Nothing is sent to where no server of the organisation can be.
  if (kind === 'link-local' || kind === 'unusable') {
    return { ...candidate, unprobed: kind, trusted: false, schemes: [], health: [] }
  }
  const target = { host, port, address: candidate.address, trust: context.trust, byAddress: true } as const
  return probeNode(candidate, target, url, context)
}
