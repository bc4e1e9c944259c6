import type { Account } from '../users.ts'
import { type ImpersonationRights, impersonationRights } from './impersonation.ts'
import type { ChannelBindingPolicy, OfferedScheme } from './sign-in.ts'
import { type ClientLimits, healthyThrottling, type ThrottlingPolicies } from './throttling.ts'

/** Who may use EWS, as Set-OrganizationConfig and again Set-CASMailbox hold it; null is what nobody has set. */
export interface ClientAccess {
  /** EwsEnabled. */
  enabled: boolean | null
  /** EwsApplicationAccessPolicy. */
  policy: 'none' | 'EnforceAllowList' | 'EnforceBlockList'
  /** EwsAllowList and EwsBlockList: user agents, with `*` for any characters. Only that of the policy counts. */
  allowList: string[]
  blockList: string[]
  /** EwsAllowOutlook, EwsAllowMacOutlook and EwsAllowEntourage: where set, they decide about these in the policy's place. */
  allowOutlook: boolean | null
  allowMacOutlook: boolean | null
  allowEntourage: boolean | null
}

/** EWS asks its clients to leave it alone. */
interface EwsThrottling {
  /**
   * 503 with Retry-After, a SOAP fault ErrorServerBusy with BackOffMilliseconds, or one that says no time:
   * ErrorExceededConnectionCount.
   */
  by: 'retry-after' | 'back-off' | 'connections'
  milliseconds: number
  /** The only operation that is meant; all of them when absent. */
  operation?: string
  /** How many answers say so, before all is well again. */
  answers: number
  /** What the clients of the account need; one whose policy allows that is left in peace. */
  need?: Partial<Record<keyof ClientLimits, number>>
}

/** What becomes of requests for one operation of EWS, by its element in the SOAP Body. */
interface BadOperation {
  name: string
  is: 'refused-in-front' | 'cut-in-front' | 'failing'
}

/** What Get-WebServicesVirtualDirectory shows beside what a client meets. */
export interface VirtualDirectoryExtras {
  DigestAuthentication: boolean
  OAuthAuthentication: boolean
  WSSecurityAuthentication: boolean
  CertificateAuthentication: boolean
  MRSProxyEnabled: boolean
  InternalNLBBypassUrl: string | null
  ExtendedProtectionFlags: string[]
  ExtendedProtectionSPNList: string[]
}

/** Exchange Web Services. */
export interface EwsSettings {
  found: boolean
  schemes: OfferedScheme[]
  channelBinding: ChannelBindingPolicy
  virtualDirectory: VirtualDirectoryExtras
  /** What stands in front opens TLS, so that the server expects the binding of another certificate. */
  bridged: boolean
  organisation: ClientAccess
  /** Of each mailbox, by its account. */
  mailboxes: Record<Account, ClientAccess>
  /**
   * How the two go together, on which Microsoft's documents disagree. `both`: each of them can refuse. `mailbox-prevails`:
   * what is set for the mailbox has the last word, EwsEnabled by itself and what is said of the client by itself.
   */
  precedence: 'both' | 'mailbox-prevails'
  /** What a proxy in front does with requests for EWS, before the sign-in or to what comes after it. */
  inFront: 'nothing' | 'forbids' | 'portal' | 'cuts' | 'rewrites-content-type' | 'drops-attributes'
  /** After which answers the proxy in front keeps a client's connection open: not those to strangers, or after none. */
  keepAlive: 'all' | 'not-to-strangers' | 'none'
  /** One operation that a product in front refuses (403) or cuts the connection at, or at which EWS itself fails. */
  badOperation: BadOperation | undefined
  /**
   * A second server behind the balancer, which keeps no affinity: a request after one that was answered goes to the other
   * of the two. Without a secure channel to the domain it rejects every sign-in.
   */
  otherServer: 'none' | 'healthy' | 'without-secure-channel'
  /** IIS, before Exchange sees a request. */
  iis: 'serves' | 'wants-tls' | 'pool-stopped' | 'redirects-to-owa'
  /** The EWS application fails with a page of ASP.NET instead of SOAP. */
  crashes: boolean
  /** The RequestServerVersion that it knows. */
  version: 'current' | 'exchange-2010'
  mailboxState: 'mounted' | 'dismounted' | 'moving' | 'in-silent-site' | 'without-directory'
  accountState: 'enabled' | 'disabled' | 'password-expired'
  /** The right of alice on the mailbox of bob. */
  rightsOnBob: 'none' | 'visible' | 'full'
  /** Whether alice has a mailbox of her own; a service account may have none. */
  ownMailbox: 'there' | 'none'
  /** Who holds ApplicationImpersonation, and for whom. */
  impersonation: ImpersonationRights
  /** `gone`: mailboxes are linked to accounts of another forest that is no longer there. */
  linkedAccount: 'there' | 'gone'
  policies: ThrottlingPolicies
  throttling: EwsThrottling | undefined
  /** How many subscriptions other clients of the account hold, of those that EwsMaxSubscriptions allows. */
  otherSubscriptions: number
  calendar: 'there' | 'missing' | 'damaged'
  hierarchy: 'readable' | 'corrupt'
  availability: 'works' | 'no-server-in-site' | 'generation-fails' | 'says-nothing'
  timeZones: 'known' | 'unreadable'
  /** `other-primary-address`: the mailbox has been given another one, which Autodiscover tells as well. */
  addressList: 'whole' | 'hides-mailboxes' | 'unreachable' | 'other-primary-address'
  /** What an organisation file says in the place of alice's own mailbox. */
  organisationFile: { mailbox?: string; impersonation?: true; idleSeconds?: number }
}

/** Everything as setup leaves it, with these differences. */
export function clientAccess(differences: Partial<ClientAccess> = {}): ClientAccess {
  return {
    enabled: null,
    policy: 'none',
    allowList: [],
    blockList: [],
    allowOutlook: null,
    allowMacOutlook: null,
    allowEntourage: null,
    ...differences,
  }
}

/** The same for every mailbox. */
export function atEachMailbox(differences: Partial<ClientAccess> = {}): Record<Account, ClientAccess> {
  return { alice: clientAccess(differences), bob: clientAccess(differences), zoë: clientAccess(differences) }
}

export function healthyEws(): EwsSettings {
  return {
    found: true,
    schemes: ['Negotiate', 'NTLM', 'Basic'],
    channelBinding: 'allow',
    virtualDirectory: {
      DigestAuthentication: false,
      OAuthAuthentication: true,
      WSSecurityAuthentication: true,
      CertificateAuthentication: false,
      MRSProxyEnabled: false,
      InternalNLBBypassUrl: null,
      ExtendedProtectionFlags: [],
      ExtendedProtectionSPNList: [],
    },
    bridged: false,
    organisation: clientAccess(),
    mailboxes: atEachMailbox(),
    precedence: 'both',
    inFront: 'nothing',
    keepAlive: 'all',
    badOperation: undefined,
    otherServer: 'none',
    iis: 'serves',
    crashes: false,
    version: 'current',
    mailboxState: 'mounted',
    accountState: 'enabled',
    rightsOnBob: 'none',
    ownMailbox: 'there',
    impersonation: impersonationRights('everybody'),
    linkedAccount: 'there',
    policies: healthyThrottling(),
    throttling: undefined,
    otherSubscriptions: 0,
    calendar: 'there',
    hierarchy: 'readable',
    availability: 'works',
    timeZones: 'known',
    addressList: 'whole',
    organisationFile: {},
  }
}
