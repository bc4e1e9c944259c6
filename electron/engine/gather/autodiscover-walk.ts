import type { AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import { isBrokenOff } from '../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { autodiscoverRequest } from '../wire/autodiscover-message.ts'
import { type HttpRequest, unsentExchange } from '../wire/http-connection.ts'
import type { TlsPeer, TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { hostOf, targetOf } from './addressing.ts'
import { meaningOf, type Settings } from './autodiscover-answer.ts'
import { withConnection } from './connect.ts'
import { asksAsExchange } from './exchange-signs.ts'
import type { GatherContext } from './gatherer.ts'
import { lookUp } from './look-up.ts'
import { offeredSchemes } from './offered-schemes.ts'
import { isExchangeName } from './own-host.ts'

/** As far as a way leads without a credential, and what it gave there. */
export type Leg = { attempt: AutodiscoverAttempt; settings?: Settings; askFor?: string }

/** The POST that clients send to a POX address, for one mailbox. */
export function poxPost(url: URL, mailbox: string, userAgent: string): HttpRequest {
  return {
    method: 'POST',
    path: url.pathname + url.search,
    headers: { 'user-agent': userAgent, 'content-type': 'text/xml; charset=utf-8' },
    body: autodiscoverRequest(mailbox),
  }
}

/** Where a URL's host is, by what DNS said earlier in this run or says now. Throws a WireError when it says nothing. */
export async function lookedUpTarget(url: URL, context: GatherContext): Promise<TlsTarget> {
  const host = hostOf(url)
  const known = context.gathered.dnsAnswers?.names.find(({ name }) => name === host)
  return targetOf(url, { names: [known ?? (await lookUp(host, 'autodiscover', context))] }, context)
}

/** Goes on from the last of `urls` as far as redirects lead: https, the organisation's own hosts, none twice. */
export async function walkAnonymously(
  method: AutodiscoverAttempt['method'],
  urls: readonly string[],
  mailbox: string,
  context: GatherContext,
): Promise<Leg> {
  const attempt: AutodiscoverAttempt = { method, urls: [...urls], result: 'unreachable', exchanges: [] }
  for (;;) {
    const url = new URL(attempt.urls.at(-1) ?? '')
    const answer = await askAnonymously(url, poxPost(url, mailbox, context.profile.userAgent), context)
    attempt.exchanges.push(...answer.lost, ...(answer.exchange ? [answer.exchange] : []))
    if (answer.failure) return { attempt: { ...attempt, failure: answer.failure } }
    const { exchange, body, peer } = answer
    const problem = certificateProblemOf(peer, hostOf(url))
    const seen = { ...attempt, ...(problem && { certificateProblem: problem }) }
    if (exchange.status === 401) {
      const schemes = offeredSchemes(exchange)
      // A proxy that asks for Basic itself (pre-authentication) bears no mark of the Exchange behind it.
      const inItsPlace = schemes.includes('basic') && isExchangeName(url.hostname, context.organisation)
      const asks = { schemes, asExchange: asksAsExchange(exchange) || inItsPlace }
      return { attempt: { ...seen, result: 'asks-for-sign-in', status: 401, asks } }
    }
    const meaning = meaningOf({ exchange, body }, attempt.urls, context.organisation)
    if (meaning.kind === 'go-on') continue
    const leg: Leg = { attempt: { ...seen, ...meaning.end } }
    if (meaning.kind === 'ask-for') return { ...leg, askFor: meaning.mailbox }
    return meaning.settings ? { ...leg, settings: meaning.settings } : leg
  }
}

type AnonymousAnswer =
  | { exchange: HttpExchange; body: Buffer; peer: TlsPeer; failure?: undefined }
  | { exchange?: HttpExchange; failure: NonNullable<HttpExchange['failure']> }

/** How often a connection may be broken off before that is taken for the answer. */
const MOST_TRIES = 3

/**
 * One request without a credential, sent again where the connection is broken off: what a line does now and then is not
 * what the server says. Whatever stops it is told, never thrown; `lost` is what was seen before it was sent again.
 */
export async function askAnonymously(
  url: URL,
  request: HttpRequest,
  context: GatherContext,
): Promise<AnonymousAnswer & { lost: HttpExchange[] }> {
  const lost: HttpExchange[] = []
  for (;;) {
    const answer = await askOnce(url, request, context)
    if (!answer.failure || !isBrokenOff(answer.failure) || lost.length >= MOST_TRIES - 1) return { ...answer, lost }
    if (answer.exchange) lost.push(answer.exchange)
  }
}

async function askOnce(url: URL, request: HttpRequest, context: GatherContext): Promise<AnonymousAnswer> {
  let target: TlsTarget | undefined
  try {
    target = await lookedUpTarget(url, context)
    const answer = await withConnection(target, context, async (connection) => ({
      ...(await connection.request(request)),
      peer: connection.peer,
    }))
    const { failure } = answer.exchange
    return failure ? { exchange: answer.exchange, failure } : answer
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const exchange = target && unsentExchange(target, request, error, context.now())
    return { failure: error.failure, ...(exchange && { exchange }) }
  }
}

/** In words that follow the name of the host; undefined where a credential may cross. */
export function certificateProblemOf(peer: TlsPeer, host: string): string | undefined {
  if (peer.trusted) return undefined
  return peer.chainError ? `its chain does not verify: ${peer.chainError}` : `it does not cover ${host}`
}
