import { type Account, accounts } from '../users.ts'

/**
 * Sign-in schemes as IIS writes them in WWW-Authenticate, in the order in which it offers them; but for the provider
 * Negotiate:Kerberos, which offers Negotiate and takes no NTLM in it.
 */
export type OfferedScheme = 'Negotiate' | 'Negotiate:Kerberos' | 'NTLM' | 'Basic'

/** Extended Protection of a virtual directory (ExtendedProtectionTokenChecking): what becomes of a channel binding. */
export type ChannelBindingPolicy = 'none' | 'allow' | 'require'

/** Why Windows refuses an account although its password is right. */
export type AccountRestriction = 'locked' | 'disabled' | 'logon-hours' | 'workstations'

/**
 * What stands in front of EWS and spoils sign-ins: a page with a form or a redirect to one in the place of 401; a proxy
 * that takes WWW-Authenticate away, closes the connection after an NTLM challenge, or shares its connections to the
 * server among all clients.
 */
export type SignInFront =
  | 'nothing'
  | 'form'
  | 'redirect'
  | 'strips-challenges'
  | 'closes-connections'
  | 'shares-connections'

/** Who may sign in, and what Windows asks of it, at every virtual directory. */
export interface SignInSettings {
  passwords: Record<Account, string>
  /** Refuse an NTLM sign-in without a MIC. Windows only checks one that is announced, and curl sends none. */
  requireMessageIntegrity: boolean
  restrictions: Partial<Record<Account, AccountRestriction>>
  /** Network security: Restrict NTLM: NTLM authentication in this domain, set to Deny all. */
  ntlmDeniedInDomain: boolean
  /** By how many minutes the clocks of the servers are ahead of the domain's; behind it when negative. */
  serverClockAheadMinutes: number
  front: SignInFront
}

export function healthySignIn(): SignInSettings {
  return {
    passwords: { alice: accounts.alice.password, bob: accounts.bob.password, zoë: accounts.zoë.password },
    requireMessageIntegrity: false,
    restrictions: {},
    ntlmDeniedInDomain: false,
    serverClockAheadMinutes: 0,
    front: 'nothing',
  }
}
