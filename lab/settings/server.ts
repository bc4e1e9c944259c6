/** What is set on one server by itself; all are alike unless one is different. */
export interface ServerSettings {
  /** Components that managed availability or an administrator has taken out of service. */
  outOfService: ('ews' | 'active-sync' | 'autodiscover')[]
  /** X-OWA-Version, where an update was left out or came before that of the others. */
  otherBuild: string | undefined
  /** `other`: HTTPS is bound to another site of IIS, which knows nothing of Exchange. */
  site: 'exchange' | 'other'
  /** Names to which no site of IIS is bound, so that http.sys refuses them. */
  unboundHosts: string[]
  /** How much longer it takes over each answer to somebody who signed in, because it is overloaded. */
  overloadMilliseconds: number
  /** Whether the server can ask a domain controller; without its secure channel it rejects every sign-in. */
  secureChannel: boolean
}

export function healthyServer(): ServerSettings {
  return {
    outOfService: [],
    otherBuild: undefined,
    site: 'exchange',
    unboundHosts: [],
    overloadMilliseconds: 0,
    secureChannel: true,
  }
}
