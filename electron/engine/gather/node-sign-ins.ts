import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { asksFor } from '../../../shared/artifacts/ews.ts'
import type { Node, NodeSignIns, Nodes } from '../../../shared/artifacts/nodes.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import { unsentExchange } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { unlessLeftAlone } from './ews-left-alone.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'
import { requestAsAccount } from './signed-in-request.ts'

type Attempt = NodeSignIns['attempts'][number]
type Scheme = NonNullable<NodeSignIns['scheme']>

/**
 * Signs in at each server in turn, with a password that the published name has accepted, and stops at the first server
 * that does not say yes: a rejection counts as a bad sign-in whatever its reason.
 */
export const nodeSignIns = defineGatherer({
  artifact: 'nodeSignIns',
  needs: ['endpoints', 'nodes', 'ntlmSignIn', 'basicSignIn'],
  // Last of all that sign in: after a rejection the password is not sent again, and nobody else must go without for it.
  after: () => ['signIns'],
  gather: async ({ endpoints, nodes, ntlmSignIn, basicSignIn }, context): Promise<NodeSignIns> => {
    const scheme = acceptedScheme(ntlmSignIn, basicSignIn)
    const willing = nodes.nodes.filter((node) => scheme && takesSignIn(node, scheme))
    // With one server, the sign-in at the published name was the one at that server.
    if (!scheme || nodes.nodes.length < 2) return { attempts: [], notTried: [] }
    // A run spends one rejected sign-in, and any server by itself may reject.
    if ((context.gathered.lastNtlmSignIn?.signIn ?? ntlmSignIn).result === 'rejected') {
      return { attempts: [], notTried: willing.map(({ address }) => address) }
    }
    const attempts: Attempt[] = []
    for (const node of willing) {
      if (attempts.some(({ result }) => result !== 'accepted')) break
      attempts.push(await signInAt(node, nodes, new URL(endpoints.ews.url), scheme, context))
    }
    return { scheme, attempts, notTried: willing.slice(attempts.length).map(({ address }) => address) }
  },
})

function acceptedScheme(ntlm: Artifacts['ntlmSignIn'], basic: Artifacts['basicSignIn']): Scheme | undefined {
  return [ntlm, basic].find(({ result }) => result === 'accepted')?.scheme
}

function takesSignIn(node: Node, scheme: Scheme): boolean {
  return node.trusted && node.status === 401 && asksFor(scheme, node)
}

async function signInAt(
  { address }: Node,
  { host, port }: Nodes,
  url: URL,
  scheme: Scheme,
  context: GatherContext,
): Promise<Attempt> {
  const target: TlsTarget = { host, port, address, trust: context.trust, byAddress: true }
  const request = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
  try {
    const options = { scheme, url: url.href, gatherer: 'nodeSignIns', anew: true }
    const { answer, exchanges, result, withheld } = await unlessLeftAlone(options, context, () =>
      requestAsAccount(target, request, options, context),
    )
    const status = answer?.exchange.status
    const failure = exchanges.at(-1)?.failure
    return {
      address,
      ...(withheld && { withheld }),
      result: withheld ? 'withheld' : result === 'not-sent' ? 'failed' : result,
      ...(status !== undefined && { status }),
      exchanges,
      ...(failure && { failure }),
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const exchanges = [unsentExchange(target, request, error, context.now())]
    return { address, result: 'failed', exchanges, failure: error.failure }
  }
}
