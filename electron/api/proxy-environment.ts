import type { Route } from '../engine/wire/proxy.ts'
import { MOST_SETTING_CHARACTERS, proxyAt } from './proxy-address.ts'
import { hostIn, isInNetwork, MOST_EXCEPTIONS } from './proxy-bypass.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** curl's own, where an address names none. */
const DEFAULT_PORT = 1080

/**
 * What the environment says of a URL, by curl's rules: `http_proxy` in small letters only, since a web server's CGI makes
 * HTTP_PROXY of a header. Undefined where it names no proxy.
 */
export function routeInEnvironment(url: string, environment: Environment): Route | undefined {
  const names = url.startsWith('https:') ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy']
  const proxy = firstOf([...names, 'all_proxy', 'ALL_PROXY'], environment)
  if (proxy === undefined) return undefined
  const exceptions = firstOf(['no_proxy', 'NO_PROXY'], environment) ?? ''
  return isException(hostIn(url), exceptions) ? 'direct' : proxyAt(proxy, DEFAULT_PORT)
}

/** An empty one is as if it were not there. */
function firstOf(names: readonly string[], environment: Environment): string | undefined {
  const name = names.find((one) => environment[one])
  return name === undefined ? undefined : environment[name]?.slice(0, MOST_SETTING_CHARACTERS)
}

/** A name stands for those below it too, with and without a dot before it; an address for itself, or for its network. */
function isException(host: string, exceptions: string): boolean {
  if (exceptions.trim() === '*') return true
  return exceptions
    .split(/[\s,]+/, MOST_EXCEPTIONS)
    .map((written) =>
      written
        .toLowerCase()
        .replace(/^\.|\.$/g, '')
        .replace(/^\[|\]$/g, ''),
    )
    .some((name) => name !== '' && (host === name || host.endsWith(`.${name}`) || isInNetwork(host, name)))
}
