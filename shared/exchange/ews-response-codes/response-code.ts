/**
 * What a response code is about, which decides where an administrator looks. `request`: Exchange finds fault with what
 * was asked, so that something in between changed it, or Postern is wrong. `absent`: there is nothing of what was asked
 * for; whether that is bad depends on the operation.
 */
export type ResponseCodeKind =
  | 'account'
  | 'mailbox'
  | 'rights'
  | 'throttling'
  | 'store'
  | 'configuration'
  | 'version'
  | 'server'
  | 'request'
  | 'absent'

/** One EWS response code: what it means and what to do, each as whole sentences. */
export type ResponseCode = { kind: ResponseCodeKind; means: string; todo: string }
