import { isIP } from 'node:net'
import { t } from '../../shared/language/translate.ts'
import type { Route } from '../engine/wire/proxy.ts'

/** Far more than any setting of a proxy has. */
export const MOST_SETTING_CHARACTERS = 16 * 1024

export const unreadable: Route = { unsupported: t`the address of the proxy cannot be read` }
export const socks: Route = { unsupported: t`a SOCKS proxy` }
export const overTls: Route = { unsupported: t`a proxy that is itself spoken to over TLS` }
export const script: Route = { unsupported: t`an automatic configuration script, which only the window can run` }

/**
 * A proxy as people and systems write it: `proxy:8080`, `http://proxy:8080/`, `[fd00::8]:3128`. A name and a password in
 * it are dropped.
 */
export function proxyAt(text: string, defaultPort: number): Route {
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text.trim()) ?? []
  if (/^socks/i.test(scheme)) return socks
  if (/^https$/i.test(scheme)) return overTls
  if (!/^http$/i.test(scheme)) return unreadable
  const at = rest.lastIndexOf('@')
  // A password with such a character in it is no address, and a piece of it must not become one.
  if (/[/?#\\]/.test(rest.slice(0, Math.max(0, at)))) return unreadable
  const authority = rest.slice(at + 1).replace(/[/?#].*$/s, '')
  const [, ipv6, name, digits] = /^(?:\[([\da-f:.]+)\]|([\w.-]{1,253}))(?::(\d{1,5}))?$/i.exec(authority) ?? []
  const host = ipv6 ?? name
  const port = digits === undefined ? defaultPort : Number(digits)
  if (host === undefined || (ipv6 !== undefined && isIP(ipv6) !== 6) || port < 1 || port > 65_535) return unreadable
  return { host, port }
}
