import { z } from 'zod'
import { t } from '../language/translate.ts'

/** Every error that a call or feed can end with, as a closed set; the sentence is for a person. */
export const contractErrors = {
  'unknown-name': t`The window asked for something that this Postern does not offer. Reload the window.`,
  'bad-argument': t`What was asked for is not in the form that is accepted.`,
  'bad-result': t`Postern made an answer that breaks its own contract. This is our bug, not the server’s.`,
  'bad-frame': t`A message between the window and Postern could not be read.`,
  'no-organisation': t`No organisation is open yet. Name one first.`,
  'no-such-run': t`This run is not known here any more.`,
  'run-unreadable': t`This run was kept by another version of Postern in a form that this one cannot read.`,
  'run-unfinished': t`This run has not ended, so it cannot be judged anew.`,
  'run-not-interrupted': t`This run was not interrupted, or was of another organisation or account than is open now. Start a new one.`,
  'no-such-organisation': t`This organisation is not known here any more.`,
  'no-such-secret': t`No password is held for this account any more. Give it again.`,
  'no-such-import': t`This file is not being read any more. Give it again.`,
  'no-such-list': t`This list of mailboxes is not held here any more. Give it again.`,
  'no-such-reading': t`This reading is not kept here any more, or was taken back already.`,
  'no-such-device': t`This device is not among those that were read.`,
  'no-such-source': t`This list of senders is not kept here any more.`,
  'no-such-version': t`This version of the list is not kept here.`,
  'no-such-offer': t`What was read of this list is not held here any more. Read it again.`,
  'no-such-format': t`There is no sheet of this form.`,
  'sheet-too-long': t`The sheet would be longer than Postern can make one.`,
  'list-not-read': t`The list could not be read.`,
  'list-refused': t`The list was not kept.`,
  'draft-changed': t`Another window kept other rules meanwhile. Read them again, and then change them.`,
  'bad-flow': t`This is no flow that could be looked for.`,
  'too-large': t`This is more than Postern reads.`,
  'keychain-left': t`Postern no longer uses the password, but the keychain of this computer cannot be reached: it may still be kept there, under “Postern”.`,
  'not-kept': t`What Postern keeps cannot be read or written now.`,
  'run-active': t`A run is under way already. Stop it first, or wait for it.`,
  cancelled: t`It was stopped before it ended.`,
  disconnected: t`The connection to Postern was lost. It is tried again by itself.`,
  'too-many': t`Too many requests are under way at once.`,
  'too-many-views': t`The view was not kept, since there are as many as Postern keeps. Remove one first.`,
  internal: t`Postern itself failed. This is our bug, not the server’s.`,
} as const

export type ContractErrorCode = keyof typeof contractErrors

const codes = Object.keys(contractErrors) as [ContractErrorCode, ...ContractErrorCode[]]
export const ContractErrorCodeSchema = z.enum(codes)

/** An error that may cross the contract. `detail` says what exactly, and never holds a secret. */
export class ContractError extends Error {
  readonly code: ContractErrorCode
  readonly detail: string | undefined

  constructor(code: ContractErrorCode, detail?: string) {
    super(detail ? `${contractErrors[code]} ${detail}` : contractErrors[code])
    this.name = 'ContractError'
    this.code = code
    this.detail = detail
  }
}
