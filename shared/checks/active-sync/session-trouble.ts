import type { ActiveSyncCommand, ActiveSyncSession } from '../../artifacts/active-sync-session.ts'
import { failureSentence } from '../../artifacts/failure.ts'
import { withheldSentences } from '../../artifacts/sign-in.ts'
import { activeSyncStatus } from '../../exchange/active-sync-status.ts'
import type { ActiveSyncStatus } from '../../exchange/active-sync-status-meaning.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { answeredBy } from '../answered-by.ts'
import { makesPlace, troubleOfHttpStatus } from './http-trouble.ts'
import { said, type Trouble, type TroubleKind, trouble } from './trouble.ts'

/** Policies that only managed devices can satisfy: 139, 141 and 145 (MS-ASCMD 2.2.2). */
const DEVICE_MANAGEMENT = [139, 141, 145]
const ANSWERED_BY_NO_EXCHANGE: readonly TroubleKind[] = [
  'no-answer',
  'not-active-sync',
  'refused-in-front',
  'gateway-error',
]
/** DeviceIsBlockedForThisUser. */
const BLOCKED = 129

/**
 * What stood in the way of a session, told once for all the checks that look at it: each has its own kinds, and skips
 * for the others. Undefined where the session got to the inbox.
 */
export function troubleOf(session: ActiveSyncSession): Trouble | undefined {
  if (session.notBegun) {
    return nothingSent(t`No device was signed in, so that no device partnership is left behind.`)
  }
  if (session.withheld && session.ended === 'not-begun') return nothingSent(withheldSentences[session.withheld])
  if (session.ended === 'complete') return undefined
  const last = session.commands.at(-1)
  if (!last) return nothingSent(t`No command was sent.`)
  if (session.ended === 'remote-wipe') {
    return said('remote-wipe', last, t`a request to wipe the device`, activeSyncStatus(last.command, 140))
  }
  // Of a 451, where it led to is told with it. Any other answer is not what the device was stopped by.
  if (session.withheld && last.httpStatus !== 451) return nothingSent(withheldSentences[session.withheld])
  // What is not known to be Exchange may be a proxy in front of it: whether a device can sync there was not tried.
  if (session.withheld === 'not-exchange') {
    const { cause } = troubleOfHttpStatus(session, last, 451)
    return nothingSent(`${cause} ${withheldSentences[session.withheld]}`)
  }
  const trouble = troubleOfCommand(session, last)
  if (session.ended === 'asked-again') return { ...trouble, kind: 'asked-again' }
  if (saysNoMailbox(session, last)) return { ...trouble, kind: 'no-own-mailbox' }
  const isAnothers = session.ownInbox?.organisations === false && isOfOneMailbox(trouble, last)
  return isAnothers ? { ...trouble, kind: 'own-mailbox-only' } : trouble
}

/** What is set for one mailbox or its user alone. A device that is blocked may be so for all: by a rule, or where nobody named it. */
function isOfOneMailbox({ kind }: Trouble, { status }: ActiveSyncCommand): boolean {
  if (kind === 'access') return status !== BLOCKED
  return kind === 'admin-permissions' || kind === 'partnerships' || kind === 'full'
}

/**
 * ActiveSync says UserHasNoMailbox, or 403 in its place, and EWS does not know whose inbox is meant either; or EWS shows
 * nothing, and the account has another name than the mailbox.
 */
function saysNoMailbox(session: ActiveSyncSession, { status, httpStatus, exchange }: ActiveSyncCommand): boolean {
  const { ownInbox, mailbox, organisationMailbox } = session
  if (/ErrorMissingEmailAddress$/.test(ownInbox?.responseCode ?? '')) {
    return status === 123 || (httpStatus === 403 && answeredBy(exchange) === 'exchange')
  }
  return status === 123 && !ownInbox?.opened && mailbox !== organisationMailbox
}

/** The trouble at the last command. Where the one before it was sent there by a 451, and no Exchange answers, the 451 is. */
function troubleOfCommand(session: ActiveSyncSession, last: ActiveSyncCommand): Trouble {
  const found = troubleOfAnswer(session, last)
  const moved = session.commands.at(-2)
  const isThere = moved?.httpStatus === 451 && moved.purpose === last.purpose
  if (!moved || !isThere || !ANSWERED_BY_NO_EXCHANGE.includes(found.kind)) return found
  const known = troubleOfHttpStatus(session, moved, 451)
  const { host } = partsOf(session.url)
  const asked = found.kind === 'no-answer' ? found.cause : t`${host} answers ${found.seen}.`
  return { ...known, cause: t`${known.cause} Asked there: ${asked}` }
}

function troubleOfAnswer(session: ActiveSyncSession, last: ActiveSyncCommand): Trouble {
  const { httpStatus, failure } = last
  if (httpStatus === undefined || (failure && failure.code !== 'wbxml-malformed')) {
    const cause = failure ? failureSentence(failure) : t`The connection brought nothing.`
    const found = trouble('no-answer', last, t`nothing`, cause, t`Look at the connection and at the proxy in front.`)
    return { ...found, failure }
  }
  if (httpStatus !== 200) return troubleOfHttpStatus(session, last, httpStatus)
  const policy = last.policyStatus !== undefined && last.policyStatus !== 1 ? last.policyStatus : undefined
  const status = last.status !== undefined && last.status !== 1 ? last.status : undefined
  if (failure || (status === undefined && policy === undefined)) {
    const cause = failure?.detail
      ? t`It could not be read: ${failure.detail}.`
      : t`It has none of the elements that it must have.`
    return trouble(
      'not-active-sync',
      last,
      t`something that is not ActiveSync`,
      cause,
      t`Look at what answers: a proxy may change the body.`,
    )
  }
  return troubleOfStatus(session, last, status === undefined ? t`Policy` : last.command, status ?? policy ?? 0)
}

function troubleOfStatus(session: ActiveSyncSession, last: ActiveSyncCommand, table: string, code: number): Trouble {
  const known = activeSyncStatus(table, code)
  const seen = known.name.startsWith('status') ? known.name : t`status ${code} (${known.name})`
  if (code === 165) return said('device-information', last, seen, known)
  if (DEVICE_MANAGEMENT.includes(code)) return said('device-management', last, seen, known)
  if (code === 131) return said('account-blocked', last, seen, known)
  if (code === 112 && session.ownInbox?.opened) return said('admin-permissions', last, seen, known)
  // What is an HTTP 500 up to version 12.1.
  if (code === 110)
    return said(session.ownInbox?.opened && makesPlace(last) ? 'admin-permissions' : 'server-error', last, seen, known)
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

function nothingSent(cause: string): Trouble {
  return { kind: 'not-tried', command: t`no command`, seen: t`nothing`, cause, advice: t`Run without that.` }
}
