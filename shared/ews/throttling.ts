import { t } from '../language/translate.ts'
import type { Configuration, ThrottlingPolicy } from '../management/configuration.ts'
import { type ConfiguredLayer, layerOf, type Remark } from './configured-layer.ts'
import { indexMailboxes, type MailboxIndex, nameOfIdentity } from './mailbox-index.ts'
import { associationOf, defaultPolicy, isPolicy } from './throttling-policies.ts'

type Limit = 'ewsMaxConcurrency' | 'ewsMaxSubscriptions' | 'ewsMaxBurst' | 'ewsRechargeRate' | 'ewsCutoffBalance'

/**
 * What Exchange sets itself, below which a service that keeps many mailboxes current is held back. EwsMaxConcurrency, 10 in
 * 2010 and 27 since, is in “EWS throttling in Exchange”. The others are in no reference of Microsoft’s; they are those that
 * vendors and administrators read off new organisations, of EwsMaxSubscriptions the fewest of all versions.
 */
const limits: readonly { limit: Limit; setting: string; usual: number; why: () => string }[] = [
  {
    limit: 'ewsMaxConcurrency',
    setting: 'EwsMaxConcurrency',
    usual: 27,
    why: () => t`requests at the same time; one more is refused`,
  },
  {
    limit: 'ewsMaxSubscriptions',
    setting: 'EwsMaxSubscriptions',
    usual: 20,
    why: () => t`subscriptions to new mail; one more is refused`,
  },
  {
    limit: 'ewsMaxBurst',
    setting: 'EwsMaxBurst',
    usual: 300_000,
    why: () => t`milliseconds of work at one go before answers are held back`,
  },
  {
    limit: 'ewsRechargeRate',
    setting: 'EwsRechargeRate',
    usual: 900_000,
    why: () => t`milliseconds of work that come back in an hour`,
  },
  {
    limit: 'ewsCutoffBalance',
    setting: 'EwsCutoffBalance',
    usual: 3_000_000,
    why: () => t`milliseconds of overdraft before everything is refused`,
  },
]

/** What EwsMaxConcurrency is where every server is of Exchange 2010. */
const CONCURRENCY_2010 = 10

/** The client whose limits count. */
export type ThrottledClient = {
  account?: string | undefined
  impersonates: boolean
  /** How many mailboxes it is to keep current. */
  mailboxes: number
}

/** What the throttling policy of the account says: by its association, else the organisation’s own policy, else Exchange’s. */
export function configuredThrottling(
  configuration: Configuration,
  client: ThrottledClient,
  index: MailboxIndex = indexMailboxes(configuration),
): ConfiguredLayer {
  const found = policyOf(configuration, client.account, index)
  if ('missing' in found) {
    const sentence = t`What is configured is not known without ${found.missing.join(', ')}.`
    return layerOf([], [{ state: 'not-known', sentence, missing: found.missing }])
  }
  const cmdlets = ['Get-ThrottlingPolicyAssociation', 'Get-ThrottlingPolicy'] as const
  const low = limits.flatMap((each) => remarkOn(found.policy, each, isOld(configuration)))
  const subscriptions = tooFewSubscriptions(found.policy, client)
  const remarks = [...low, ...(subscriptions ? [subscriptions] : [])]
  if (remarks.length > 0) return layerOf(cmdlets, remarks)
  const name = found.policy.name ?? nameOfIdentity(found.policy.identity)
  const sentence = found.isOwn
    ? t`Configured as: the account has the throttling policy ${name}, with no limit below Exchange’s own.`
    : t`Configured as: the account has the policy of everybody (${name}), with no limit below Exchange’s own.`
  return layerOf(cmdlets, [{ state: 'open', sentence }])
}

type Found = { policy: ThrottlingPolicy; isOwn: boolean } | { missing: readonly string[] }

function policyOf(configuration: Configuration, account: string | undefined, index: MailboxIndex): Found {
  const { throttlingPolicies: policies, throttlingPolicyAssociations: associations } = configuration
  const missing = [
    ...(policies ? [] : ['Get-ThrottlingPolicy']),
    ...(associations ? [] : ['Get-ThrottlingPolicyAssociation']),
    ...(account === undefined ? [t`the account that signs in`] : []),
  ]
  if (!policies || !associations || account === undefined) return { missing }
  const association = associationOf(configuration, account, index)
  // An account that nothing was read of may have a policy of its own.
  if (association?.throttlingPolicyId === undefined) return { missing: [`Get-ThrottlingPolicyAssociation ${account}`] }
  const id = association.throttlingPolicyId
  const own = id ? policies.find((policy) => isPolicy(policy, id)) : undefined
  if (id && !own) return { missing: [`Get-ThrottlingPolicy ${id}`] }
  const policy = own ?? defaultPolicy(policies)
  return policy
    ? { policy, isOwn: own !== undefined }
    : { missing: [t`Get-ThrottlingPolicy of the whole organisation`] }
}

function remarkOn(
  policy: ThrottlingPolicy,
  { limit, setting, usual, why }: (typeof limits)[number],
  isOldest: boolean,
): Remark[] {
  const value = policy[limit]
  // Blank is no limit, and one that was not told is not held against anybody.
  if (value === undefined || value === null || value === 'Unlimited') return []
  const least = isOldest && limit === 'ewsMaxConcurrency' ? CONCURRENCY_2010 : usual
  if (value >= least) return []
  const remedy = 'ews-throttling-policy'
  if (value === 0 && limit === 'ewsMaxConcurrency') {
    return [
      { state: 'shut', sentence: t`Configured as: ${setting} is 0, so that not one request is answered.`, remedy },
    ]
  }
  const sentence = t`Configured as: ${setting} is ${value}, below the ${least} that Exchange sets itself (${why()}).`
  return [{ state: 'doubtful', sentence, remedy }]
}

/** By its own rights an account subscribes for all mailboxes; by impersonation each counts for itself (since 2010 SP2 RU4). */
function tooFewSubscriptions({ ewsMaxSubscriptions }: ThrottlingPolicy, client: ThrottledClient): Remark | undefined {
  if (client.impersonates || typeof ewsMaxSubscriptions !== 'number' || ewsMaxSubscriptions >= client.mailboxes)
    return undefined
  const sentence = t`Configured as: EwsMaxSubscriptions is ${ewsMaxSubscriptions}, and one account would subscribe to ${client.mailboxes} mailboxes; with impersonation each mailbox has its own count.`
  return { state: 'doubtful', sentence, remedy: 'ews-throttling-policy' }
}

function isOld({ exchangeServers }: Configuration): boolean {
  return (
    exchangeServers !== undefined &&
    exchangeServers.length > 0 &&
    exchangeServers.every(({ adminDisplayVersion }) => /^Version 14\./.test(adminDisplayVersion ?? ''))
  )
}
