import type { Route } from '../engine/wire/proxy.ts'
import { MOST_SETTING_CHARACTERS, overTls, proxyAt, socks, unreadable } from './proxy-address.ts'

/** What Chromium says of a URL, as a script does: `PROXY proxy:8080; DIRECT`. The first of them is the way. */
export function routeInList(list: string): Route {
  const [first = ''] = list.slice(0, MOST_SETTING_CHARACTERS).split(';')
  const [, kind = '', where = ''] = /^\s*(\S+)(?:\s+(\S+))?\s*$/.exec(first) ?? []
  switch (kind.toUpperCase()) {
    case 'DIRECT':
      return 'direct'
    case 'PROXY':
    case 'HTTP':
      return where.includes('://') ? unreadable : proxyAt(where, 80)
    case 'HTTPS':
      return overTls
    case 'SOCKS':
    case 'SOCKS4':
    case 'SOCKS5':
      return socks
    default:
      return unreadable
  }
}
