import type { ActiveSyncSession } from '../../artifacts/active-sync-session.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import type { Conclusion, Evidence, Obstructed } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import type { Trouble } from './trouble.ts'

/** The evidence that every check of a session shows; with a trouble, what came back and what it means. */
export function sessionEvidence(session: ActiveSyncSession, trouble?: Trouble): Evidence {
  const { url, deviceId, deviceType, version, mailbox, ownInbox } = session
  return {
    url,
    server: partsOf(url).host,
    mailbox,
    whose: whoseMailbox(session),
    ewsItems: ownInbox?.items,
    deviceId,
    deviceType,
    version,
    ...(trouble && {
      command: trouble.command,
      seen: trouble.seen,
      reason: trouble.cause,
      mend: trouble.advice.replace(/\.$/, ''),
    }),
  }
}

/** The mailbox that the device opens, and that it is not, or may not be, the organisation's. */
function whoseMailbox({ mailbox, organisationMailbox, ownInbox }: ActiveSyncSession): string {
  if (mailbox === organisationMailbox) return mailbox
  const own = t`${mailbox}, the account’s own`
  return ownInbox?.organisations === false ? t`${own}, and not ${organisationMailbox}` : own
}

/** A trouble that another check of the session reports. */
export function toldElsewhere(session: ActiveSyncSession, trouble: Trouble): Obstructed {
  const reason = t`ActiveSync on ${partsOf(session.url).host} answered ${trouble.command} with ${trouble.seen}.`
  return { blocked: { by: 'activeSyncSession', reason }, failure: trouble.failure }
}

/** A session that was not begun: told by the check that withheld the sign-in, where one did. */
export function notTried(session: ActiveSyncSession, trouble: Trouble): Conclusion<'not-tried'> | Obstructed {
  return obstructedSignIn(session.withheld) ?? { outcome: 'not-tried', evidence: sessionEvidence(session, trouble) }
}
