import type { Autodiscover } from '../../artifacts/autodiscover.ts'
import { t, translated } from '../../language/translate.ts'
import { partsIn } from '../address-parts.ts'

/** Advice for where Autodiscover fails: what to do, and what users type for as long as it is not done. */
export function thenByHand(advice: string): string {
  return t`${translated(advice)} Until then users type by hand: {byHand}.`
}

/**
 * What a user types where Autodiscover cannot be used: server, addresses and name. Taken from the organisation's own word,
 * else from what Autodiscover gave before it failed.
 */
export function typedByHand({ known, settings, mailbox }: Autodiscover): string[] {
  const ews = known?.ewsUrl ?? settings?.externalEwsUrl
  const activeSync = known?.activeSyncUrl
  const server = hostIn(ews) ?? hostIn(activeSync) ?? settings?.server
  const at = `https://${server ?? 'SERVER'}`
  const lines = [
    t`Server: ${server ?? t`the published name of Exchange`}`,
    t`EWS: ${ews ?? `${at}/EWS/Exchange.asmx`}`,
    t`ActiveSync: ${activeSync ?? `${at}/Microsoft-Server-ActiveSync`}`,
    t`Mail address: ${mailbox}`,
  ]
  const name = known?.username
  const [domain, user] = name?.includes('\\') ? name.split('\\') : [undefined, name]
  if (domain !== undefined) lines.push(t`Domain: ${domain}`)
  if (user !== undefined) lines.push(t`User name: ${domain === undefined ? user : t`${user}, or ${name}`}`)
  return lines
}

function hostIn(url: string | undefined): string | undefined {
  return url === undefined ? undefined : partsIn(url)?.host
}
