import { t } from '../language/translate.ts'
/** Which finding a status belongs to. `success` needs none. */
export type StatusKind =
  | 'success'
  | 'access'
  | 'provisioning'
  | 'remote-wipe'
  | 'partnerships'
  | 'busy'
  | 'full'
  | 'other'

/** What a Status of ActiveSync means, for a person. `cause` and `advice` are sentences. */
export type ActiveSyncStatus = {
  /** The name that MS-ASCMD gives it. */
  name: string
  kind: StatusKind
  cause: string
  advice: string
  /** The HTTP statuses by which a server of version 12.1 and below says the same. */
  before14?: readonly number[]
}

export const SYNC_STATE_ADVICE = t`Run again; where it stays, restart MSExchangeSyncAppPool on the mailbox server.`
export const OUR_REQUEST = t`Compare with what a proxy in front passes on; where nothing changes the body, report it to Postern.`

export function other(name: string, cause: string, advice: string, ...before14: number[]): ActiveSyncStatus {
  return { name, kind: 'other', cause, advice, ...(before14.length > 0 && { before14 }) }
}

export function access(name: string, cause: string, advice: string): ActiveSyncStatus {
  return { name, kind: 'access', cause, advice, before14: [403] }
}

export function provisioning(name: string, cause: string, advice: string, ...before14: number[]): ActiveSyncStatus {
  return { ...other(name, cause, advice, ...before14), kind: 'provisioning' }
}
