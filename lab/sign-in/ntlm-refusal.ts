/** Why a sign-in was refused. The client only ever sees 401; tests read this in the log. */
export type RefusalReason =
  | 'malformed'
  | 'unexpected-message'
  | 'not-offered'
  | 'anonymous'
  | 'ntlmv1'
  | 'unknown-user'
  | 'wrong-password'
  | 'locked-out'
  | 'clock-skew'
  | 'target-info-not-echoed'
  | 'integrity-missing'
  | 'integrity-wrong'
  | 'channel-binding-missing'
  | 'channel-binding-wrong'
  | 'no-secure-channel'
  | 'account-disabled'
  | 'logon-hours'
  | 'workstations'
  | 'ntlm-denied'

/** The only thing that reading a client's NTLM message throws. */
export class NtlmRefusal extends Error {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason) {
    super(`The NTLM message was refused: ${reason}.`)
    this.name = 'NtlmRefusal'
    this.reason = reason
  }
}
