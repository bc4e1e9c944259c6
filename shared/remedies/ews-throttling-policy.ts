import { indexMailboxes, nameOfIdentity } from '../ews/mailbox-index.ts'
import { associationOf, isPolicy } from '../ews/throttling-policies.ts'
import { t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { Configuration, ThrottlingPolicy, ThrottlingPolicyAssociation } from '../management/configuration.ts'
import { notRead } from './no-plan.ts'
import { isOwnName, ownName } from './own-name.ts'
import type { NoPlan, Plan, Remedy, RemedySubject } from './remedy.ts'
import { shownValue } from './shown-value.ts'
import { isGenerous, type RaisedLimits, raisedLimits } from './throttling-limits.ts'

export const ewsThrottlingPolicy: Remedy = {
  id: 'ews-throttling-policy',
  title: t`Give the service account a throttling policy of its own`,
  why: t`Exchange limits what one account may ask of EWS. An account that serves many mailboxes reaches the limits that are meant for one person, and is told to wait.`,
  risk: t`The account may ask more of the servers, and a client that asks without end slows everybody down. The limits stay limits: none is taken away. Nobody else’s policy changes.`,
  who: t`A member of the role group Organization Management`,
  // Exchange’s own developers: "Throttling Policies and Caches", Exchange developer blog, 2010.
  takesEffect: t`Within a quarter of an hour: each process keeps a policy for 5 to 15 minutes. MSExchangeServicesAppPool, recycled in IIS, makes it sooner. No IISReset is needed.`,
  byHand: [
    t`Look at which policy the account has: Get-ThrottlingPolicyAssociation ACCOUNT. A blank ThrottlingPolicyId is the default policy.`,
    t`Look first for other clients that use the account: an account of its own for the integration may be all that is needed.`,
    t`Make a policy: New-ThrottlingPolicy -Name NAME -ThrottlingPolicyScope Regular -EwsMaxConcurrency 54, with the other Ews limits as they are to be. What is left out comes from the default policy.`,
    t`Give it to the account: Set-ThrottlingPolicyAssociation ACCOUNT -ThrottlingPolicy NAME`,
  ],
  verify: ['ews/throttling', 'ews/subscription'],
  plan,
}

function plan(configuration: Configuration, { account }: RemedySubject): Plan | NoPlan {
  if (account === undefined) {
    return {
      kind: 'by-hand',
      sentence: t`The account that signs in is not named. Name it, and the script is made for it.`,
    }
  }
  const { throttlingPolicies: policies } = configuration
  const association = associationOf(configuration, account, indexMailboxes(configuration))
  const id = association?.throttlingPolicyId
  if (!association || id === undefined) {
    return notRead(['Get-ThrottlingPolicyAssociation'], [t`the throttling policy of ${account}`])
  }
  const current = id === null ? undefined : policies?.find((policy) => isPolicy(policy, id))
  if (current && isOwnName(nameOf(current), account)) {
    return {
      kind: isGenerous(current) ? 'not-needed' : 'by-hand',
      sentence: t`${account} has a policy of its own, ${nameOf(current)}. Where its limits are too low, raise them with Set-ThrottlingPolicy.`,
    }
  }
  const limits = policies && (id === null || current) ? raisedLimits(current, policies) : undefined
  if (!policies || !limits) return notRead(['Get-ThrottlingPolicy'], [t`the limits that ${account} has now`])
  if (limits.length === 0) {
    return { kind: 'not-needed', sentence: t`EWS limits ${account} by nothing that a policy of its own would raise.` }
  }
  return planned(association, id, ownName(account, policies.map(nameOf)), limits)
}

function planned(
  { identity }: ThrottlingPolicyAssociation,
  was: string | null,
  name: string,
  limits: RaisedLimits,
): Plan {
  const values = Object.fromEntries(limits.map(({ parameter, to }) => [parameter, to]))
  const associate = (policy: string | null, comment: string) =>
    // $null is the default policy again (general knowledge).
    command('Set-ThrottlingPolicyAssociation', { Identity: identity, ThrottlingPolicy: policy }, comment)
  return {
    kind: 'plan',
    changes: [
      ...limits
        .filter(({ from, to }) => from !== to)
        .map(({ parameter, from, to }) => ({
          where: name,
          setting: parameter,
          from: shownValue(from),
          to: shownValue(to),
        })),
      { where: identity, setting: 'ThrottlingPolicy', from: shownValue(was), to: name },
    ],
    apply: [
      command(
        'New-ThrottlingPolicy',
        { Name: name, ThrottlingPolicyScope: 'Regular', ...values },
        t`Makes a policy for this account. What is not named here comes from the default policy.`,
      ),
      associate(name, t`Gives it to the account.`),
    ],
    undo: [
      associate(was, t`Gives the account back the policy that it had.`),
      // A policy that somebody has is not removed (Remove-ThrottlingPolicy): whoever was given it since keeps it.
      command('Remove-ThrottlingPolicy', { Identity: name }, t`Removes the policy, which nobody has any more.`),
    ],
    ...(was !== null && {
      notes: [
        t`The account has the policy ${was} now: what that one sets beyond EWS comes from the default policy once it is changed.`,
      ],
    }),
  }
}

function nameOf({ name, identity }: ThrottlingPolicy): string {
  return name ?? nameOfIdentity(identity)
}
