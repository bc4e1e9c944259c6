import { t } from '../language/translate.ts'
import type { CasMailbox, Configuration, EwsAccess } from '../management/configuration.ts'
import type { RemedyId, RemedySubject } from '../remedies/remedy.ts'
import { remedyFor } from './configured-access.ts'
import { decideEwsAccess } from './decide-access.ts'
import { accessFor } from './decide-ews.ts'
import type { EwsDecision } from './ews-decision.ts'
import { impersonationOf, type MayActFor } from './impersonation.ts'
import { indexMailboxes } from './mailbox-index.ts'

/** Why a mailbox can or cannot be served; a summary counts by them, in this order. */
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
  configuration: Configuration,
  subject: RemedySubject,
  list: readonly string[],
): MailboxJudgement[] {
  const index = indexMailboxes(configuration)
  const mayActFor = subject.impersonates ? impersonationOf(configuration, index, subject.account) : undefined
  // Without impersonation the account’s own settings count, for every mailbox the same.
  const ofAccount =
    subject.impersonates || subject.account === undefined
      ? undefined
      : accessFor(configuration, index, { ...subject, mailbox: subject.account }).access
  const decide = decider(configuration, subject)
  return list.map((mailbox) => {
    const found = index.find(mailbox)
    if (!found) return withoutMailbox(configuration, mailbox)
    const decision = ofAccount ?? decide(found)
    return { mailbox, identity: found.identity, decision, ...verdictOn(decision, mayActFor?.(found)) }
  })
}

/** Mailboxes with the same settings share their decision. */
function decider(configuration: Configuration, subject: RemedySubject): (mailbox: CasMailbox) => EwsDecision {
  const known = new Map<string, EwsDecision>()
  return (mailbox) => {
    const settings: EwsAccess = {
      ewsEnabled: mailbox.ewsEnabled,
      ewsApplicationAccessPolicy: mailbox.ewsApplicationAccessPolicy,
      ewsAllowList: mailbox.ewsAllowList,
      ewsBlockList: mailbox.ewsBlockList,
      ewsAllowOutlook: mailbox.ewsAllowOutlook,
      ewsAllowMacOutlook: mailbox.ewsAllowMacOutlook,
      ewsAllowEntourage: mailbox.ewsAllowEntourage,
    }
    const key = JSON.stringify(settings)
    const decision = known.get(key) ?? decideEwsAccess(configuration.organizationConfig, settings, subject)
    known.set(key, decision)
    return decision
  }
}

function withoutMailbox({ casMailboxes }: Configuration, mailbox: string): MailboxJudgement {
  const nothing = { mailbox, identity: undefined, decision: undefined, remedy: undefined, state: 'not-known' } as const
  return casMailboxes
    ? {
        ...nothing,
        reason: 'not-found',
        sentence: t`${mailbox} is not among the mailboxes that were read, or names more than one.`,
      }
    : { ...nothing, reason: 'not-read', sentence: t`Nothing can be said of ${mailbox} without Get-CASMailbox.` }
}

type Verdict = Pick<MailboxJudgement, 'state' | 'reason' | 'sentence' | 'remedy'>

function verdictOn(decision: EwsDecision, mayAct: MayActFor | undefined): Verdict {
  const { verdict, decidedBy, sentence } = decision
  if (verdict === 'refused') {
    const reason = decidedBy?.level === 'mailbox' ? 'mailbox-refuses' : 'organisation-refuses'
    return { state: 'shut', reason, sentence, remedy: remedyFor(decidedBy) }
  }
  if (mayAct?.answer === false) {
    const reason = mayAct.why === 'none' ? 'no-impersonation' : 'out-of-scope'
    return { state: 'shut', reason, sentence: mayAct.sentence, remedy: 'ews-impersonation' }
  }
  if (verdict === 'documents-disagree') {
    return { state: 'doubtful', reason: verdict, sentence, remedy: remedyFor(decidedBy) }
  }
  if (verdict === 'not-known') return { state: verdict, reason: 'not-read', sentence, remedy: undefined }
  if (mayAct?.answer === 'not-known') {
    const reason = mayAct.why === 'scope-not-known' ? mayAct.why : 'not-read'
    return { state: 'not-known', reason, sentence: mayAct.sentence, remedy: undefined }
  }
  return { state: 'works', reason: 'works', sentence, remedy: undefined }
}

const groupSentences: Readonly<Record<MailboxReason, string>> = {
  'organisation-refuses': t`A setting of the organisation keeps the client out.`,
  'mailbox-refuses': t`A setting of the mailbox, or of the one account that opens them all, keeps the client out.`,
  'no-impersonation': t`The account holds ApplicationImpersonation nowhere, so it may act for none of them.`,
  'out-of-scope': t`The scope of the account’s ApplicationImpersonation leaves them out.`,
  'not-found': t`They are not among the mailboxes that were read, or their name is that of several.`,
  'documents-disagree': t`Microsoft’s documents disagree whether the client is let in; a probe tells.`,
  'scope-not-known': t`Whether they are in the scope of ApplicationImpersonation depends on properties that were not read.`,
  'not-read': t`What decides about them was not read.`,
  works: t`Nothing that was read keeps the client out.`,
}

/** The same, grouped by reason and remedy: what cannot work first. */
export function groupMailboxes(judgements: readonly MailboxJudgement[]): MailboxGroup[] {
  const groups = Map.groupBy(judgements, ({ reason, state, remedy }) => `${reason} ${state} ${remedy ?? ''}`)
  return [...groups.values()]
    .flatMap((members) => {
      const [first] = members
      if (!first) return []
      const { reason, state, remedy } = first
      return [
        { reason, state, remedy, sentence: groupSentences[reason], mailboxes: members.map(({ mailbox }) => mailbox) },
      ]
    })
    .toSorted((left, right) => mailboxReasons.indexOf(left.reason) - mailboxReasons.indexOf(right.reason))
}
