import { type Account, accounts } from './users.ts'

/** Sign-in schemes as IIS writes them in WWW-Authenticate, in the order in which it offers them. */
export type OfferedScheme = 'Negotiate' | 'NTLM' | 'Basic'

/** Extended Protection of a virtual directory (ExtendedProtectionTokenChecking): what becomes of a channel binding. */
export type ChannelBindingPolicy = 'none' | 'allow' | 'require'

/** Which certificate mail.contoso.test serves. The other names always serve the good one. */
export type CertificateKind = 'good' | 'expired' | 'without-name' | 'unknown-ca'

/** How the lab behaves. A fault is a change to this; everything that answers a request reads it afresh. */
export interface Settings {
  dns: { absentNames: string[] }
  /** Whether anything listens on the HTTPS port. */
  listening: boolean
  certificate: CertificateKind
  passwords: Record<Account, string>
  /** Refuse an NTLM sign-in without a MIC. Windows only checks one that is announced, and curl sends none. */
  requireMessageIntegrity: boolean
  ews: {
    found: boolean
    schemes: OfferedScheme[]
    channelBinding: ChannelBindingPolicy
    /** EwsBlockList under EnforceBlockList: user agents answered 403 after sign-in; `*` stands for anything. */
    blockedUserAgents: string[]
  }
  autodiscover: { schemes: OfferedScheme[]; channelBinding: ChannelBindingPolicy; redirectLoop: boolean }
  activeSync: { schemes: OfferedScheme[]; optionsEaten: boolean }
}

/** An organisation in which nothing is wrong, with the defaults of Exchange 2019 CU14 and later. */
export function healthySettings(): Settings {
  return {
    dns: { absentNames: [] },
    listening: true,
    certificate: 'good',
    passwords: { alice: accounts.alice.password, bob: accounts.bob.password, zoë: accounts.zoë.password },
    requireMessageIntegrity: false,
    ews: { found: true, schemes: ['Negotiate', 'NTLM', 'Basic'], channelBinding: 'allow', blockedUserAgents: [] },
    autodiscover: { schemes: ['Negotiate', 'NTLM', 'Basic'], channelBinding: 'none', redirectLoop: false },
    activeSync: { schemes: ['Basic'], optionsEaten: false },
  }
}
