/** The client that is meant, and the mailbox that it is to open. */
export type EwsQuestion = {
  userAgent: string
  impersonates: boolean
  /** The account that signs in; the owner of the mailbox where none is named. */
  account?: string | undefined
  mailbox: string
  /** The published address of EWS. */
  url?: string | undefined
  scheme?: 'ntlm' | 'basic' | undefined
  /** How many mailboxes the client is to keep current; one where it is not said. */
  mailboxes?: number | undefined
}
