import type { ActiveSyncCommand, ActiveSyncSession } from '../../artifacts/active-sync-session.ts'
import { headerValues } from '../../artifacts/http-exchange.ts'
import { activeSyncStatus, statusesSaidBy } from '../../exchange/active-sync-status.ts'
import { OUR_REQUEST } from '../../exchange/active-sync-status-meaning.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { answeredBy } from '../answered-by.ts'
import { saidInFront } from './in-front.ts'
import { isHttps } from './moved-location.ts'
import { said, type Trouble, type TroubleKind, trouble } from './trouble.ts'

const POOL = t`Look at the application pool MSExchangeSyncAppPool and at the event log of the mailbox server.`
const PERMISSIONS = t`Event 1053 of MSExchange ActiveSync there, or adminCount 1 of the user, means that permissions are missing (AdminSDHolder).`

/** Exchange makes the place for what it keeps of a device, below the user object, with the first of its commands. */
export function makesPlace({ command }: Pick<ActiveSyncCommand, 'command'>): boolean {
  return command === 'Provision' || command === 'FolderSync'
}

/**
 * What a command's HTTP status means: MS-ASHTTP 2.2.2.1.1, and what servers of version 12.1 and below say by it
 * (MS-ASCMD 2.2.2). ActiveSync's meanings count only where Exchange wrote the answer.
 */
export function troubleOfHttpStatus(session: ActiveSyncSession, last: ActiveSyncCommand, status: number): Trouble {
  const seen = t`HTTP status ${status}`
  const told = (kind: TroubleKind, cause: string, advice: string) => trouble(kind, last, seen, cause, advice)
  const writer = writerOf(session, last)
  if (writer !== 'exchange') {
    const foreign = saidByOthers(session, last, status, writer)
    if (foreign) return told(...foreign)
  }
  const saysByHttp = Number(session.version) < 14
  switch (status) {
    case 400: {
      const stands = saysByHttp ? t` Up to version 12.1 it stands for one of ${statusesSaidBy(400).join(', ')}.` : ''
      return told('refused', t`The server finds the request badly formed.${stands}`, OUR_REQUEST)
    }
    case 401:
      return told(
        'sign-in-rejected',
        t`OPTIONS took the same sign-in.`,
        t`Look for nodes behind the load balancer that differ from each other, and whether the password has just expired.`,
      )
    case 403:
      return told('access', ...forbidden(session, last, saysByHttp))
    case 449:
      return said('provisioning', last, seen, activeSyncStatus(last.command, 142))
    case 451: {
      const where = last.location ?? t`an address that it does not name`
      const isElsewhere = session.followedTo === undefined && isHttps(last.location)
      return told(
        isElsewhere ? 'moved-elsewhere' : 'moved',
        t`It sends the mailbox to ${where}.`,
        t`Look at the ExternalUrl of the ActiveSync virtual directory in the site of the mailbox.`,
      )
    }
    case 456:
      return told('account-blocked', t`The account is blocked.`, t`Look whether it is locked out or disabled.`)
    case 457:
      return told('password-expired', t`The password has expired.`, t`Set a new password for the account.`)
    case 500:
      return told(...failed(session, last))
    case 501:
      return told(
        'refused',
        t`The server does not implement what was asked: the command, or the version of the protocol.`,
        t`Look for a proxy that rewrites MS-ASProtocolVersions or MS-ASProtocolCommands, and for nodes behind the load balancer that differ in version.`,
      )
    case 503: {
      const wait = last.retryAfterSeconds === undefined ? '' : t` It asks to wait ${last.retryAfterSeconds} seconds.`
      const what = last.throttle ? t` It throttles: ${last.throttle}.` : ''
      return told(
        'busy',
        t`Exchange is busy, or the store is dismounted.${wait}${what}`,
        t`Look at Get-ThrottlingPolicyAssociation and at the database of the mailbox.`,
      )
    }
    case 507:
      return told('full', t`The mailbox is full.`, t`Make room in the mailbox or raise its quota.`)
    default:
      return status >= 500
        ? told('server-error', t`The server failed.`, POOL)
        : told('not-active-sync', t`ActiveSync answers commands otherwise.`, t`Look at what answers: a proxy may.`)
  }
}

/** Who wrote an answer. Where not even what went through bears a mark, something takes the marks off: nothing is told. */
function writerOf(session: ActiveSyncSession, last: ActiveSyncCommand): ReturnType<typeof answeredBy> {
  if (last.throttle !== undefined) return 'exchange'
  const writer = answeredBy(last.exchange)
  const unmarked = session.commands.some(
    ({ status, exchange }) => status !== undefined && answeredBy(exchange) === writer,
  )
  return unmarked ? 'exchange' : writer
}

type Told = [kind: TroubleKind, cause: string, advice: string]

/** What is known of an answer that Exchange did not write; undefined where its status tells by itself. */
function saidByOthers(
  session: ActiveSyncSession,
  { exchange }: ActiveSyncCommand,
  status: number,
  writer: Exclude<ReturnType<typeof answeredBy>, 'exchange'>,
): Told | undefined {
  const kind = saidInFront(status)
  if (kind === undefined) return undefined
  const path = partsOf(session.url).pathname
  if (writer === 'in-front') {
    const server = headerValues(exchange, 'server')[0] ?? t`nothing`
    const cause = t`Exchange and IIS mark their answers; this one says of itself: ${server}.`
    return kind === 'refused-in-front'
      ? [
          kind,
          cause,
          t`Look for the rule of the proxy, load balancer or firewall that denies POST to ${path}, or for a gateway of device management that lets in only devices it knows, and let the vendor pass.`,
        ]
      : [kind, cause, t`Look at the health checks and the server pool of the proxy or load balancer for ${path}.`]
  }
  if (writer === 'http-sys' && status === 503) {
    return [
      'server-error',
      t`http.sys, below IIS, answers: no application pool is running for ActiveSync.`,
      t`Start MSExchangeSyncAppPool in IIS, and look in the System event log (WAS) for why it stopped.`,
    ]
  }
  const cause = t`${writer === 'iis' ? 'IIS' : t`http.sys, below IIS,`} answers, and not ActiveSync.`
  return status >= 500 && status !== 501
    ? ['server-error', cause, POOL]
    : ['not-active-sync', cause, t`Look at request filtering and at IP address restrictions for ${path} in IIS.`]
}

/** 500: missing permissions, where EWS opens the mailbox that ActiveSync fails to make a place for. */
function failed({ ownInbox }: ActiveSyncSession, last: ActiveSyncCommand): Told {
  if (!makesPlace(last)) return ['server-error', t`The server failed.`, POOL]
  if (ownInbox?.opened) {
    return [
      'admin-permissions',
      t`EWS opens the same mailbox, and Exchange fails where it keeps what it knows of devices, below the user object.`,
      t`Look at the permissions of the user object.`,
    ]
  }
  return [
    'server-error',
    t`The server failed. EWS does not open the account’s own mailbox either, which would tell missing permissions on the user from a server that is broken.`,
    `${POOL} ${PERMISSIONS}`,
  ]
}

/** 403: the user is not enabled; up to version 12.1 much else. Missing permissions show by it as well as by 500. */
function forbidden(
  { version }: ActiveSyncSession,
  last: ActiveSyncCommand,
  saysByHttp: boolean,
): [cause: string, advice: string] {
  const cause = saysByHttp
    ? t`ActiveSync is turned off for the mailbox, or the device is blocked; in version ${version} the server does not say which of ${statusesSaidBy(403).join(', ')}.`
    : t`By 403 Exchange says that ActiveSync is turned off for the mailbox; it says the same where permissions on the user are missing.`
  const look = t`Look at ActiveSyncEnabled of Get-CASMailbox, and at Get-MobileDevice for the mailbox.`
  return [cause, makesPlace(last) ? `${look} ${PERMISSIONS.replace(' there', '')}` : look]
}
