import { t } from '../language/translate.ts'
import type { CasMailbox, Configuration, ManagementRoleAssignment } from '../management/configuration.ts'
import { type MailboxIndex, namesOfAccount } from './mailbox-index.ts'
import { type FilterAnswer, type RecipientFilter, readRecipientFilter } from './recipient-filter.ts'

/** What the role ApplicationImpersonation lets an account do with one mailbox. */
export type MayActFor = {
  answer: FilterAnswer
  /** `none`: the account has the role nowhere. */
  why: 'everybody' | 'in-scope' | 'none' | 'out-of-scope' | 'scope-not-known' | 'not-read'
  sentence: string
  missing: readonly string[]
}

/** How far one assignment reaches; the filter of a scope is read once, for any number of mailboxes. */
type Reach =
  | { scope: string; means: (mailbox: CasMailbox) => FilterAnswer; untold: readonly string[] }
  | 'everybody'
  | 'nobody'

/**
 * For whom an account may act by ApplicationImpersonation, as the assignments of the role and their scopes say. Of a scope
 * it is told whether a mailbox is in it as far as Get-CASMailbox tells what its filter asks for.
 */
export function impersonationOf(
  configuration: Configuration,
  index: MailboxIndex,
  account: string | undefined,
): (mailbox: CasMailbox) => MayActFor {
  const always = (answer: MayActFor) => () => answer
  const assignments = configuration.managementRoleAssignments
  if (!assignments || account === undefined) {
    const missing = account === undefined ? [t`the account that signs in`] : ['Get-ManagementRoleAssignment']
    return always({ answer: 'not-known', why: 'not-read', sentence: notReadSentence(missing), missing })
  }
  const names = namesOfAccount(account, index.find(account))
  const roles = assignments.filter(({ role, enabled }) => isImpersonation(role) && enabled !== false)
  const own = roles.filter((assignment) => isFor(assignment, names))
  if (own.length === 0) return always(withoutRole(roles, account))
  const reaches = own.map((assignment) => reachOf(configuration, assignment))
  if (reaches.includes('everybody')) {
    const sentence = t`${account} may act for every mailbox by ApplicationImpersonation (${own[reaches.indexOf('everybody')]?.name ?? ''}).`
    return always({ answer: true, why: 'everybody', sentence, missing: [] })
  }
  return (mailbox) => inScopes(reaches, mailbox, account)
}

function isImpersonation(role: string | null | undefined): boolean {
  return /(?:^|[\\/])ApplicationImpersonation$/i.test(role ?? '')
}

/** The assignee itself, or the account that -GetEffectiveUsers lists where a group is the assignee. */
function isFor({ roleAssigneeName, effectiveUserName }: ManagementRoleAssignment, names: ReadonlySet<string>): boolean {
  return [roleAssigneeName, effectiveUserName].some((name) => name && names.has(name.toLowerCase()))
}

function withoutRole(roles: readonly ManagementRoleAssignment[], account: string): MayActFor {
  const group = roles.find(
    ({ roleAssigneeType, effectiveUserName }) =>
      /group/i.test(roleAssigneeType ?? '') && (!effectiveUserName || /^All Group Members$/i.test(effectiveUserName)),
  )
  if (!group) {
    const sentence = t`${account} holds ApplicationImpersonation by no assignment that was read, so it may act for nobody.`
    return { answer: false, why: 'none', sentence, missing: [] }
  }
  const missing = ['Get-ManagementRoleAssignment -GetEffectiveUsers']
  const sentence = t`Whether ${account} is a member of ${group.roleAssigneeName ?? group.name}, which holds ApplicationImpersonation, was not read; ${missing[0]} would tell.`
  return { answer: 'not-known', why: 'not-read', sentence, missing }
}

function reachOf({ managementScopes }: Configuration, assignment: ManagementRoleAssignment): Reach {
  const { customRecipientWriteScope: name, recipientWriteScope } = assignment
  if (/^None$/i.test(recipientWriteScope ?? '')) return 'nobody'
  if (!name) {
    // Blank and not told are two things: a source that leaves the property out says nothing of a scope.
    const isWhole = name === null && /^(?:Organization)?$/i.test(recipientWriteScope ?? '')
    return isWhole ? 'everybody' : unknownReach(recipientWriteScope ?? t`the scope of ${assignment.name}`)
  }
  const scope = managementScopes?.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (!scope?.recipientFilter) return unknownReach(name)
  const filter = readRecipientFilter(scope.recipientFilter)
  return { scope: name, means: (mailbox) => within(scope.recipientRoot, filter, mailbox), untold: filter.untold }
}

function unknownReach(scope: string): Reach {
  return { scope, means: () => 'not-known', untold: ['RecipientFilter'] }
}

/** The filter, below the root of the scope where it has one. */
function within(root: string | null | undefined, filter: RecipientFilter, mailbox: CasMailbox): FilterAnswer {
  const means = filter.means(mailbox)
  if (!root || means === false) return means
  const path = mailbox.identity.toLowerCase()
  if (!path.includes('/')) return 'not-known'
  return path.startsWith(`${root.toLowerCase().replace(/\/$/, '')}/`) && means
}

function inScopes(reaches: readonly Reach[], mailbox: CasMailbox, account: string): MayActFor {
  const address = mailbox.primarySmtpAddress ?? mailbox.identity
  const scopes = reaches.filter((reach) => typeof reach === 'object')
  const answers = scopes.map(({ means }) => means(mailbox))
  const found = scopes[answers.indexOf(true)]
  if (found) {
    const sentence = t`${account} may act for ${address}, which is in the scope ${found.scope}.`
    return { answer: true, why: 'in-scope', sentence, missing: [] }
  }
  const open = scopes[answers.indexOf('not-known')]
  if (open) {
    const asked = open.untold.join(', ')
    const sentence = t`Whether ${address} is in the scope ${open.scope} of ${account} is not known: it asks for ${asked}. Get-Recipient -RecipientPreviewFilter with the scope’s RecipientFilter would tell.`
    return { answer: 'not-known', why: 'scope-not-known', sentence, missing: [`${open.scope}: ${asked}`] }
  }
  const names = scopes.map(({ scope }) => scope).join(', ')
  const sentence =
    names === ''
      ? t`The assignment of ApplicationImpersonation to ${account} reaches no mailbox (RecipientWriteScope None).`
      : t`${address} is not in the scope of ${account} (${names}), so that it may not act for it.`
  return { answer: false, why: 'out-of-scope', sentence, missing: [] }
}

function notReadSentence(missing: readonly string[]): string {
  return t`For whom the account may act is not known without ${missing.join(', ')}.`
}
