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

/** Whether a body begins as a page does, whatever its answer says of itself. */
export function beginsAsPage(body: string): boolean {
  return /^\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html)\b/i.test(body)
}

/** Whether an answer says of itself that it is JSON. */
export function isJson(exchange: Pick<HttpExchange, 'headers'>): boolean {
  return headerValues(exchange, 'content-type').some((type) => /json/i.test(type))
}

/** A page with a form, for people to sign in with: what a proxy sends instead of 401. */
export function isFormForPeople(exchange: Pick<HttpExchange, 'headers' | 'bodyExcerpt'>): boolean {
  return isHtml(exchange) && hasForm(exchange.bodyExcerpt ?? '')
}

/** Whether a page has anything to fill in. */
export function hasForm(page: string): boolean {
  return /<form|<input/i.test(page)
}
