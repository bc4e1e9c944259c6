import type { ActiveSyncCommand, ActiveSyncSession } from '../../artifacts/active-sync-session.ts'
import { failureSentence } from '../../artifacts/failure.ts'
import { withheldSentences } from '../../artifacts/sign-in.ts'
import { activeSyncStatus, statusesSaidBy } from '../../exchange/active-sync-status.ts'
import type { ActiveSyncStatus } from '../../exchange/active-sync-status-meaning.ts'

export type TroubleKind =
  | 'not-tried'
  | 'remote-wipe'
  | 'asked-again'
  | 'device-information'
  | 'device-management'
  | 'provisioning'
  | 'access'
  | 'admin-permissions'
  | 'partnerships'
  | 'moved'
  | 'account-blocked'
  | 'password-expired'
  | 'sign-in-rejected'
  | 'busy'
  | 'full'
  | 'refused'
  | 'server-error'
  | 'not-active-sync'
  | 'no-answer'

/** What kept the device from getting to its inbox. `seen` names what came back; `cause` and `advice` are sentences. */
export type Trouble = { kind: TroubleKind; command: string; seen: string; cause: string; advice: string }

/** Policies that only managed devices can satisfy: 139, 141 and 145 (MS-ASCMD 2.2.2). */
const DEVICE_MANAGEMENT = [139, 141, 145]

/**
 * What stood in the way of a session, told once for all the checks that look at it: each has its own kinds, and skips
 * for the others. Undefined where the session got to the inbox.
 */
export function troubleOf(session: ActiveSyncSession): Trouble | undefined {
  if (session.notBegun) {
    return nothingSent('No device was signed in, so that no device partnership is left behind.')
  }
  if (session.withheld && session.ended === 'not-begun') return nothingSent(withheldSentences[session.withheld])
  if (session.ended === 'complete') return undefined
  const last = session.commands.at(-1)
  if (!last) return nothingSent('No command was sent.')
  if (session.ended === 'remote-wipe') {
    return said('remote-wipe', last, 'a request to wipe the device', activeSyncStatus(last.command, 140))
  }
  const trouble = troubleOfCommand(session, last)
  return session.ended === 'asked-again' ? { ...trouble, kind: 'asked-again' } : trouble
}

function troubleOfCommand(session: ActiveSyncSession, last: ActiveSyncCommand): Trouble {
  const { httpStatus, failure } = last
  if (httpStatus === undefined || (failure && failure.code !== 'wbxml-malformed')) {
    const cause = failure ? failureSentence(failure) : 'The connection brought nothing.'
    return trouble('no-answer', last, 'nothing', cause, 'Look at the connection and at the proxy in front.')
  }
  if (httpStatus !== 200) return troubleOfHttpStatus(session, last, httpStatus)
  const policy = last.policyStatus !== undefined && last.policyStatus !== 1 ? last.policyStatus : undefined
  const status = last.status !== undefined && last.status !== 1 ? last.status : undefined
  if (failure || (status === undefined && policy === undefined)) {
    const cause = failure?.detail
      ? `It could not be read: ${failure.detail}.`
      : 'It has none of the elements that it must have.'
    return trouble(
      'not-active-sync',
      last,
      'something that is not ActiveSync',
      cause,
      'Look at what answers: a proxy may change the body.',
    )
  }
  return troubleOfStatus(session, last, status === undefined ? 'Policy' : last.command, status ?? policy ?? 0)
}

function troubleOfStatus(session: ActiveSyncSession, last: ActiveSyncCommand, table: string, code: number): Trouble {
  const known = activeSyncStatus(table, code)
  const seen = known.name.startsWith('status') ? known.name : `status ${code} (${known.name})`
  if (code === 165) return said('device-information', last, seen, known)
  if (DEVICE_MANAGEMENT.includes(code)) return said('device-management', last, seen, known)
  if (code === 112 && session.ews.opened) return said('admin-permissions', last, seen, known)
  const kinds: Partial<Record<ActiveSyncStatus['kind'], TroubleKind>> = {
    access: 'access',
    provisioning: 'provisioning',
    'remote-wipe': 'remote-wipe',
    partnerships: 'partnerships',
    busy: 'busy',
    full: 'full',
  }
  return said(kinds[known.kind] ?? 'refused', last, seen, known)
}

/** MS-ASHTTP 2.2.2.1.1, and what servers of version 12.1 and below say by it (MS-ASCMD 2.2.2). */
function troubleOfHttpStatus(session: ActiveSyncSession, last: ActiveSyncCommand, status: number): Trouble {
  const seen = `HTTP status ${status}`
  const told = (kind: TroubleKind, cause: string, advice: string) => trouble(kind, last, seen, cause, advice)
  const saysByHttp = Number(session.version) < 14
  // Exchange makes the place for what it keeps of a device with the first of its commands.
  const makesPlace = last.command === 'Provision' || last.command === 'FolderSync'
  if (session.ews.opened && makesPlace && (status === 500 || (status === 403 && !saysByHttp))) {
    return told(
      'admin-permissions',
      'EWS opens the mailbox, and Exchange fails where it keeps what it knows of devices, below the user object.',
      'Look at the permissions of the user object.',
    )
  }
  switch (status) {
    case 401:
      return told(
        'sign-in-rejected',
        'OPTIONS took the same sign-in.',
        'Look for nodes behind the load balancer that differ from each other.',
      )
    case 403:
      return told(
        'access',
        `ActiveSync is turned off for the mailbox, or the device is blocked; the server does not say which of ${meanings(status)}.`,
        'Look at Get-CASMailbox and Get-MobileDevice for the mailbox.',
      )
    case 449:
      return said('provisioning', last, seen, activeSyncStatus(last.command, 142))
    case 451: {
      const where = last.location ?? 'an address that it does not name'
      return told(
        'moved',
        `It sends the mailbox to ${where}.`,
        'Look at the ExternalUrl of the ActiveSync virtual directory in the site of the mailbox.',
      )
    }
    case 456:
      return told('account-blocked', 'The account is blocked.', 'Look whether it is locked out or disabled.')
    case 457:
      return told('password-expired', 'The password has expired.', 'Set a new password for the account.')
    case 503: {
      const wait = last.retryAfterSeconds === undefined ? '' : ` It asks to wait ${last.retryAfterSeconds} seconds.`
      const what = last.throttle ? ` It throttles: ${last.throttle}.` : ''
      return told(
        'busy',
        `Exchange is busy, or the store is dismounted.${wait}${what}`,
        'Look at Get-ThrottlingPolicyAssociation and at the database of the mailbox.',
      )
    }
    case 507:
      return told('full', 'The mailbox is full.', 'Make room in the mailbox or raise its quota.')
    default:
      return status >= 500
        ? told('server-error', 'The server failed.', 'Look at MSExchangeSyncAppPool and the event log.')
        : told('not-active-sync', 'ActiveSync answers commands otherwise.', 'Look at what answers: a proxy may.')
  }
}

/** What servers of version 12.1 and below may mean by an HTTP status, by the names of the statuses that came later. */
function meanings(httpStatus: number): string {
  return statusesSaidBy(httpStatus).join(', ')
}

function nothingSent(cause: string): Trouble {
  return { kind: 'not-tried', command: 'no command', seen: 'nothing', cause, advice: 'Run without that.' }
}

function said(kind: TroubleKind, last: ActiveSyncCommand, seen: string, { cause, advice }: ActiveSyncStatus): Trouble {
  return trouble(kind, last, seen, cause, advice)
}

function trouble(
  kind: TroubleKind,
  { command }: ActiveSyncCommand,
  seen: string,
  cause: string,
  advice: string,
): Trouble {
  return { kind, command, seen, cause, advice }
}
