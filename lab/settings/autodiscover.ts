import type { ChannelBindingPolicy, OfferedScheme } from './sign-in.ts'

/** Autodiscover, at every name that it answers for. */
export interface AutodiscoverSettings {
  schemes: OfferedScheme[]
  channelBinding: ChannelBindingPolicy
  /** A proxy ends TLS with a certificate of its own, so that no channel binding of a client is the server's. */
  bridged: boolean
  /** After which answers the proxy in front keeps a client's connection open. */
  keepAlive: 'all' | 'none'
  redirectLoop: boolean
  /** What the company's web site at contoso.test says to whatever is not there. */
  webSite: 'not-found' | 'page' | 'members-area'
  /** What stands in front of /autodiscover at the names of Exchange. */
  front:
    | 'exchange'
    | 'not-published'
    | 'pool-stopped'
    | 'sign-in-page'
    | 'redirects-to-owa'
    | 'redirects-to-http'
    | 'moved-to-cloud'
  /** Names at which a web server answers that knows nothing of Exchange. */
  elsewhere: string[]
  /** What autodiscover.contoso.test says over plain HTTP. */
  plain: 'tls-required' | 'redirects-to-foreign-host' | 'redirects-to-exchange' | 'redirects-to-wiki' | 'asks-for-basic'
  /** Whether the address of a mailbox is known to it: a user principal name is not, where it differs. */
  knowsAddresses: boolean
  /** Addresses that it sends on to another one. */
  sendsOn: Record<string, string>
  /** InternalUrl of EWS; undefined is the published one, empty is none. */
  internalEws: string | undefined
  /** ExternalUrl of the virtual directories; undefined is the published one, empty is none. */
  externalEws: string | undefined
  externalActiveSync: string | undefined
  /** ASUrl for the outside where it is not that of EWS, as from a server that was left out; and ExternalUrl of /OAB. */
  externalAvailability: string | undefined
  externalAddressBook: string | undefined
  /** ExternalUrl of /owa, which is also where EcpUrl leads since Exchange 2016, and of /mapi. */
  externalWebMail: string | undefined
  externalMapi: string | undefined
  /** The ErrorCode to a phone's request instead of settings. */
  mobileSyncError: 600 | 601 | undefined
  soap: 'answers' | 'not-published' | 'busy' | 'redirects-in-circles'
  json: 'answers' | 'not-published' | 'cloud'
}

export function healthyAutodiscover(): AutodiscoverSettings {
  return {
    schemes: ['Negotiate', 'NTLM', 'Basic'],
    channelBinding: 'none',
    bridged: false,
    keepAlive: 'all',
    redirectLoop: false,
    webSite: 'not-found',
    front: 'exchange',
    elsewhere: [],
    plain: 'tls-required',
    knowsAddresses: true,
    sendsOn: {},
    internalEws: undefined,
    externalEws: undefined,
    externalActiveSync: undefined,
    externalAvailability: undefined,
    externalAddressBook: undefined,
    externalWebMail: undefined,
    externalMapi: undefined,
    mobileSyncError: undefined,
    soap: 'answers',
    json: 'answers',
  }
}
