import { BlockList, isIP } from 'node:net'

/** Exceptions beyond this are not read. */
export const MOST_EXCEPTIONS = 1_000

/** The host of a URL, without the brackets of an IPv6 address and the dot at the end of a name. */
export function hostIn(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** Whether a host is like a pattern, in which each `*` stands for any characters. Takes time in proportion to both. */
export function isLike(host: string, pattern: string): boolean {
  const [first = '', ...parts] = pattern.toLowerCase().split('*')
  const last = parts.pop()
  if (last === undefined) return host === first
  if (!host.startsWith(first)) return false
  let at = first.length
  for (const part of parts) {
    const found = host.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return host.length - last.length >= at && host.endsWith(last)
}

/** Whether a host is an address in a network: `10.0.0.0/8`, `169.254/16`, `fd00::/8`. */
export function isInNetwork(host: string, network: string): boolean {
  const [, written = '', bits] = /^([\da-f.:]{1,45})\/(\d{1,3})$/i.exec(network) ?? []
  const isV6 = written.includes(':')
  const address = isV6 ? written : [...written.split('.'), '0', '0', '0'].slice(0, 4).join('.')
  const version = isIP(host)
  if (version === 0 || isIP(address) !== version || Number(bits) > (isV6 ? 128 : 32)) return false
  const list = new BlockList()
  const family = isV6 ? 'ipv6' : 'ipv4'
  list.addSubnet(address, Number(bits), family)
  return list.check(host, family)
}
