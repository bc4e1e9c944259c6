import { type Account, accounts } from '../users.ts'
import {
  type AccessLevel,
  type CommandFrequency,
  type DeviceAccessRule,
  type DevicePolicy,
  type MailboxDeviceAccess,
  type OrganisationDeviceAccess,
  untouchedMailbox,
} from './device-access.ts'
import type { OfferedScheme } from './sign-in.ts'

/** Exchange ActiveSync. */
export interface ActiveSyncSettings {
  schemes: OfferedScheme[]
  optionsEaten: boolean
  /** Anonymous authentication is on, so that OPTIONS is answered to everybody. */
  anonymous: boolean
  /** Whether the virtual directory is there. */
  found: boolean
  /** IIS asks for TLS between a balancer that took it off and itself: 403.4 to everybody. */
  tlsTakenOff: boolean
  /** The application pool of ActiveSync does not run, so that http.sys answers everybody: 503. */
  poolStopped: boolean
  /** The permissions of the folder of ActiveSync keep every account out: 401.3 to whoever has signed in. */
  folderDenied: boolean
  /** A web application firewall in front answers every POST itself: 403. */
  postDenied: boolean
  /** What MS-ASProtocolVersions says. */
  versions: string[]
  /** DefaultAccessLevel, for devices that no rule and no mailbox knows. */
  accessLevel: AccessLevel
  /** Get-ActiveSyncDeviceAccessRule. */
  rules: DeviceAccessRule[]
  /** What each mailbox has of its own. */
  mailboxes: Record<Account, MailboxDeviceAccess>
  adminMailRecipients: string[]
  userMailInsert: string | null
  /** Off where it is undefined, as it is where nobody has set it. */
  commandFrequency: CommandFrequency | undefined
  /** In which language Exchange writes its notices to the mailbox. */
  noticeLanguage: 'english' | 'turkish'
  /** Exchange waits for what a new device says of itself, and gives it nothing meanwhile, not even a notice. */
  inDiscovery: boolean
  /** The account's devices were in quarantine before this: the notice of it is in the inbox. */
  quarantinedBefore: boolean
  /** Nobody writes to the mailbox: nothing is in the inbox but notices of Exchange's own. */
  noOtherMail: boolean
  /** MaxEmailAgeFilter of the mailbox policy is three days, and everything that people wrote is older. */
  oldMailHidden: boolean
  /** A proxy in front drops the header X-MS-PolicyKey. */
  policyKeyDropped: boolean
  /** AllowNonProvisionableDevices and AllowExternalDeviceManagement of the policy "Default". */
  allowNonProvisionable: boolean
  allowExternalManagement: boolean
  /** The policies beside that one. */
  otherPolicies: DevicePolicy[]
  /** The server forgets each policy key at once, so that no device ever counts as provisioned. */
  policyKeysForgotten: boolean
  /** A gateway in front drops settings:DeviceInformation from Provision. */
  deviceInformationDropped: boolean
  /** Clear-MobileDevice was run for every device of the mailbox. */
  remoteWipe: boolean
  /** How many partnerships other devices of the mailbox hold, beside those that are listed. */
  otherDevices: number
  /** Exchange may not create the container for devices below the user object. */
  deviceContainerDenied: boolean
  /** The common status (MS-ASCMD section 2.2.2) that keeps every command out. */
  refusal: number | undefined
  /**
   * The HTTP status that every command gets once signed in, and OPTIONS as well where it says so: 403 not enabled,
   * 456 blocked, 457 password expired.
   */
  accountStatus: { status: 403 | 456 | 457; atOptions: boolean } | undefined
  /** The host that the mailbox belongs to: every other answers commands, or OPTIONS as well, with 451 and X-MS-Location. */
  otherServer: { host: string; atOptions: boolean } | undefined
  /** Every command gets 503 with Retry-After in seconds. */
  throttledFor: number | undefined
}

export function healthyActiveSync(): ActiveSyncSettings {
  return {
    schemes: ['Basic'],
    optionsEaten: false,
    anonymous: false,
    found: true,
    tlsTakenOff: false,
    poolStopped: false,
    folderDenied: false,
    postDenied: false,
    versions: ['2.0', '2.1', '2.5', '12.0', '12.1', '14.0', '14.1', '16.0', '16.1'],
    accessLevel: 'Allow',
    rules: [],
    mailboxes: untouchedMailboxes(),
    adminMailRecipients: [],
    userMailInsert: null,
    commandFrequency: undefined,
    noticeLanguage: 'english',
    inDiscovery: false,
    quarantinedBefore: false,
    noOtherMail: false,
    oldMailHidden: false,
    policyKeyDropped: false,
    allowNonProvisionable: true,
    allowExternalManagement: false,
    otherPolicies: [],
    policyKeysForgotten: false,
    deviceInformationDropped: false,
    remoteWipe: false,
    otherDevices: 1,
    deviceContainerDenied: false,
    refusal: undefined,
    accountStatus: undefined,
    otherServer: undefined,
    throttledFor: undefined,
  }
}

function untouchedMailboxes(): Record<Account, MailboxDeviceAccess> {
  const names = Object.keys(accounts) as Account[]
  return Object.fromEntries(names.map((account) => [account, untouchedMailbox()])) as Record<
    Account,
    MailboxDeviceAccess
  >
}

/** What holds for every mailbox, by the settings. */
export function organisationAccess(activeSync: ActiveSyncSettings): OrganisationDeviceAccess {
  const { accessLevel, adminMailRecipients, userMailInsert, rules, otherPolicies } = activeSync
  const { allowNonProvisionable, allowExternalManagement } = activeSync
  const usual = { name: 'Default', allowNonProvisionable, allowExternalManagement }
  return {
    ...{ defaultAccessLevel: accessLevel, adminMailRecipients, userMailInsert, rules },
    policies: [usual, ...otherPolicies],
  }
}

/** Sets in the settings what holds for every mailbox. */
export function takeOrganisationAccess(activeSync: ActiveSyncSettings, access: OrganisationDeviceAccess): void {
  const { defaultAccessLevel, adminMailRecipients, userMailInsert, rules, policies } = access
  const [usual, ...otherPolicies] = policies
  Object.assign(activeSync, {
    ...{ accessLevel: defaultAccessLevel, adminMailRecipients, userMailInsert, rules, otherPolicies },
    ...(usual && {
      allowNonProvisionable: usual.allowNonProvisionable,
      allowExternalManagement: usual.allowExternalManagement,
    }),
  })
}
