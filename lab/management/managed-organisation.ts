import { addressesOf } from '../exchange/autodiscover-front.ts'
import type { Recipient } from '../exchange/recipient.ts'
import type { ClientAccess, VirtualDirectoryExtras } from '../settings/ews.ts'
import type { ImpersonationRights } from '../settings/impersonation.ts'
import type { ChannelBindingPolicy, OfferedScheme } from '../settings/sign-in.ts'
import type { ThrottlingPolicies } from '../settings/throttling.ts'
import type { Settings } from '../settings.ts'
import { users } from '../users.ts'

/** A mailbox with what Set-CASMailbox holds of it. */
export interface ManagedMailbox {
  readonly recipient: Recipient
  access: ClientAccess
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

/** What Exchange's cmdlets show and change of the organisation: plain data, a copy of what the settings hold. */
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
}

/** What the servers' settings hold, each by itself; what is of the whole organisation is read from the first. */
export function readOrganisation(
  servers: readonly { readonly name: string; readonly build: string; readonly settings: Settings }[],
  port: number,
  madeUp: readonly ManagedMailbox[],
): ManagedOrganisation {
  const ews = servers[0]?.settings.ews
  if (!ews) throw new RangeError('An organisation has at least one server.')
  const isAccountAlone = ({ account }: Recipient): boolean => account === 'alice' && ews.ownMailbox === 'none'
  const own = users.filter((user) => !isAccountAlone(user))
  return structuredClone({
    access: ews.organisation,
    mailboxes: [
      ...own.map(({ account, displayName, mailbox }) => ({
        recipient: { account, displayName, mailbox },
        access: ews.mailboxes[account],
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
  })
}

/** Sets in the settings of a server what was changed in the organisation. */
export function writeOrganisation(organisation: ManagedOrganisation, server: string, settings: Settings): void {
  const { access, mailboxes, directories, throttling, impersonation } = structuredClone(organisation)
  const { ews, autodiscover } = settings
  ews.organisation = access
  for (const { account } of users) {
    const own = mailboxes.find(({ recipient }) => recipient.account === account)
    if (own) ews.mailboxes[account] = own.access
  }
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
