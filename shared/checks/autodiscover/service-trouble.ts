import { kindOfAddress } from '../../artifacts/address-kind.ts'
import type { ServiceGlance } from '../../artifacts/autodiscover-services.ts'
import { failureClause, isOfProxy } from '../../artifacts/failure.ts'
import { type HttpExchange, headerValues } from '../../artifacts/http-exchange.ts'
import { t } from '../../language/translate.ts'
import { type AddressParts, partsIn } from '../address-parts.ts'
import { answeredBy } from '../answered-by.ts'
import { isOfResolver, isWithoutConnection } from '../failure-kinds.ts'
import { isInsideName } from './leading.ts'

export type ServiceTrouble = {
  outcome: 'inside-name' | 'unanswered' | 'untrusted' | 'server-error' | 'other-answer' | 'unlike-exchange'
  detail?: string
}

/** What is wrong with one address for those who use it; nothing where it answers, or where nobody can tell from here. */
export function troubleOf(
  { url, services, failure, exchange, schemes, notAsked }: ServiceGlance,
  certificateProblem: string | undefined,
): ServiceTrouble | undefined {
  if (notAsked === 'foreign-host' && isInsideName(url)) return { outcome: 'inside-name' }
  if (notAsked) return undefined
  if (failure) {
    if (isOfResolver(failure) || isOfProxy(failure)) return undefined
    const isOutside = exchange?.address !== undefined && kindOfAddress(exchange.address) === 'public'
    if (isOutside && isWithoutConnection(failure)) return undefined
    return { outcome: 'unanswered', detail: failureClause(failure) }
  }
  if (certificateProblem) return { outcome: 'untrusted', detail: certificateProblem }
  if (exchange && isForPeople(services) && asksPeople(exchange, url)) return undefined
  if (exchange?.status !== undefined && exchange.status >= 500) return { outcome: 'server-error' }
  if (exchange?.status !== 401) return { outcome: 'other-answer' }
  const isWindows = schemes.includes('ntlm') || schemes.includes('negotiate')
  return isWindows || answeredBy(exchange) !== 'in-front' ? undefined : { outcome: 'unlike-exchange' }
}

/** Where people sign in, when what they opened sends them to another host: AD FS does, and so may a gateway. */
export function signInElsewhere({ url, services, exchange, notAsked, failure }: ServiceGlance): string | undefined {
  if (!exchange || notAsked || failure || !isForPeople(services)) return undefined
  const target = redirectTarget(exchange, url)
  return target && isElsewhere(target, url) ? target.host : undefined
}

/** What came, in a few words; a redirect without its query, which is long and says nothing. */
export function answerAt({ url, exchange, certificateProblem }: ServiceGlance): string {
  const target = exchange && redirectTarget(exchange, url)
  const scheme = target && target.protocol !== 'https:' ? `${target.protocol}//` : ''
  const led = target ? t` to ${scheme}${target.host}${target.pathname}` : ''
  return `${exchange?.status ?? t`no answer`}${led}${certificateProblem ? `; ${certificateProblem}` : ''}`
}

/** What people open in a browser, where a page to sign in on is as good as a 401. */
function isForPeople(services: ServiceGlance['services']): boolean {
  return services.every(({ service }) => service === 'options' || service === 'web-mail')
}

/**
 * Exchange redirects to its own form or to AD FS, and a gateway may show a form in its place. A redirect to the front
 * page is what a web site does with a path that it does not know.
 */
function asksPeople(exchange: HttpExchange, url: string): boolean {
  const target = redirectTarget(exchange, url)
  if (!target) return exchange.status === 200 && /<form|<input/i.test(exchange.bodyExcerpt ?? '')
  return target.protocol === 'https:' && (isElsewhere(target, url) || target.pathname !== '/')
}

function isElsewhere(target: AddressParts, url: string): boolean {
  return target.protocol === 'https:' && target.hostname !== partsIn(url)?.hostname
}

function redirectTarget(exchange: HttpExchange, from: string): AddressParts | undefined {
  const { status = 0 } = exchange
  if (status < 300 || status >= 400) return undefined
  const location = headerValues(exchange, 'location')[0]
  return location ? partsIn(location, from) : undefined
}
