import type { ActiveSyncOptions } from '../../../shared/artifacts/active-sync.ts'
import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { hostOf, targetOf } from './addressing.ts'
import { type BestSchemeAnswer, requestWithBestScheme } from './best-scheme.ts'
import { whoNamed } from './credential-guard.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { lookUp } from './look-up.ts'
import { orUnsent } from './or-unsent.ts'
import { locationOf, ownLocation } from './own-location.ts'
import { blockedByConnection, blockedByTrust } from './reachable.ts'

/** The ActiveSync OPTIONS command (MS-ASHTTP 2.2.3), as the vendor's client sends it before anything else. */
export const activeSyncOptions = defineGatherer({
  artifact: 'activeSyncOptions',
  needs: ['endpoints', 'dnsAnswers'],
  uses: () => ['tlsHandshake'],
  // The sign-in at EWS tells most of a password, so it has the first turn.
  after: () => ['ntlmSignIn', 'basicSignIn'],
  gather: async ({ endpoints, dnsAnswers }, context) => {
    const url = new URL(endpoints.activeSync.url)
    const request: HttpRequest = {
      method: 'OPTIONS',
      path: url.pathname + url.search,
      headers: { 'user-agent': context.profile.userAgent },
    }
    let target: ReturnType<typeof targetOf>
    try {
      target = targetOf(url, dnsAnswers, context)
    } catch (error) {
      if (error instanceof WireError) return new Blocked('dnsAnswers', error.message)
      throw error
    }
    const handshake = context.gathered.tlsHandshake
    // The server that EWS was looked for at has findings of its own about connection and certificate.
    const ewsServer = handshake?.host === target.host && handshake.port === target.port ? handshake : undefined
    const blocked = ewsServer && blockedByConnection(ewsServer)
    if (blocked) return blocked
    const about = { url: url.href, gatherer: 'activeSyncOptions', namedBy: whoNamed(endpoints, 'activeSync') }
    const options = { ...about, schemes: ['basic'] } as const
    const found = await orUnsent(target, request, context, () =>
      requestWithBestScheme(target, request, options, context),
    )
    if ('unsent' in found) {
      const { unsent, failure } = found
      return { url: url.href, schemes: [], versions: [], commands: [], exchanges: [unsent], failure }
    }
    const untrusted = ewsServer && found.asked.certificateProblem ? blockedByTrust(ewsServer) : undefined
    if (untrusted) return untrusted
    const answer = describe(url, found.asked)
    const next = ownLocation(answer.location, context)
    return next ? followed(answer, next, dnsAnswers, context) : answer
  },
})

/** The same question at the address that a 451 leads to, once; where that does not answer it, the 451 stands, with why. */
async function followed(
  first: ActiveSyncOptions,
  url: URL,
  dnsAnswers: Artifacts['dnsAnswers'],
  context: GatherContext,
): Promise<ActiveSyncOptions> {
  const host = hostOf(url)
  const known = dnsAnswers.names.some(({ name }) => name === host)
  const names = known ? dnsAnswers.names : [await lookUp(host, 'active-sync', context)]
  const request: HttpRequest = {
    method: 'OPTIONS',
    path: url.pathname + url.search,
    headers: { 'user-agent': context.profile.userAgent },
  }
  try {
    const about = { url: url.href, gatherer: 'activeSyncOptions' }
    const options = { ...about, schemes: ['basic'], namedBy: 'network' } as const
    const answer = describe(
      url,
      await requestWithBestScheme(targetOf(url, { names }, context), request, options, context),
    )
    const exchanges = [...first.exchanges, ...answer.exchanges]
    const { status, versions, commands, signedInWith, withheld, certificateProblem, failure } = answer
    if (status !== 200 || versions.length === 0 || signedInWith === undefined) {
      const why = {
        ...(status !== undefined && { status }),
        ...(withheld && { withheld }),
        ...(certificateProblem && { certificateProblem }),
        ...(failure && { failure }),
      }
      return { ...first, notFollowed: { url: url.href, ...why }, exchanges }
    }
    return { ...first, status, versions, commands, signedInWith, followedTo: url.href, exchanges }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { ...first, notFollowed: { url: url.href, failure: error.failure } }
  }
}

function describe(url: URL, answer: BestSchemeAnswer): ActiveSyncOptions {
  const { exchange } = answer.last
  return {
    url: url.href,
    schemes: answer.schemes,
    ...(answer.signedInWith && { signedInWith: answer.signedInWith }),
    ...(answer.withheld && { withheld: answer.withheld }),
    ...(answer.certificateProblem && { certificateProblem: answer.certificateProblem }),
    ...(exchange.status === undefined ? {} : { status: exchange.status }),
    versions: splitList(headerValues(exchange, 'MS-ASProtocolVersions')),
    commands: splitList(headerValues(exchange, 'MS-ASProtocolCommands')),
    ...locationIn(exchange),
    exchanges: answer.exchanges,
    ...(exchange.failure && { failure: exchange.failure }),
  }
}

function locationIn(exchange: HttpExchange): Pick<ActiveSyncOptions, 'location'> {
  const location = locationOf(exchange)
  return location === undefined ? {} : { location }
}

function splitList(values: string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
