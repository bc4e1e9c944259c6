import type { Autodiscover, AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { readAutodiscoverResponse } from '../wire/autodiscover-message.ts'
import { WireError } from '../wire/wire-error.ts'
import { leadsToSignIn, redirectTarget, takeHop } from './autodiscover-hops.ts'
import { isFormForPeople } from './exchange-signs.ts'

export type Settings = NonNullable<Autodiscover['settings']>

/** How a way to Autodiscover ended, less the addresses and exchanges that led there. */
export type AttemptEnd = Pick<AutodiscoverAttempt, 'result'> & Partial<AutodiscoverAttempt>

/** What one answer comes to: go on to the last of the addresses, ask for another mailbox, or stop. */
export type AnswerMeaning =
  | { kind: 'go-on' }
  | { kind: 'ask-for'; mailbox: string; end: AttemptEnd }
  | { kind: 'end'; end: AttemptEnd; settings?: Settings }

/**
 * Reads one answer of a POX address that is not a 401. Where it leads on, the next address is added to `urls`, and the
 * guards of redirects have been asked.
 */
export function meaningOf(
  { exchange, body }: { exchange: HttpExchange; body: Buffer },
  urls: string[],
  organisation: Organisation,
): AnswerMeaning {
  const url = urls.at(-1) ?? ''
  const status = exchange.status === undefined ? {} : { status: exchange.status }
  const end = (rest: AttemptEnd): AnswerMeaning => ({ kind: 'end', end: { ...status, ...rest } })
  if (exchange.failure) return end({ result: 'unreachable', failure: exchange.failure })
  const next = redirectTarget(exchange, url)
  if (next !== undefined) return goOn(next, urls, organisation, status)
  if ([403, 404, 405].includes(exchange.status ?? 0)) return end({ result: 'not-found' })
  if (exchange.status !== 200) return end({ result: 'server-error' })
  if (isFormForPeople(exchange)) return end({ result: 'sign-in-page' })
  try {
    const response = readAutodiscoverResponse(body, new URL(url).host)
    switch (response.kind) {
      case 'redirect':
        return URL.canParse(response.url)
          ? goOn(new URL(response.url).href, urls, organisation, status)
          : end({ result: 'not-autodiscover' })
      case 'redirect-address':
        return { kind: 'ask-for', mailbox: response.address, end: { ...status, result: 'address-loop' } }
      case 'error':
        return end({ result: 'error-response', errorCode: response.code, errorMessage: response.message })
      case 'settings': {
        const { kind: _kind, ...settings } = response
        return { kind: 'end', end: { ...status, result: 'settings' }, settings }
      }
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return end({ result: 'not-autodiscover', failure: error.failure })
  }
}

function goOn(next: string, urls: string[], organisation: Organisation, status: { status?: number }): AnswerMeaning {
  if (leadsToSignIn(next)) {
    urls.push(next)
    return { kind: 'end', end: { ...status, result: 'sign-in-page' } }
  }
  const refused = takeHop(urls, next, organisation)
  return refused ? { kind: 'end', end: { ...status, result: refused } } : { kind: 'go-on' }
}
