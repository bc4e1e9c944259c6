import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { HealthPage, Node } from '../../../shared/artifacts/nodes.ts'
import { describeCertificate } from '../wire/certificate.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { HandshakeError, type TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { withConnection } from './connect.ts'
import type { GatherContext } from './gatherer.ts'
import type { Candidate } from './node-candidates.ts'
import { withNodeLimits } from './node-limits.ts'
import { askNtlmInNegotiate } from './ntlm-in-negotiate.ts'
import { mayHideNtlm, offeredSchemes } from './offered-schemes.ts'

/** Exchange 2013 and later answer here for load balancers, without a sign-in, as long as the protocol is in service. */
const healthPaths = [
  '/ews/healthcheck.htm',
  '/Microsoft-Server-ActiveSync/healthcheck.htm',
  '/autodiscover/healthcheck.htm',
]

/** Asks one server at its own address what it is, without a credential. */
export async function probeNode(
  candidate: Candidate,
  target: TlsTarget,
  url: URL,
  context: GatherContext,
): Promise<Node> {
  const node: Node = { ...candidate, trusted: false, schemes: [], health: [] }
  const bounded = { ...context, limits: withNodeLimits(context.limits) }
  const request = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
  try {
    const answered = await withConnection(target, bounded, async (connection) => {
      const { peer } = connection
      const [leaf] = peer.chain
      return {
        connectMilliseconds: peer.connectMilliseconds,
        protocol: peer.protocol,
        ...(leaf && { certificate: describeCertificate(leaf) }),
        nameMatches: peer.nameMatches,
        ...(peer.chainError === undefined ? {} : { chainError: peer.chainError }),
        trusted: peer.trusted,
        ...describeAnswer((await connection.request(request)).exchange),
      }
    })
    const ntlmInNegotiate = mayHideNtlm(answered.exchange)
      ? await askNtlmInNegotiate(target, request, bounded)
      : undefined
    // Where nothing was answered, nothing more is asked.
    const health = answered.failure ? [] : await healthOf(target, context.profile.userAgent, bounded)
    const named = answered.server ?? health.find(({ server }) => server)?.server
    return {
      ...node,
      ...answered,
      ...(ntlmInNegotiate && { ntlmInNegotiate }),
      health,
      ...(named && { server: named }),
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const connected = error instanceof HandshakeError ? { connectMilliseconds: error.connectMilliseconds } : {}
    return { ...node, ...connected, failure: error.failure }
  }
}

function describeAnswer(exchange: HttpExchange) {
  const [server] = headerValues(exchange, 'x-feserver')
  const [version] = headerValues(exchange, 'x-owa-version')
  return {
    ...(exchange.status !== undefined && { status: exchange.status }),
    schemes: offeredSchemes(exchange),
    ...(server && { server }),
    ...(version && { version }),
    exchange,
    ...(exchange.failure && { failure: exchange.failure }),
  }
}

async function healthOf(target: TlsTarget, userAgent: string, context: GatherContext): Promise<HealthPage[]> {
  const pages: HealthPage[] = []
  for (const path of healthPaths) pages.push(await healthPage(target, path, userAgent, context))
  return pages
}

async function healthPage(
  target: TlsTarget,
  path: string,
  userAgent: string,
  context: GatherContext,
): Promise<HealthPage> {
  const request: HttpRequest = { method: 'GET', path, headers: { 'user-agent': userAgent } }
  try {
    const { exchange } = await withConnection(target, context, (connection) => connection.request(request))
    const { status, failure, bodyExcerpt = '' } = exchange
    // "200 OK<br/>EXCH01.contoso.com": the second line is the server's own name.
    const [, server] = /^\s*200 OK\s*<br\s*\/?>\s*([\w.-]{1,255})/i.exec(bodyExcerpt) ?? []
    return { path, ...(status !== undefined && { status }), ...(server && { server }), ...(failure && { failure }) }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { path, failure: error.failure }
  }
}
