import type { Route } from '../engine/wire/proxy.ts'
import { MOST_SETTING_CHARACTERS, proxyAt, script, socks } from './proxy-address.ts'
import { hostIn, isLike, MOST_EXCEPTIONS } from './proxy-bypass.ts'

/** Where Windows keeps what the user's programs go by. */
export const internetSettings = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

/**
 * What Windows says of a URL, out of what `reg query` prints of Internet Settings. A script comes before a fixed proxy
 * there; that it may be looked for in the network by itself (WPAD) does not stand there in words.
 */
export function routeInRegistry(url: string, printed: string): Route {
  const values = valuesIn(printed)
  if (values.get('autoconfigurl')) return script
  if (Number(values.get('proxyenable') ?? '0') !== 1) return 'direct'
  const server = serverFor(url, values.get('proxyserver') ?? '')
  if (server === 'direct') return 'direct'
  if (isException(url, values.get('proxyoverride') ?? '')) return 'direct'
  return server
}

function valuesIn(printed: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const line of printed.slice(0, MOST_SETTING_CHARACTERS * 4).split(/\r?\n/)) {
    const [, name, value = ''] = /^ {4}(\S[^\t]*?) {4}REG_(?:SZ|EXPAND_SZ|DWORD)(?: {4}(.*))?$/.exec(line) ?? []
    if (name !== undefined) values.set(name.toLowerCase(), value.trim())
  }
  return values
}

/** One for all, or one for each scheme: `http=proxy:80;https=proxy:8443;socks=proxy:1080`. */
function serverFor(url: string, written: string): Route {
  const entries = written.split(/[;\s]+/).filter(Boolean)
  const all = entries.find((entry) => !entry.includes('='))
  const of = (scheme: string) =>
    entries.find((entry) => entry.toLowerCase().startsWith(`${scheme}=`))?.slice(scheme.length + 1)
  const own = of(url.startsWith('https:') ? 'https' : 'http') ?? all
  if (own !== undefined) return proxyAt(own, 80)
  return of('socks') === undefined ? 'direct' : socks
}

/** `<local>` is every name without a dot. */
function isException(url: string, written: string): boolean {
  const host = hostIn(url)
  const { protocol, port } = new URL(url)
  const withPort = `${host}:${port || (protocol === 'https:' ? '443' : '80')}`
  return written
    .split(/[;\s]+/, MOST_EXCEPTIONS)
    .map((entry) => entry.toLowerCase().replace(/^https?:\/\//, ''))
    .some((entry) => {
      if (entry === '<local>') return !host.includes('.') && !host.includes(':')
      return entry !== '' && (isLike(host, entry) || isLike(withPort, entry))
    })
}
