import type { Autodiscover, AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { autodiscoverRequest, readAutodiscoverResponse } from '../wire/autodiscover-message.ts'
import { type HttpRequest, unsentExchange } from '../wire/http-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { hostOf, targetOf } from './addressing.ts'
import { type BestSchemeAnswer, requestWithBestScheme } from './best-scheme.ts'
import { asksAsExchange } from './exchange-signs.ts'
import type { GatherContext } from './gatherer.ts'
import { lookUp } from './look-up.ts'
import { isOwnHost } from './own-host.ts'

const MAXIMUM_REDIRECTS = 10

type Result = Pick<
  AutodiscoverAttempt,
  'result' | 'status' | 'withheld' | 'certificateProblem' | 'errorCode' | 'errorMessage' | 'failure'
>
type Hop = { exchanges: AutodiscoverAttempt['exchanges'] } & (
  | { next: string }
  | { end: Result; settings?: Autodiscover['settings'] }
)

/** Asks one well-known address and follows its redirects: https only, the organisation's hosts only, none twice. */
export async function askAutodiscover(
  method: AutodiscoverAttempt['method'],
  start: string,
  context: GatherContext,
): Promise<{ attempt: AutodiscoverAttempt; settings?: Autodiscover['settings'] }> {
  const urls = [start]
  const exchanges: AutodiscoverAttempt['exchanges'] = []
  const finish = (result: Result) => ({ attempt: { method, urls, exchanges, ...result } })
  for (;;) {
    const hop = await askOnce(new URL(urls.at(-1) ?? start), context)
    exchanges.push(...hop.exchanges)
    if ('end' in hop) return { ...finish(hop.end), ...(hop.settings && { settings: hop.settings }) }
    const known = urls.some((url) => url.toLowerCase() === hop.next.toLowerCase())
    urls.push(hop.next)
    const status = exchanges.at(-1)?.status
    const seen = status === undefined ? {} : { status }
    if (known || urls.length > MAXIMUM_REDIRECTS) return finish({ result: 'redirect-loop', ...seen })
    const next = new URL(hop.next)
    if (next.protocol !== 'https:' || !isOwnHost(next.hostname, context.organisation)) {
      return finish({ result: 'redirect-refused', ...seen })
    }
  }
}

async function askOnce(url: URL, context: GatherContext): Promise<Hop> {
  const body = autodiscoverRequest(context.organisation.mailbox)
  const request: HttpRequest = {
    method: 'POST',
    path: url.pathname + url.search,
    headers: { 'user-agent': context.profile.userAgent, 'content-type': 'text/xml; charset=utf-8' },
    body,
  }
  const known = context.gathered.dnsAnswers?.names.find(({ name }) => name === hostOf(url))
  const names = [known ?? (await lookUp(hostOf(url), 'autodiscover', context))]
  try {
    const target = targetOf(url, { names }, context)
    try {
      const answer = await requestWithBestScheme(
        target,
        request,
        {
          url: url.href,
          gatherer: 'autodiscover',
          schemes: ['ntlm', 'basic'],
          // At the domain itself an agency's web site is met often; the password is not for its members' area.
          maySignIn: (open) => !sameName(target.host, context.organisation.domain) || asksAsExchange(open),
        },
        context,
      )
      return judgeHop(url, answer)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      const exchanges = [unsentExchange(target, request, error, context.now())]
      return { exchanges, end: { result: 'unreachable', failure: error.failure } }
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { exchanges: [], end: { result: 'unreachable', failure: error.failure } }
  }
}

function judgeHop(url: URL, answer: BestSchemeAnswer): Hop {
  const { exchanges } = answer
  const { exchange, body } = answer.last
  const { status, failure } = exchange
  if (failure || status === undefined) return { exchanges, end: { result: 'unreachable', ...(failure && { failure }) } }
  if (status >= 300 && status < 400) {
    const location = headerValues(exchange, 'location')[0]
    if (location && URL.canParse(location, url.href)) return { exchanges, next: new URL(location, url.href).href }
    return { exchanges, end: { result: 'server-error', status } }
  }
  if (answer.broken) {
    const failed = { code: 'ntlm-malformed', where: url.host, detail: answer.broken } as const
    return { exchanges, end: { result: 'sign-in-broken', status, failure: failed } }
  }
  if (status === 401) return { exchanges, end: { ...unauthorised(answer), status } }
  if (status === 404 || status === 403 || status === 405) return { exchanges, end: { result: 'not-found', status } }
  if (status !== 200) return { exchanges, end: { result: 'server-error', status } }
  return { exchanges, ...readBody(url, body, status) }
}

/** A 401 that stayed one: rejected, or nothing was sent, and why. */
function unauthorised({ withheld, certificateProblem, schemes }: BestSchemeAnswer): Result {
  if (!withheld) return { result: 'sign-in-rejected' }
  if (certificateProblem) return { result: 'certificate-untrusted', certificateProblem }
  // Not signed in to because it does not ask as Exchange does: a web site's members' area.
  if (withheld === 'not-offered' && schemes.includes('basic')) return { result: 'not-autodiscover' }
  return { result: 'sign-in-withheld', withheld }
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function readBody(
  url: URL,
  body: Buffer,
  status: number,
): { next: string } | { end: Result; settings?: Autodiscover['settings'] } {
  try {
    const response = readAutodiscoverResponse(body, url.host)
    if (response.kind === 'redirect') {
      return URL.canParse(response.url)
        ? { next: new URL(response.url).href }
        : { end: { result: 'not-autodiscover', status } }
    }
    if (response.kind === 'error') {
      return { end: { result: 'error-response', status, errorCode: response.code, errorMessage: response.message } }
    }
    const { kind: _kind, ...settings } = response
    return { end: { result: 'settings', status }, settings }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { end: { result: 'not-autodiscover', status, failure: error.failure } }
  }
}
