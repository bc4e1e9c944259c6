import type { Organisation } from '../../../shared/organisation/organisation.ts'

/** Whether a host is the organisation's domain itself, where a web site is met more often than Exchange. */
export function isDomainItself(host: string, { domain }: Organisation): boolean {
  return host.toLowerCase() === domain.toLowerCase()
}

/** What the name of a host is made of. A name out of DNS or out of an answer may hold what leads a URL to another host. */
const HOST = /^[a-z0-9._-]+$/

/**
 * Whether a host belongs to the organisation: its domain, a name under it, or the host of an address that the
 * administrator named. Nothing else is asked anything, wherever a redirect leads; for a credential it takes more.
 */
export function isOwnHost(host: string, organisation: Organisation): boolean {
  const name = host.toLowerCase()
  const domain = organisation.domain.toLowerCase()
  if (name === domain || (HOST.test(name) && name.endsWith(`.${domain}`))) return true
  return isHostOf([organisation.ews?.url, organisation.activeSync?.url], name)
}

/**
 * Whether a host's name is there for Exchange alone: autodiscover under the mail domain, or the host of the EWS or
 * ActiveSync address that the administrator named. At the mail domain itself a web site answers as often.
 */
export function isExchangeName(host: string, { domain, ews, activeSync }: Organisation): boolean {
  const name = host.toLowerCase()
  if (name === domain.toLowerCase()) return false
  return name === `autodiscover.${domain.toLowerCase()}` || isHostOf([ews?.url, activeSync?.url], name)
}

function isHostOf(urls: readonly (string | undefined)[], name: string): boolean {
  return urls.some((url) => url !== undefined && new URL(url).hostname.toLowerCase() === name)
}
