import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { offeredSchemes } from './offered-schemes.ts'

/** Headers that Exchange's front end puts on what it answers, errors included; a proxy's own page has none of them. */
const frontEndHeaders = ['x-feserver', 'x-calculatedbetarget', 'x-beserver', 'x-owa-version', 'ms-server-activesync']

/** Whether an answer went through Exchange's front end. */
export function isFromExchange(exchange: Pick<HttpExchange, 'headers'>): boolean {
  return frontEndHeaders.some((name) => headerValues(exchange, name).length > 0)
}

/** Whether what asks for a sign-in here is likely to be Exchange, or at least a Windows server, and not just a web site. */
export function asksAsExchange(exchange: Pick<HttpExchange, 'headers'>): boolean {
  const schemes = offeredSchemes(exchange)
  return isFromExchange(exchange) || schemes.includes('ntlm') || schemes.includes('negotiate')
}

/** Whether an answer says of itself that it is a page. */
export function isHtml(exchange: Pick<HttpExchange, 'headers'>): boolean {
  return headerValues(exchange, 'content-type').some((type) => /html/i.test(type))
}

/** A page with a form, for people to sign in with: what a proxy sends instead of 401. */
export function isFormForPeople(exchange: Pick<HttpExchange, 'headers' | 'bodyExcerpt'>): boolean {
  return isHtml(exchange) && /<form|<input/i.test(exchange.bodyExcerpt ?? '')
}
