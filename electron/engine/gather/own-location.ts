import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { withoutUserinfo } from '../wire/without-userinfo.ts'
import type { GatherContext } from './gatherer.ts'
import { isOwnHost } from './own-host.ts'

/** X-MS-Location of a 451 (MS-ASHTTP 2.2.2.1.1): the address that the server sends a client to, as it stands there. */
export function locationOf(exchange: Pick<HttpExchange, 'headers' | 'status'>): string | undefined {
  return exchange.status === 451 ? headerValues(exchange, 'X-MS-Location')[0]?.slice(0, 500) : undefined
}

/** That address, less a name and a password in it, where a credential may be taken to it: https, and a host of the organisation's own. */
export function ownLocation(location: string | undefined, context: GatherContext): URL | undefined {
  const url = location === undefined ? null : URL.parse(withoutUserinfo(location))
  if (!url) return undefined
  return url.protocol === 'https:' && isOwnHost(url.hostname, context.organisation) ? url : undefined
}
