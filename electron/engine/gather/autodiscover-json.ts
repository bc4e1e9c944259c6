import type { AutodiscoverWellKnown } from '../../../shared/artifacts/autodiscover.ts'
import type { JsonAnswer } from '../../../shared/artifacts/autodiscover-kinds.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { t } from '../../../shared/language/translate.ts'
import { wantsActiveSync } from '../../../shared/organisation/organisation.ts'
import { type JsonProtocol, jsonPath, readJsonResponse } from '../wire/autodiscover-json.ts'
import { WireError } from '../wire/wire-error.ts'
import { leadsToSignIn, redirectTarget, takeHop } from './autodiscover-hops.ts'
import { askAnonymously } from './autodiscover-walk.ts'
import { isFormForPeople } from './exchange-signs.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'

const protocols: readonly JsonProtocol[] = ['ActiveSync', 'EWS']

/** Autodiscover v2, which nobody signs in to: where ActiveSync and EWS of the mailbox are. */
export const autodiscoverJson = defineGatherer({
  artifact: 'autodiscoverJson',
  needs: ['autodiscoverWellKnown'],
  gather: async ({ autodiscoverWellKnown }, context) => {
    const origin = exchangeOrigin(autodiscoverWellKnown)
    if (origin === undefined) {
      return new Blocked('autodiscoverWellKnown', t`None of the ways to Autodiscover leads to an Exchange server.`)
    }
    const answers = await Promise.all(
      protocols
        .filter((protocol) => protocol === 'EWS' || wantsActiveSync(context.organisation))
        .map((protocol) => askJson(origin, protocol, context)),
    )
    return { answers }
  },
})

/** The first server on a client's way that asks for a sign-in as Exchange does. */
function exchangeOrigin({ attempts }: AutodiscoverWellKnown): string | undefined {
  const leading = attempts.find(
    ({ result, asks }) => result === 'settings' || (result === 'asks-for-sign-in' && asks?.asExchange),
  )
  const url = leading?.urls.at(-1)
  return url === undefined ? undefined : new URL(url).origin
}

async function askJson(origin: string, protocol: JsonProtocol, context: GatherContext): Promise<JsonAnswer> {
  const start = new URL(jsonPath(context.organisation.mailbox, protocol), origin).href
  const answer: JsonAnswer = { protocol, urls: [start], result: 'unreachable', exchanges: [] }
  for (;;) {
    const url = new URL(answer.urls.at(-1) ?? start)
    const headers = { 'user-agent': context.profile.userAgent, accept: 'application/json' }
    const asked = await askAnonymously(url, { method: 'GET', path: url.pathname + url.search, headers }, context)
    answer.exchanges.push(...asked.lost, ...(asked.exchange ? [asked.exchange] : []))
    if (asked.failure) return { ...answer, failure: asked.failure }
    const { exchange, body } = asked
    const next = redirectTarget(exchange, url.href)
    if (next === undefined) return { ...answer, ...judge(exchange, body, url.host) }
    const status = exchange.status === undefined ? {} : { status: exchange.status }
    if (leadsToSignIn(next)) {
      answer.urls.push(next)
      return { ...answer, ...status, result: 'sign-in-page' }
    }
    const refused = takeHop(answer.urls, next, context.organisation)
    if (refused) return { ...answer, ...status, result: refused }
  }
}

function judge(exchange: HttpExchange, body: Buffer, where: string): Pick<JsonAnswer, 'result'> & Partial<JsonAnswer> {
  const { status } = exchange
  const seen = status === undefined ? {} : { status }
  if (status === 401) return { ...seen, result: 'asks-for-sign-in' }
  if (isFormForPeople(exchange)) return { ...seen, result: 'sign-in-page' }
  try {
    const response = readJsonResponse(body, where)
    if (response.kind === 'url') return { ...seen, result: 'url', url: response.url }
    return { ...seen, result: 'error', errorCode: response.code, errorMessage: response.message }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    // A page for people says less than its status.
    if (status === 403 || status === 404 || status === 405) return { ...seen, result: 'not-found' }
    if (status !== 200) return { ...seen, result: 'server-error' }
    return { ...seen, result: 'not-json', failure: error.failure }
  }
}
