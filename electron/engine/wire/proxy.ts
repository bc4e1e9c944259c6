/** Where an HTTP proxy listens. What signs in to it is never kept. */
export type HttpProxy = { host: string; port: number }

/** How a URL is reached: by a proxy, directly, or by something that Postern does not speak, in words. */
export type Route = HttpProxy | 'direct' | { unsupported: string }

/** Asks whoever knows how this machine is set to reach a URL. */
export type ProxyFor = (url: string) => Promise<Route>

/** `10.0.0.8:3128`, `[fd00::8]:3128`. */
export function placeOfProxy({ host, port }: HttpProxy): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
