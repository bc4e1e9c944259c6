import type { ActiveSyncCommand } from '../../artifacts/active-sync-session.ts'
import type { Failure } from '../../artifacts/failure.ts'
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
  | 'no-own-mailbox'
  | 'own-mailbox-only'
  | 'moved'
  | 'moved-elsewhere'
  | 'account-blocked'
  | 'password-expired'
  | 'sign-in-rejected'
  | 'busy'
  | 'full'
  | 'refused'
  | 'server-error'
  | 'refused-in-front'
  | 'gateway-error'
  | 'not-active-sync'
  | 'no-answer'

/** What kept the device from getting to its inbox. `seen` names what came back; `cause` and `advice` are sentences. */
export type Trouble = {
  kind: TroubleKind
  command: string
  seen: string
  cause: string
  advice: string
  failure?: Failure | undefined
}

/** A trouble at a command, in words of its own. */
export function trouble(
  kind: TroubleKind,
  { command }: Pick<ActiveSyncCommand, 'command'>,
  seen: string,
  cause: string,
  advice: string,
): Trouble {
  return { kind, command, seen, cause, advice }
}

/** A trouble at a command, in the words of a status. */
export function said(
  kind: TroubleKind,
  last: Pick<ActiveSyncCommand, 'command'>,
  seen: string,
  { cause, advice }: ActiveSyncStatus,
): Trouble {
  return trouble(kind, last, seen, cause, advice)
}
