import type { AutodiscoverAttempt, AutodiscoverMethod } from '../../../shared/artifacts/autodiscover.ts'
import { getPlain } from '../wire/plain-http.ts'
import { WireError } from '../wire/wire-error.ts'
import { redirectTarget, takeHop } from './autodiscover-hops.ts'
import { type Leg, lookedUpTarget, walkAnonymously } from './autodiscover-walk.ts'
import type { GatherContext } from './gatherer.ts'
import { isOwnHost } from './own-host.ts'
import { lookUpService } from './service-records.ts'

const PATH = '/autodiscover/autodiscover.xml'

/** Filtered on many a network, and worth no more than one repeated SYN while others wait. */
const PLAIN_CONNECT_MILLISECONDS = 2_000

/** The ways of one domain in a client's order. Before them stands the directory, which is not asked yet. */
export const methods: readonly AutodiscoverMethod[] = ['https-domain', 'https-autodiscover', 'http-redirect', 'srv']

const legs = new WeakMap<GatherContext, Map<string, Promise<Leg>>>()

/**
 * Goes one way without a credential, once in a run whoever asks: the search for settings and the comparison of all ways
 * share what was seen.
 */
export function legOf(method: AutodiscoverMethod, domain: string, context: GatherContext): Promise<Leg> {
  const ofRun = legs.get(context) ?? new Map<string, Promise<Leg>>()
  legs.set(context, ofRun)
  const key = `${method} ${domain.toLowerCase()}`
  const known = ofRun.get(key)
  if (known) return known
  const leg = goneOnce[method](domain, context)
  // Whoever waits for it hears of it; that nobody may is no reason to end the process.
  leg.catch(() => undefined)
  ofRun.set(key, leg)
  return leg
}

const goneOnce: Record<AutodiscoverMethod, (domain: string, context: GatherContext) => Promise<Leg>> = {
  'https-domain': (domain, context) => walkFrom('https-domain', domain, context),
  'https-autodiscover': (domain, context) => walkFrom('https-autodiscover', `autodiscover.${domain}`, context),
  'http-redirect': followPlainRedirect,
  srv: followServiceRecord,
}

function walkFrom(method: AutodiscoverMethod, host: string, context: GatherContext): Promise<Leg> {
  const { httpsPort, mailbox } = context.organisation
  const port = httpsPort === undefined || httpsPort === 443 ? '' : `:${httpsPort}`
  return walkAnonymously(method, [`https://${host}${port}${PATH}`], mailbox, context)
}

/** The unauthenticated GET (MS-OXDISCO 3.1.5.3): only where it redirects to https, and only to hosts of one's own. */
async function followPlainRedirect(domain: string, context: GatherContext): Promise<Leg> {
  const host = `autodiscover.${domain}`
  const port = context.organisation.httpPort ?? 80
  const url = new URL(`http://${host}:${port}${PATH}`)
  const attempt: AutodiscoverAttempt = {
    method: 'http-redirect',
    urls: [url.href],
    result: 'unreachable',
    exchanges: [],
  }
  let address: string
  try {
    address = (await lookedUpTarget(new URL(`https://${host}`), context)).address
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { attempt: { ...attempt, failure: error.failure } }
  }
  const { connectMilliseconds, answerMilliseconds } = context.limits
  const limits = {
    connectMilliseconds: Math.min(connectMilliseconds, PLAIN_CONNECT_MILLISECONDS),
    answerMilliseconds: Math.min(answerMilliseconds, PLAIN_CONNECT_MILLISECONDS),
  }
  const exchange = await getPlain({ host, port, address }, PATH, context.profile.userAgent, limits, context)
  attempt.exchanges.push(exchange)
  if (exchange.failure) return { attempt: { ...attempt, failure: exchange.failure } }
  const seen = exchange.status === undefined ? {} : { status: exchange.status }
  const next = redirectTarget(exchange, url.href)
  if (next === undefined) return { attempt: { ...attempt, ...seen, result: 'no-redirect' } }
  const refused = takeHop(attempt.urls, next, context.organisation)
  if (refused) return { attempt: { ...attempt, ...seen, result: refused } }
  return afterwards(
    attempt,
    await walkAnonymously('http-redirect', attempt.urls, context.organisation.mailbox, context),
  )
}

/** The SRV record (MS-OXDISCO 3.1.5.4): its target is asked over https, where it is a host of one's own. */
async function followServiceRecord(domain: string, context: GatherContext): Promise<Leg> {
  const attempt: AutodiscoverAttempt = { method: 'srv', urls: [], result: 'no-record', exchanges: [] }
  const found = await lookUpService(`_autodiscover._tcp.${domain}`, context)
  if (found.failure) return { attempt: { ...attempt, failure: found.failure } }
  const first = found.records.find(({ target }) => target !== '.')
  if (!first) return { attempt }
  const port = first.port === 443 ? '' : `:${first.port}`
  const url = `https://${first.target}${port}${PATH}`
  if (!URL.canParse(url)) return { attempt }
  if (!isOwnHost(first.target, context.organisation)) {
    return { attempt: { ...attempt, urls: [url], result: 'redirect-refused' } }
  }
  return walkAnonymously('srv', [url], context.organisation.mailbox, context)
}

/** What was seen before the walk stays in front of what was seen on it. */
function afterwards(before: AutodiscoverAttempt, leg: Leg): Leg {
  return { ...leg, attempt: { ...leg.attempt, exchanges: [...before.exchanges, ...leg.attempt.exchanges] } }
}
