import type { Devices } from '../exchange/active-sync-devices.ts'
import { addressesOf } from '../exchange/autodiscover-front.ts'
import type { Recipient } from '../exchange/recipient.ts'
import { organisationAccess, takeOrganisationAccess } from '../settings/active-sync.ts'
import type { MailboxDeviceAccess, OrganisationDeviceAccess } from '../settings/device-access.ts'
import type { ClientAccess, VirtualDirectoryExtras } from '../settings/ews.ts'
import type { ImpersonationRights } from '../settings/impersonation.ts'
import type { ChannelBindingPolicy, OfferedScheme } from '../settings/sign-in.ts'
import type { ThrottlingPolicies } from '../settings/throttling.ts'
import type { Settings } from '../settings.ts'
import { users } from '../users.ts'
import { ManagedDevices } from './managed-devices.ts'

/** A mailbox with what Set-CASMailbox holds of it. */
export interface ManagedMailbox {
  readonly recipient: Recipient
  access: ClientAccess
  activeSync: MailboxDeviceAccess
}

/** EWS in IIS of one server. Addresses that are not set are empty. */
export interface ManagedDirectory {
  /** EXCH01. */
  readonly server: string
  schemes: OfferedScheme[]
  tokenChecking: ChannelBindingPolicy
  internalUrl: string
  externalUrl: string
  extras: VirtualDirectoryExtras
}

/** One server, as Get-ExchangeServer lists it. */
export interface ManagedServer {
  readonly name: string
  /** 15.2.2562.53 */
  readonly build: string
}

/**
 * What Exchange's cmdlets show and change of the organisation: plain data, a copy of what the settings hold. The
 * partnerships of devices alone are no copy, and change when all of a script is done.
 */
export interface ManagedOrganisation {
  access: ClientAccess
  /** Of the lab's people, then those that were made up. */
  mailboxes: ManagedMailbox[]
  /** Whoever has an account and no mailbox. */
  readonly accounts: Recipient[]
  directories: ManagedDirectory[]
  throttling: ThrottlingPolicies
  impersonation: ImpersonationRights
  readonly servers: ManagedServer[]
  deviceAccess: OrganisationDeviceAccess
  /** MaxEmailAgeFilter of the default policy is three days. */
  readonly oldMailHidden: boolean
  readonly devices: ManagedDevices
}

/** What the servers' settings hold, each by itself; what is of the whole organisation is read from the first. */
export function readOrganisation(
  servers: readonly { readonly name: string; readonly build: string; readonly settings: Settings }[],
  port: number,
  madeUp: readonly ManagedMailbox[],
  devices: Devices,
): ManagedOrganisation {
  const { ews, activeSync } = servers[0]?.settings ?? {}
  if (!ews || !activeSync) throw new RangeError('An organisation has at least one server.')
  const isAccountAlone = ({ account }: Recipient): boolean => account === 'alice' && ews.ownMailbox === 'none'
  const own = users.filter((user) => !isAccountAlone(user))
  const copy = structuredClone({
    access: ews.organisation,
    mailboxes: [
      ...own.map(({ account, displayName, mailbox }) => ({
        recipient: { account, displayName, mailbox },
        access: ews.mailboxes[account],
        activeSync: activeSync.mailboxes[account],
      })),
      ...madeUp,
    ],
    accounts: users
      .filter(isAccountAlone)
      .map(({ account, displayName, mailbox }) => ({ account, displayName, mailbox })),
    directories: servers.map(({ name, settings }) => {
      const { internalEws, externalEws } = addressesOf(settings, port)
      return {
        server: name,
        schemes: settings.ews.schemes,
        tokenChecking: settings.ews.channelBinding,
        internalUrl: internalEws,
        externalUrl: externalEws,
        extras: settings.ews.virtualDirectory,
      }
    }),
    throttling: ews.policies,
    impersonation: ews.impersonation,
    servers: servers.map(({ name, build }) => ({ name, build })),
    deviceAccess: organisationAccess(activeSync),
    oldMailHidden: activeSync.oldMailHidden,
  })
  const people = copy.mailboxes.map(({ recipient }) => recipient)
  return { ...copy, devices: new ManagedDevices(devices, people) }
}

/** Sets in the settings of a server what was changed in the organisation. */
export function writeOrganisation(
  { devices: _notOfSettings, ...organisation }: ManagedOrganisation,
  server: string,
  settings: Settings,
): void {
  const isPerson = ({ recipient }: ManagedMailbox): boolean =>
    users.some(({ account }) => account === recipient.account)
  const { access, mailboxes, directories, throttling, impersonation, deviceAccess } = structuredClone({
    ...organisation,
    mailboxes: organisation.mailboxes.filter(isPerson),
  })
  const { ews, autodiscover, activeSync } = settings
  ews.organisation = access
  for (const { account } of users) {
    const own = mailboxes.find(({ recipient }) => recipient.account === account)
    if (own) ews.mailboxes[account] = own.access
    if (own) activeSync.mailboxes[account] = own.activeSync
  }
  takeOrganisationAccess(activeSync, deviceAccess)
  ews.policies = throttling
  ews.impersonation = impersonation
  const directory = directories.find((each) => each.server === server)
  if (!directory) return
  ews.schemes = directory.schemes
  ews.channelBinding = directory.tokenChecking
  ews.virtualDirectory = directory.extras
  autodiscover.internalEws = directory.internalUrl
  autodiscover.externalEws = directory.externalUrl
}

/** The mailboxes that no person of the lab has. */
export function madeUpOf({ mailboxes }: ManagedOrganisation): ManagedMailbox[] {
  return mailboxes.filter(({ recipient }) => !users.some(({ account }) => account === recipient.account))
}
