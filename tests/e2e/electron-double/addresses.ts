/**
 * Chromium is no Electron: it does not take a scheme of our own. Addresses of a registered scheme are mapped to an https
 * origin that exists nowhere, answered by the app's handler, and mapped back wherever the app sees them.
 */
const schemes = new Set<string>()

/** Registers a scheme such as `postern`. */
export function registerScheme(scheme: string): void {
  schemes.add(scheme)
}

/** `postern://app/page` as Chromium is told: `https://app.postern.invalid/page`. */
export function chromiumAddress(address: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/.exec(address) ?? []
  return scheme !== undefined && schemes.has(scheme) ? `https://${host}.${scheme}.invalid${rest}` : address
}

/** The way back: `https://app.postern.invalid/page` as the app sees it, `postern://app/page`. */
export function electronAddress(address: string): string {
  const [, host, scheme, rest] = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.invalid(.*)$/.exec(address) ?? []
  return scheme !== undefined && schemes.has(scheme) ? `${scheme}://${host}${rest}` : address
}

/** The origin of a document, serialised as Electron does. */
export function electronOrigin(address: string): string {
  const url = electronAddress(address)
  const own = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]+)/.exec(url)?.[1]
  return own !== undefined && /^(https?|[^:]+):/.test(own) ? own : 'null'
}
