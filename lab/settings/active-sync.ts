import type { OfferedScheme } from './sign-in.ts'

/** Get-ActiveSyncOrganizationSettings: DefaultAccessLevel, for devices that no rule and no mailbox knows. */
export type AccessLevel = 'allow' | 'quarantine' | 'block'

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
  accessLevel: AccessLevel
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
  /** AllowNonProvisionableDevices of the mailbox policy. */
  allowNonProvisionable: boolean
  /** The server forgets each policy key at once, so that no device ever counts as provisioned. */
  policyKeysForgotten: boolean
  /** A gateway in front drops settings:DeviceInformation from Provision. */
  deviceInformationDropped: boolean
  /** Clear-MobileDevice was run for every device of the mailbox. */
  remoteWipe: boolean
  /** EasMaxDevices of the throttling policy, and how many partnerships other devices of the mailbox hold. */
  mostDevices: number
  otherDevices: number
  /** Exchange may not create the container for devices below the user object. */
  deviceContainerDenied: boolean
  /** ActiveSyncEnabled of the mailbox of alice alone. */
  enabledForAlice: boolean
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
    accessLevel: 'allow',
    noticeLanguage: 'english',
    inDiscovery: false,
    quarantinedBefore: false,
    noOtherMail: false,
    oldMailHidden: false,
    policyKeyDropped: false,
    allowNonProvisionable: true,
    policyKeysForgotten: false,
    deviceInformationDropped: false,
    remoteWipe: false,
    mostDevices: 100,
    otherDevices: 1,
    deviceContainerDenied: false,
    enabledForAlice: true,
    refusal: undefined,
    accountStatus: undefined,
    otherServer: undefined,
    throttledFor: undefined,
  }
}
