import { type Account, accounts } from '../users.ts'

/** Sign-in schemes as IIS writes them in WWW-Authenticate, in the order in which it offers them. */
export type OfferedScheme = 'Negotiate' | 'NTLM' | 'Basic'

/** Extended Protection of a virtual directory (ExtendedProtectionTokenChecking): what becomes of a channel binding. */
export type ChannelBindingPolicy = 'none' | 'allow' | 'require'

/** Who may sign in, and what Windows asks of it, at every virtual directory. */
export interface SignInSettings {
  passwords: Record<Account, string>
  /** Refuse an NTLM sign-in without a MIC. Windows only checks one that is announced, and curl sends none. */
  requireMessageIntegrity: boolean
}

export function healthySignIn(): SignInSettings {
  return {
    passwords: { alice: accounts.alice.password, bob: accounts.bob.password, zoë: accounts.zoë.password },
    requireMessageIntegrity: false,
  }
}
