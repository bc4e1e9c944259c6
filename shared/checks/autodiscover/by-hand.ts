import type { Autodiscover } from '../../artifacts/autodiscover.ts'

/**
 * What a user types where Autodiscover cannot be used: server, paths and name. Taken from the organisation's own word,
 * else from what Autodiscover gave before it failed.
 */
export function typedByHand({ known, settings, mailbox }: Autodiscover): string[] {
  const ews = known?.ewsUrl ?? settings?.externalEwsUrl
  const activeSync = known?.activeSyncUrl
  const server = hostIn(ews) ?? hostIn(activeSync) ?? settings?.server ?? 'the published name of Exchange'
  const lines = [
    `Server: ${server}`,
    `Address of EWS: ${ews ?? 'https://SERVER/EWS/Exchange.asmx'}`,
    `Address of ActiveSync: ${activeSync ?? 'https://SERVER/Microsoft-Server-ActiveSync'}`,
    `Mail address: ${mailbox}`,
  ]
  const name = known?.username
  const [domain, user] = name?.includes('\\') ? name.split('\\') : [undefined, name]
  if (domain !== undefined) lines.push(`Domain: ${domain}`)
  if (user !== undefined) lines.push(`User name: ${domain === undefined ? user : `${user}, or ${name}`}`)
  return lines
}

function hostIn(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.host
}
