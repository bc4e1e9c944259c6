import type { AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { withoutUserinfo } from '../wire/without-userinfo.ts'
import { isOwnHost } from './own-host.ts'

/** As many redirects as clients follow (MS-OXDSCLI 3.1.5.4). */
const MAXIMUM_REDIRECTS = 10

export type RefusedHop = Extract<
  AutodiscoverAttempt['result'],
  'redirect-loop' | 'redirect-to-http' | 'redirect-refused'
>

/**
 * Adds the next address to those that were asked, and says why it is not followed: twice the same, more than ten, from
 * https to http, or to a host that is not the organisation's own. A password would go with it.
 */
export function takeHop(urls: string[], next: string, organisation: Organisation): RefusedHop | undefined {
  const known = urls.some((url) => url.toLowerCase() === next.toLowerCase())
  urls.push(next)
  if (known || urls.length > MAXIMUM_REDIRECTS) return 'redirect-loop'
  const { protocol, hostname } = new URL(next)
  if (protocol === 'http:') return 'redirect-to-http'
  return protocol === 'https:' && isOwnHost(hostname, organisation) ? undefined : 'redirect-refused'
}

/** Where a redirect leads, less a name and a password in it; undefined for an answer that is none, or that names no address. */
export function redirectTarget(exchange: HttpExchange, from: string): string | undefined {
  const { status } = exchange
  if (status === undefined || status < 300 || status >= 400) return undefined
  const header = headerValues(exchange, 'location')[0]
  const location = header && withoutUserinfo(header)
  return location && URL.canParse(location, from) ? new URL(location, from).href : undefined
}

/** Where proxies and Exchange itself keep the page on which people sign in. */
const SIGN_IN_PATH = /log-?on|log-?in|sign-?in|\/auth\b|\/owa\b|my\.policy|saml|adfs|webauth/i

/** Whether a redirect leads people to a page to sign in on, which is no address of Autodiscover's. */
export function leadsToSignIn(target: string): boolean {
  const { pathname } = new URL(target)
  return !/\/autodiscover\//i.test(pathname) && SIGN_IN_PATH.test(pathname)
}
