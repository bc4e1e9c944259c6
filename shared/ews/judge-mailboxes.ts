import type { Configuration } from '../management/configuration.ts'
import type { RemedyId, RemedySubject } from '../remedies/remedy.ts'
import type { EwsDecision } from './ews-decision.ts'

/** Why a mailbox can or cannot be served; the reasons by which a summary counts. */
export const mailboxReasons = [
  'organisation-refuses',
  'mailbox-refuses',
  'no-impersonation',
  'out-of-scope',
  'not-found',
  'documents-disagree',
  'scope-not-known',
  'not-read',
  'works',
] as const
export type MailboxReason = (typeof mailboxReasons)[number]

/** One mailbox of a list: whether the integration can work with it, and why. */
export type MailboxJudgement = {
  /** As the list names it. */
  mailbox: string
  /** What a cmdlet’s -Identity takes, where the configuration has the mailbox. */
  identity: string | undefined
  state: 'works' | 'shut' | 'doubtful' | 'not-known'
  reason: MailboxReason
  sentence: string
  decision: EwsDecision | undefined
  remedy: RemedyId | undefined
}

/** The mailboxes of one reason; `remedy` mends all of them. */
export type MailboxGroup = {
  reason: MailboxReason
  state: MailboxJudgement['state']
  remedy: RemedyId | undefined
  sentence: string
  mailboxes: readonly string[]
}

/** Judges each mailbox of a list by the configuration. `subject.mailboxes` is not looked at. */
export function judgeMailboxes(
  _configuration: Configuration,
  _subject: RemedySubject,
  list: readonly string[],
): MailboxJudgement[] {
  return list.map((mailbox) => ({
    mailbox,
    identity: undefined,
    state: 'not-known',
    reason: 'not-read',
    sentence: '',
    decision: undefined,
    remedy: undefined,
  }))
}

/** The same, grouped by reason and remedy: what cannot work first. */
export function groupMailboxes(judgements: readonly MailboxJudgement[]): MailboxGroup[] {
  return judgements.map(({ mailbox, ...judgement }) => ({ ...judgement, mailboxes: [mailbox] }))
}
