import { type ArtifactName, artifactSchemas } from '../../../shared/artifacts/artifacts.ts'
import { nameOfNtlm } from '../../../shared/artifacts/ews.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { Knock, Reachability, RequestProbe } from '../../../shared/artifacts/reachability.ts'
import { tlsVersionNames } from '../../../shared/artifacts/tls-versions.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import type { HttpConnection, HttpRequest } from '../wire/http-connection.ts'
import { encodeNegotiate } from '../wire/ntlm/negotiate-message.ts'
import { inLane } from '../wire/round-trips.ts'
import type { TlsVersion } from '../wire/tls/client-hello.ts'
import { offerVersion } from '../wire/tls/offer-version.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { targetOf } from './addressing.ts'
import { withConnection, withPlace } from './connect.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'
import { lastAnswer } from './last-answer.ts'
import { challengeToken } from './offered-schemes.ts'
import { blockedByConnection } from './reachable.ts'
import type { TimerWatch } from './timer-watch.ts'

const KNOCKS = 10
/** As many at a time as any two clients would be; with the other questions of this gatherer, four connections of four. */
const KNOCKS_AT_A_TIME = 2
/** Timers are a few milliseconds late on every machine. */
const STALL_MILLISECONDS = 20
/** More than forty full packets of Ethernet, and well under the 64 KB that careful proxies read. */
const LARGE_BYTES = 60_000
/** A request that is not answered by then is taken to be stuck, where a small one was answered. */
const STUCK_MILLISECONDS = 10_000
/** On one connection: a client sends dozens, and more would keep the rest waiting. */
const REQUESTS_IN_A_ROW = 8
/** No more are begun after this long. */
const IN_A_ROW_MILLISECONDS = 5_000
/** After a silence that was asked for. */
const OWN_END_AFTER_MILLISECONDS = 60_000

const everythingElse = (Object.keys(artifactSchemas) as ArtifactName[]).filter((name) => name !== 'reachability')

/**
 * How connections come about, two at a time; and beside them how many requests a connection lasts for, and, one after
 * the other, how a large request gets through and whether NTLM can be begun.
 */
export const reachability = defineGatherer({
  artifact: 'reachability',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  // Last, when nothing else of ours is on the way.
  after: () => everythingElse,
  gather: async ({ endpoints, dnsAnswers, tlsHandshake, ewsChallenge }, context) => {
    const blocked = blockedByConnection(tlsHandshake)
    if (blocked) return blocked
    const url = new URL(endpoints.ews.url)
    const named = targetOf(url, dnsAnswers, context)
    const target = { ...named, address: tlsHandshake.address ?? named.address, otherAddresses: [] }
    const { host, port, address } = target
    const request = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
    const lastAnsweredAt = lastAnswer(context.gathered, target)
    const found: Reachability = { host, port, address, ...(lastAnsweredAt && { lastAnsweredAt }), knocks: [] }
    // They would hold places that are needed here, and whoever signed in on them has asked what there was to ask.
    await context.connections.closeIdle()
    const ntlm = nameOfNtlm(ewsChallenge)
    const askInTurn = async () => {
      for (const part of [
        () => largeRequest(target, request, ewsChallenge.exchange.status, context),
        ...(ntlm ? [() => ntlmBegun(target, request, ntlm, context)] : []),
      ]) {
        if (context.signal.aborted) break
        Object.assign(found, await part())
      }
    }
    const askInARow = async () => Object.assign(found, await requestsInARow(target, request, context))
    // The version that it has spoken: to another, many a server says nothing and closes, as if the connection were lost.
    const version = tlsVersionNames.find((name) => name === tlsHandshake.protocol) ?? 'TLSv1.2'
    await Promise.all([inLane(askInARow), inLane(askInTurn), knockAt(target, version, found.knocks, context)])
    return found
  },
})

/** Knocks so often, and adds what came of each in the order in which it ended. */
async function knockAt(target: TlsTarget, version: TlsVersion, knocks: Knock[], context: GatherContext): Promise<void> {
  let begun = 0
  const watch = context.watchTimers()
  const oneByOne = async () => {
    while (begun < KNOCKS && !context.signal.aborted) {
      begun += 1
      knocks.push(await knock(target, version, watch, context))
    }
  }
  try {
    await Promise.all(Array.from({ length: KNOCKS_AT_A_TIME }, () => inLane(oneByOne)))
  } finally {
    watch.stop()
  }
}

/** An offer of TLS that the server answers, so that a device which accepts connections in a dead server's place is not counted. */
async function knock(
  target: TlsTarget,
  version: TlsVersion,
  watch: TimerWatch,
  context: GatherContext,
): Promise<Knock> {
  const where = `${target.host}:${target.port}`
  try {
    const { ended, connectMilliseconds, answerMilliseconds, stalledMilliseconds } = await withPlace(
      target,
      context,
      async () => {
        const before = watch.lateMilliseconds()
        const answer = await offerVersion(target, version, context)
        return { ...answer, stalledMilliseconds: watch.lateMilliseconds() - before }
      },
    )
    const failure =
      ended === 'timed-out'
        ? ({ code: 'tls-failed', where, detail: 'no answer in time' } as const)
        : ended === 'reset' || ended === 'closed'
          ? ({ code: 'connection-reset', where } as const)
          : undefined
    return {
      connectMilliseconds: round(connectMilliseconds),
      ...(stalledMilliseconds >= STALL_MILLISECONDS && { stalledMilliseconds: round(stalledMilliseconds) }),
      ...(failure ? { failure } : { answerMilliseconds: round(answerMilliseconds) }),
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { failure: error.failure }
  }
}

async function requestsInARow(target: TlsTarget, request: HttpRequest, context: GatherContext) {
  const { idleSeconds } = context.organisation
  // What is to be silent for so long must not be closed by ourselves before.
  const idleMilliseconds = idleSeconds === undefined ? undefined : idleSeconds * 1_000 + OWN_END_AFTER_MILLISECONDS
  const limits = { ...context.limits, ...(idleMilliseconds && { idleMilliseconds }) }
  return alone(target, { ...context, limits }, async (connection) => {
    const inARow: RequestProbe[] = []
    const goesOn = () => inARow.every(({ failure, closeAnnounced }) => !failure && !closeAnnounced)
    const until = context.monotonic() + IN_A_ROW_MILLISECONDS
    const hasTime = () => inARow.length < 2 || context.monotonic() < until
    while (inARow.length < REQUESTS_IN_A_ROW && goesOn() && hasTime()) {
      inARow.push(await probe(connection, request, context))
    }
    const [first, second, ...further] = inARow
    const found = { ...(first && { first }), ...(second && { second }), ...(further.length > 0 && { further }) }
    if (idleSeconds === undefined || !goesOn()) return found
    await context.sleep(idleSeconds * 1_000, context.signal)
    const closedMeanwhile = !connection.isOpen()
    const after = { idleSeconds, probe: await probe(connection, request, context) }
    return { ...found, afterIdle: closedMeanwhile ? { ...after, closedMeanwhile } : after }
  })
}

async function largeRequest(
  target: TlsTarget,
  request: HttpRequest,
  usual: number | undefined,
  context: GatherContext,
) {
  const { answerMilliseconds } = context.limits
  const limits = { ...context.limits, answerMilliseconds: Math.min(answerMilliseconds, STUCK_MILLISECONDS) }
  // A comment is no part of the message (XML 1.0 section 2.5), so that the server answers as to the small one.
  const large = { ...request, body: `${request.body}<!--${'x'.repeat(LARGE_BYTES)}-->` }
  const ask = () =>
    alone(target, context, async (connection) => ({ large: await probe(connection, large, { ...context, limits }) }))
  const answer = await ask()
  const { status, failure } = answer.large ?? {}
  // A connection that is lost by chance says nothing about the size of what it carried, nor does a server that is busy.
  const isOfMoment = status === undefined ? failure?.code !== 'response-timed-out' : status !== usual && isBusy(status)
  return isOfMoment ? await ask() : answer
}

/** Too many requests, or trouble of the server's own: the next one may fare better. */
function isBusy(status: number): boolean {
  return status === 429 || status >= 500
}

/** MS-NLMP section 3.1.5.1: the challenge has to be answered on the very connection on which it came. */
async function ntlmBegun(target: TlsTarget, request: HttpRequest, name: 'NTLM' | 'Negotiate', context: GatherContext) {
  const authorization = `${name} ${encodeNegotiate().toString('base64')}`
  const begin = { ...request, body: '', headers: { ...request.headers, authorization } }
  return alone(target, context, async (connection) => {
    const { exchange } = await connection.request(begin, context)
    const challenged = challengeToken(exchange, name) !== undefined
    const challenge = probeOf(begin, exchange)
    if (!challenged || challenge.closeAnnounced) return { ntlm: { challenge, challenged } }
    // Beginning again is as good a question as answering, and needs no credential.
    return { ntlm: { challenge, challenged, next: await probe(connection, begin, context) } }
  })
}

/** On a connection of its own; nothing where that does not come about, of which the knocks tell more. */
async function alone(
  target: TlsTarget,
  context: GatherContext,
  use: (connection: HttpConnection) => Promise<Partial<Reachability>>,
): Promise<Partial<Reachability>> {
  try {
    return await withConnection(target, context, use, { alone: true })
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return {}
  }
}

async function probe(connection: HttpConnection, request: HttpRequest, context: GatherContext): Promise<RequestProbe> {
  const { exchange } = await connection.request(request, context)
  return probeOf(request, exchange)
}

function probeOf(request: HttpRequest, exchange: HttpExchange): RequestProbe {
  const says = (word: RegExp) => headerValues(exchange, 'connection').some((value) => word.test(value))
  // HTTP/1.0 closes behind each answer that does not say otherwise (RFC 9112 section 9.3).
  const closes = exchange.version === '1.0' ? !says(KEEP_ALIVE) : says(CLOSE)
  return {
    bytes: bytesOf(request),
    milliseconds: exchange.milliseconds.total,
    ...(exchange.status !== undefined && { status: exchange.status, closeAnnounced: closes }),
    ...(exchange.failure && { failure: exchange.failure }),
  }
}

/** One of the options that the header Connection lists. */
const CLOSE = /(?:^|,)\s*close\s*(?:,|$)/i
const KEEP_ALIVE = /(?:^|,)\s*keep-alive\s*(?:,|$)/i

function bytesOf({ body = '' }: HttpRequest): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
