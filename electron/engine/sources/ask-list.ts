import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { type ListFileReading, readListFile } from '../../../shared/firewall/read-list-file.ts'
import { lookUp } from '../gather/look-up.ts'
import { deadline } from '../wire/deadline.ts'
import { type HttpAnswer, type HttpLimits, openHttpConnection } from '../wire/http-connection.ts'
import type { ProxyFor, Route } from '../wire/proxy.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { machineAuthorities } from '../wire/trust.ts'
import { WireError } from '../wire/wire-error.ts'
import { type AskRefusal, refuseAsk } from './ask-refusal.ts'
import { type AskedRoad, listRequest, needsSecret } from './list-request.ts'
import { refusalOfStatus } from './refusal-of-status.ts'
import { repeatsSecret } from './repeats-secret.ts'

export type AskContext = {
  signal: AbortSignal
  /** As the organisation has them: resolvers, and authorities beside those of this machine. */
  organisation: {
    resolvers?: string[] | undefined
    trust?: { certificateAuthorities?: string[] | undefined } | undefined
  }
  proxyFor?: ProxyFor | undefined
  now: () => Date
  monotonic: () => number
  random: (length: number) => Buffer
  limits?: HttpLimits
}

const LIMITS: HttpLimits = {
  connectMilliseconds: 8_000,
  handshakeMilliseconds: 8_000,
  answerMilliseconds: 30_000,
  bodyBytes: 16 * 1024 * 1024,
}
/** Exchange may be older; whoever publishes a list on the internet is not. */
const SAFE_TLS = ['TLSv1.2', 'TLSv1.3']
const KNOWN_CODINGS = ['', 'identity', 'gzip', 'x-gzip', 'deflate', 'br']

/**
 * Asks one address for a list: one GET, over TLS whose certificate verifies and names the host. No redirect is followed. The secret
 * is in that one request and nowhere else: not in what is returned or thrown.
 */
export async function askForList(
  road: AskedRoad,
  secret: string | null,
  context: AskContext,
): Promise<ListFileReading | AskRefusal> {
  const request = listRequest(road, secret)
  const { host } = request.url
  if (needsSecret(road) && secret === null) return refuseAsk('no-secret', host)
  // RFC 9110 section 5.5; what a header can't take would be refused further down with a sentence of another's.
  if (Object.values(request.headers).some((value) => !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)))
    return refuseAsk('secret-form', host)
  try {
    const limits = context.limits ?? LIMITS
    const target = await targetOf(request.url, { ...context, limits })
    const connection = await openHttpConnection(target, { ...context, limits })
    try {
      if (!connection.peer.trusted) return refuseAsk('untrusted', host)
      if (!SAFE_TLS.includes(connection.peer.protocol)) return refuseAsk('old-tls', host)
      const { path, headers } = request
      const answer = await connection.request({ method: 'GET', path, headers })
      return readAnswer(answer, request.url, { secret, pointer: request.pointer, now: context.now() })
    } finally {
      await connection.close()
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    if (context.signal.aborted) return refuseAsk('cancelled', host)
    return refuseAsk('unreachable', host, { failure: error.failure })
  }
}

function readAnswer(
  { exchange, body }: HttpAnswer,
  url: URL,
  { secret, pointer, now }: { secret: string | null; pointer: string | null; now: Date },
): ListFileReading | AskRefusal {
  const { host } = url
  const { failure, status } = exchange
  if (failure?.code === 'cancelled') return refuseAsk('cancelled', host)
  if (failure?.code === 'response-too-large') return refuseAsk('too-large', host)
  if (failure?.code === 'response-timed-out') return refuseAsk('timed-out', host)
  if (status === undefined) return refuseAsk('unreachable', host, { failure })
  const refused = refusalOfStatus(exchange, url, { secret, now })
  if (refused) return refused
  if (failure) return refuseAsk('cut-off', host)
  const codings = headerValues(exchange, 'content-encoding').flatMap((value) => value.split(','))
  if (codings.some((coding) => !KNOWN_CODINGS.includes(coding.trim().toLowerCase()))) return refuseAsk('coding', host)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return refuseAsk('not-utf-8', host)
  }
  if (repeatsSecret(text, secret)) return refuseAsk('secret-repeated', host)
  const reading = readListFile(text, { name: 'answer.json', pointer })
  return 'unreadable' in reading ? refuseAsk('no-list', host, { sentence: reading.sentence }) : reading
}

/**
 * Where the connection goes. A certificate that was pinned for a server of Exchange is none of a vendor's, so that only authorities
 * count. Behind a proxy the name is looked up there, and by nobody here.
 */
async function targetOf(url: URL, context: AskContext & { limits: HttpLimits }): Promise<TlsTarget> {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const { trust } = context.organisation
  const common = {
    ...{ host, port: url.port === '' ? 443 : Number(url.port) },
    trust: {
      authorities: [...machineAuthorities(), ...(trust?.certificateAuthorities ?? [])],
      pinned: new Set<string>(),
    },
  }
  if ((await routeTo(url, context)) !== 'direct') return { ...common, address: host }
  const answer = await lookUp(host, 'domain', { ...context, limits: {} })
  const [address, ...otherAddresses] = answer.addresses.map((found) => found.address)
  if (address !== undefined) return { ...common, address, otherAddresses }
  const { code = 'name-not-found', where = host, detail } = answer.failure ?? {}
  throw new WireError(context.signal.aborted ? 'cancelled' : code, where, detail)
}

/** Whoever tells of the proxy may have a script to fetch first; where that takes long, the connection says so. */
async function routeTo(url: URL, { proxyFor, signal, limits }: AskContext & { limits: HttpLimits }): Promise<Route> {
  if (!proxyFor) return 'direct'
  const limit = deadline(signal, limits.connectMilliseconds)
  const late = Promise.withResolvers<Route>()
  const stop = () => late.resolve({ unsupported: '' })
  limit.signal.addEventListener('abort', stop, { once: true })
  if (limit.signal.aborted) stop()
  try {
    return await Promise.race([proxyFor(`${url.origin}/`), late.promise])
  } finally {
    limit.clear()
  }
}
