import type { EwsSettings } from '../settings/ews.ts'
import { type User, userOfMailbox } from '../users.ts'
import { EwsError, EwsFault, ns } from './ews-soap.ts'
import { actsFor } from './impersonation.ts'
import type { Answering } from './virtual-directory.ts'
import { child, type XmlElement, XmlRefusal } from './xml.ts'

/** One operation that somebody asked for. */
export interface EwsCall {
  readonly operation: XmlElement
  /** Who signed in, and for whom the call counts: another only by impersonation. */
  readonly account: User
  readonly user: User
  readonly at: Answering
}

/** Inner XML of the SOAP Body; throws EwsFault, and XmlRefusal for what the schema forbids. */
export type EwsHandler = (call: EwsCall) => string

/** The element of a name among the messages or types that the schema demands. */
export function required(element: XmlElement | undefined, space: 'messages' | 'types', name: string): XmlElement {
  const found = child(element, ns[space], name)
  if (found === undefined) {
    throw new XmlRefusal(`The element '${element?.name ?? 'Envelope'}' has incomplete content: '${name}' is missing.`)
  }
  return found
}

export function textOf(element: XmlElement | undefined, space: 'messages' | 'types', name: string): string | undefined {
  return child(element, ns[space], name)?.text.trim()
}

/**
 * For whom the call counts (MS-OXWSCDATA, ExchangeImpersonation): the right to act for others is asked first on this
 * server, then for the mailbox.
 */
export function callerOf(header: XmlElement | undefined, account: User, at: Answering): User {
  const wanted = child(header, ns.types, 'ExchangeImpersonation')
  if (wanted === undefined) return account
  const sid = child(wanted, ns.types, 'ConnectingSID')
  const address = textOf(sid, 'types', 'PrimarySmtpAddress') ?? textOf(sid, 'types', 'SmtpAddress')
  if (!address) {
    throw new EwsFault('ErrorInvalidExchangeImpersonationHeaderData', 'ExchangeImpersonation SOAP header is not valid.')
  }
  const { impersonation, linkedAccount } = at.settings.ews
  const user = userOfMailbox(address)
  const reach = actsFor(impersonation, account, user ?? account)
  if (reach === 'nobody') {
    throw new EwsFault('ErrorImpersonationDenied', 'The account does not have permission to impersonate users.')
  }
  if (user === undefined) {
    throw new EwsFault('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')
  }
  if (linkedAccount === 'gone')
    throw new EwsFault('ErrorImpersonationFailed', 'Exchange Web Services could not log on.')
  if (reach === 'others') {
    const text = 'The account does not have permission to impersonate the requested user.'
    throw new EwsFault('ErrorImpersonateUserDenied', text)
  }
  return user
}

/** What Exchange says of a mailbox that it cannot open: code and text. */
const closed: Readonly<Record<Exclude<EwsSettings['mailboxState'], 'mounted'>, [code: string, text: string]>> = {
  dismounted: ['ErrorMailboxStoreUnavailable', 'The mailbox database is temporarily unavailable.'],
  moving: ['ErrorMailboxMoveInProgress', 'Mailbox move in progress. Try again later., Cannot open mailbox.'],
  'in-silent-site': [
    'ErrorNoRespondingCASInDestinationSite',
    'No Client Access server of the destination site responded.',
  ],
  'without-directory': ['ErrorADUnavailable', 'Active Directory is unavailable. Try again later.'],
}

/** Whose mailbox it is that an id names, opened: throws EwsError when the store or the directory does not let the caller in. */
export function openMailbox(address: string | undefined, { user, at }: Pick<EwsCall, 'user' | 'at'>): User {
  const { accountState, mailboxState } = at.settings.ews
  if (accountState === 'disabled') throw new EwsError('ErrorAccountDisabled', 'The account is disabled.')
  if (accountState === 'password-expired') throw new EwsError('ErrorPasswordExpired', 'The password has expired.')
  if (address === undefined && hasNoMailbox(user, at)) {
    const text =
      'When making a request as an account that does not have a mailbox, you must specify the mailbox primary SMTP address for any distinguished folder Ids.'
    throw new EwsError('ErrorMissingEmailAddress', text)
  }
  const owner = address === undefined ? user : userOfMailbox(address)
  if (owner === undefined || hasNoMailbox(owner, at)) {
    throw new EwsError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')
  }
  if (mailboxState !== 'mounted') throw new EwsError(...closed[mailboxState])
  return owner
}

/** Whether somebody is an account alone: alice, where she is a service account. */
export function hasNoMailbox({ account }: User, { settings }: Answering): boolean {
  return account === 'alice' && settings.ews.ownMailbox === 'none'
}
