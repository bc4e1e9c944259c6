import type { Route } from '../engine/wire/proxy.ts'
import { MOST_SETTING_CHARACTERS, proxyAt, script, socks } from './proxy-address.ts'
import { hostIn, isInNetwork, isLike, MOST_EXCEPTIONS } from './proxy-bypass.ts'

/** What macOS says of a URL, out of what `scutil --proxy` prints. */
export function routeInScutil(url: string, printed: string): Route {
  const { values, exceptions } = read(printed)
  const isOn = (name: string) => values.get(`${name}Enable`) === '1'
  if (isOn('ProxyAutoConfig') || isOn('ProxyAutoDiscovery')) return script
  const kind = url.startsWith('https:') ? 'HTTPS' : 'HTTP'
  if (!isOn(kind) && !isOn('SOCKS')) return 'direct'
  const host = hostIn(url)
  if (values.get('ExcludeSimpleHostnames') === '1' && !host.includes('.') && !host.includes(':')) return 'direct'
  if (exceptions.some((one) => isLike(host, one) || isInNetwork(host, one))) return 'direct'
  if (!isOn(kind)) return socks
  const proxy = values.get(`${kind}Proxy`) ?? ''
  const named = proxy.includes(':') && !proxy.startsWith('[') ? `[${proxy}]` : proxy
  return proxyAt(`${named}:${values.get(`${kind}Port`) ?? '80'}`, 80)
}

/** The values of the outermost dictionary, and its list of exceptions; what belongs to one interface alone is further in. */
function read(printed: string): { values: Map<string, string>; exceptions: string[] } {
  const values = new Map<string, string>()
  const exceptions: string[] = []
  const inside: string[] = []
  for (const line of printed.slice(0, MOST_SETTING_CHARACTERS * 4).split(/\r?\n/)) {
    const [, name = '', value = ''] = /^\s*(\S+) : (.*)$/.exec(line) ?? []
    if (/<(?:dictionary|array)> \{\s*$/.test(line)) inside.push(name)
    else if (/^\s*\}\s*$/.test(line)) inside.pop()
    else if (inside.length === 1 && name !== '') values.set(name, value.trim())
    else if (inside.length === 2 && inside[1] === 'ExceptionsList') exceptions.push(value.trim())
  }
  return { values, exceptions: exceptions.slice(0, MOST_EXCEPTIONS) }
}
