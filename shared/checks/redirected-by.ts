import { type HttpExchange, headerValues } from '../artifacts/http-exchange.ts'
import { answeredBy } from './answered-by.ts'

/** Paths under which proxies and identity services keep the page on which people sign in. */
const SIGN_IN_PATH = /log-?on|log-?in|sign-?in|\/auth\b|my\.policy|saml|adfs|webauth|oauth2?\/authorize/i

/** First labels of the names that identity services have. */
const SIGN_IN_HOST = /^(?:sso|sts|adfs|fs|idp|auth|log-?in|log-?on|sign-?in)\d*\./i

/**
 * Whose redirect an answer of 3xx is, by who wrote it and where it leads:
 * - `site`: IIS's own setting HTTP Redirect, which a virtual directory inherits from its site. It leads elsewhere on the same host.
 * - `moved`: to the same service at another address.
 * - `sign-in`: of something that signs people in before it lets them on: to a page for that, or to a foreign host.
 * - `other`: none of these, as a rule of a proxy, or a redirect that names no address.
 */
export type Redirect = { by: 'site' | 'moved' | 'sign-in' | 'other'; location: string | undefined }

/** Tells whose redirect this answer to a request for `from` is. */
export function redirectedBy(exchange: Pick<HttpExchange, 'headers'>, from: string): Redirect {
  const location = headerValues(exchange, 'location')[0]
  const target = location === undefined ? null : URL.parse(location, from)
  if (!target) return { by: 'other', location }
  const asked = new URL(from)
  if (serviceOf(target) === serviceOf(asked)) {
    // To the very same address: a rule that goes in a circle, or wants a cookie that no client of a service keeps.
    return { by: isSamePlace(target, asked) ? 'other' : 'moved', location }
  }
  const isHere = target.hostname === asked.hostname
  const isOfSite = isHere && answeredBy(exchange) !== 'in-front'
  // Outlook on the web has its own page for signing in, to which the setting of the site may lead as well.
  if (isOfSite && /^\/(?:owa|ecp)\b/i.test(target.pathname)) return { by: 'site', location }
  if (SIGN_IN_PATH.test(target.pathname) || SIGN_IN_HOST.test(target.hostname)) return { by: 'sign-in', location }
  if (isOfSite) return { by: 'site', location }
  return { by: isHere || isRelated(target.hostname, asked.hostname) ? 'other' : 'sign-in', location }
}

/** The virtual directory: the first part of the path. */
function serviceOf({ pathname }: URL): string {
  return pathname.split('/')[1]?.toLowerCase() ?? ''
}

function isSamePlace(one: URL, other: URL): boolean {
  return one.origin === other.origin && one.pathname.toLowerCase() === other.pathname.toLowerCase()
}

/** Whether one name is above the other, or both are below one domain: mail2.contoso.com and mail.contoso.com. */
function isRelated(one: string, other: string): boolean {
  const above = (name: string) => name.slice(name.indexOf('.') + 1)
  const isBelow = (name: string, domain: string) => domain.includes('.') && name.endsWith(`.${domain}`)
  return isBelow(one, other) || isBelow(other, one) || (above(one).includes('.') && above(one) === above(other))
}
