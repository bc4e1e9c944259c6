import type { SourceRoad } from '../../../shared/firewall/source-list.ts'

/** What exactly is asked, and of whom: nothing else is ever asked for a list. */
export type ListRequest = {
  url: URL
  /** Path and query, as they are sent. */
  path: string
  headers: Record<string, string>
  pointer: string | null
}

export type AskedRoad = Extract<SourceRoad, { address: string }>

/**
 * The request for the list of a source. The second version of the vendor's API takes the secret of the application as the user of
 * Basic, with an empty password, for every path that begins with `/a/`: so does the vendor's own client (nylas-nodejs 6,
 * `src/nylas-connection.ts` and `src/models/management-account.ts`).
 */
export function listRequest(road: AskedRoad, secret: string | null): ListRequest {
  const url = new URL(road.address)
  const accept = { accept: 'application/json', 'user-agent': 'Postern' }
  if (road.kind === 'vendor-api') {
    const path = `${url.pathname.replace(/\/+$/, '')}/a/${encodeURIComponent(road.clientId)}/ip_addresses`
    const authorization = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
    return { url, path, headers: { ...accept, ...(secret !== null && { authorization }) }, pointer: null }
  }
  const header = road.header?.toLowerCase()
  return {
    ...{ url, path: `${url.pathname}${url.search}`, pointer: road.pointer || null },
    headers: { ...accept, ...(header && secret !== null && { [header]: secret }) },
  }
}

/** Whether the source is asked with a secret. */
export function needsSecret(road: AskedRoad): boolean {
  return road.kind === 'vendor-api' || road.header !== null
}
