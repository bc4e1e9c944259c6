import { isIP } from 'node:net'

/** The name by which a ClientHello asks for a host: names only, and without the final dot (RFC 6066 section 3). */
export function indicatedName(host: string): string | undefined {
  const name = host.replace(/\.$/, '')
  return name === '' || isIP(name) ? undefined : name
}
