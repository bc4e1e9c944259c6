import { type HttpProxy, type ProxyFor, placeOfProxy, type Route } from '../wire/proxy.ts'

/** How the servers of one run are reached. */
export type RunRoute = {
  /** Undefined where they are reached directly. */
  proxyFor: ProxyFor | undefined
  /** The proxies that this machine named for them so far; undefined where it was not asked. */
  used(): string[] | undefined
}

/** Asks once for each URL how to reach it, and remembers which proxies were named. */
export function createRunRoute(proxyFor: ProxyFor | undefined): RunRoute {
  if (!proxyFor) return { proxyFor, used: () => undefined }
  const known = new Map<string, Promise<Route>>()
  const used = new Set<string>()
  const ask = async (url: string): Promise<Route> => {
    const route = await proxyFor(url)
    if (isProxy(route)) used.add(placeOfProxy(route))
    return route
  }
  return {
    proxyFor(url) {
      const asked = known.get(url) ?? ask(url)
      known.set(url, asked)
      return asked
    },
    used: () => [...used].toSorted(),
  }
}

function isProxy(route: Route): route is HttpProxy {
  return typeof route === 'object' && 'host' in route
}
