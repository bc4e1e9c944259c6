import { createHash } from 'node:crypto'
import type { Organisation } from '../../shared/organisation/organisation.ts'

/**
 * Where an organisation's password may go, as a short text: the addresses and servers that are named, who is asked for
 * names, the ports, and the authorities that are trusted. Two organisations that differ in one of them never share a
 * password, so that a file that names other servers for the same account does not get what was typed for these. A pinned
 * certificate is left out: it is accepted by hand, one at a time, for servers that are named here.
 */
export function passwordDestination({ ews, activeSync, servers, resolvers, httpsPort, httpPort, trust }: Organisation) {
  const ways = [
    ...[ews?.url, activeSync?.url, servers, resolvers, httpsPort, httpPort, trust?.certificateAuthorities],
  ].map((way) => way ?? null)
  return createHash('sha256').update(JSON.stringify(ways)).digest('hex').slice(0, 16)
}
