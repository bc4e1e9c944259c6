/** Everything that can be wrong with an NTLM message, an account name or a certificate. A closed set. */
export type NtlmErrorCode =
  | 'message-too-short'
  | 'message-too-long'
  | 'bad-signature'
  | 'wrong-message-type'
  | 'field-outside-message'
  | 'fields-overlap'
  | 'bad-text'
  | 'bad-target-info'
  | 'unsupported-challenge'
  | 'bad-account-name'
  | 'bad-channel-binding'
  | 'bad-certificate'
  | 'bad-randomness'
  | 'out-of-order'
  | 'md4-not-loaded'

/**
 * The only error that this room throws for bad input. The message says what is wrong, where (offset in bytes, where
 * there is one) and what is accepted. It never carries a password, a hash or a key, so it may be shown and logged.
 */
export class NtlmError extends Error {
  readonly code: NtlmErrorCode

  constructor(code: NtlmErrorCode, message: string) {
    super(message)
    this.name = 'NtlmError'
    this.code = code
  }
}
