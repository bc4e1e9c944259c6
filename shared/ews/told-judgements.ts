import type { MailboxGroup, MailboxJudgement } from './judge-mailboxes.ts'
import type { JudgedGroup, JudgedMailbox } from './judged-list.ts'

/** A judgement as it is told to a window, or in a file. */
export function toldMailbox(judgement: MailboxJudgement): JudgedMailbox {
  const { mailbox, identity, state, reason, sentence, remedy } = judgement
  return { mailbox, identity: identity ?? null, state, reason, sentence, remedy: remedy ?? null }
}

/** A group as it is told: how many, and not who. */
export function toldGroup({ reason, state, remedy, sentence, mailboxes }: MailboxGroup): JudgedGroup {
  return { reason, state, remedy: remedy ?? null, sentence, count: mailboxes.length }
}
