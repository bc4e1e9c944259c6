import { describe, expect, it } from 'vitest'
import type { LayerState } from '../../../shared/ews/layer.ts'
import { configuredThrottling, type ThrottledClient } from '../../../shared/ews/throttling.ts'
import type {
  Configuration,
  ThrottlingPolicy,
  ThrottlingPolicyAssociation,
} from '../../../shared/management/configuration.ts'

const usual: ThrottlingPolicy = {
  identity: 'GlobalThrottlingPolicy_0a1b',
  name: 'GlobalThrottlingPolicy_0a1b',
  throttlingPolicyScope: 'Global',
  ewsMaxConcurrency: 27,
  ewsMaxSubscriptions: 5_000,
  ewsMaxBurst: 300_000,
  ewsRechargeRate: 900_000,
  ewsCutoffBalance: 3_000_000,
}
const own = (changes: Partial<ThrottlingPolicy> = {}): ThrottlingPolicy => ({
  ...usual,
  identity: 'Service',
  name: 'Service',
  throttlingPolicyScope: 'Regular',
  ...changes,
})
const associated = (throttlingPolicyId: string | null | undefined): ThrottlingPolicyAssociation[] => [
  { identity: 'contoso.test/Users/Somebody', name: 'Somebody', throttlingPolicyId: null },
  { identity: 'contoso.test/Services/Sync Service', name: 'Sync Service', throttlingPolicyId },
]
const of = (throttlingPolicies: ThrottlingPolicy[], id: string | null | undefined = 'Service'): Configuration => ({
  throttlingPolicies,
  throttlingPolicyAssociations: associated(id),
  casMailboxes: [{ identity: 'contoso.test/Services/Sync Service', samAccountName: 'svc-sync' }],
})
const client: ThrottledClient = { account: 'CONTOSO\\svc-sync', impersonates: true, mailboxes: 400 }

type Row = [
  why: string,
  configuration: Configuration,
  state: LayerState,
  says: string,
  client?: Partial<ThrottledClient>,
]

describe('the throttling policy of the account', () => {
  it.each<Row>([
    ['nothing read', {}, 'not-known', 'Get-ThrottlingPolicy, Get-ThrottlingPolicyAssociation'],
    ['no account', of([usual], null), 'not-known', 'the account that signs in', { account: undefined }],
    [
      'no association of the account',
      { ...of([usual]), throttlingPolicyAssociations: [] },
      'not-known',
      'Get-ThrottlingPolicyAssociation CONTOSO\\svc-sync',
    ],
    [
      'an association that does not say',
      { ...of([usual]), throttlingPolicyAssociations: associated(undefined) },
      'not-known',
      'Get-ThrottlingPolicyAssociation',
    ],
    ['a policy that was not read', of([usual]), 'not-known', 'Get-ThrottlingPolicy Service'],
    ['no policy of everybody', of([], null), 'not-known', 'whole organisation'],
    ['not one request', of([own({ ewsMaxConcurrency: 0 })]), 'shut', 'EwsMaxConcurrency is 0'],
    ['few at the same time', of([own({ ewsMaxConcurrency: 10 })]), 'doubtful', 'EwsMaxConcurrency is 10, below the 27'],
    [
      'as many as 2010 has, in 2010',
      {
        ...of([own({ ewsMaxConcurrency: 10 })]),
        exchangeServers: [{ name: 'EX', adminDisplayVersion: 'Version 14.3 (Build 123.4)' }],
      },
      'open',
      'no limit below',
    ],
    [
      'as many as 2010 has, beside a newer server',
      {
        ...of([own({ ewsMaxConcurrency: 10 })]),
        exchangeServers: [
          { name: 'EX', adminDisplayVersion: 'Version 14.3 (Build 123.4)' },
          { name: 'EX2', adminDisplayVersion: 'Version 15.2 (Build 1748.10)' },
        ],
      },
      'doubtful',
      'below the 27',
    ],
    ['few subscriptions', of([own({ ewsMaxSubscriptions: 5 })]), 'doubtful', 'EwsMaxSubscriptions is 5, below the 20'],
    ['little work at one go', of([own({ ewsMaxBurst: 1_000 })]), 'doubtful', 'EwsMaxBurst is 1000'],
    ['slow to come back', of([own({ ewsRechargeRate: 1_000 })]), 'doubtful', 'EwsRechargeRate is 1000'],
    ['cut off early', of([own({ ewsCutoffBalance: 1_000 })]), 'doubtful', 'EwsCutoffBalance is 1000'],
    [
      'fewer subscriptions than mailboxes, by one account',
      of([own({ ewsMaxSubscriptions: 100 })]),
      'doubtful',
      'one account would subscribe to 400 mailboxes',
      { impersonates: false },
    ],
    [
      'the same by impersonation, where each mailbox counts for itself',
      of([own({ ewsMaxSubscriptions: 100 })]),
      'open',
      'no limit below',
    ],
    [
      'no limits',
      of([
        own({
          ewsMaxConcurrency: 'Unlimited',
          ewsMaxSubscriptions: null,
          ewsMaxBurst: 'Unlimited',
          ewsRechargeRate: undefined,
          ewsCutoffBalance: null,
        }),
      ]),
      'open',
      'the throttling policy Service',
      { impersonates: false },
    ],
    [
      'the policy by its distinguished name',
      of([own({ ewsMaxConcurrency: 1 })], 'CN=Service,CN=Global Settings,CN=Contoso,DC=contoso,DC=test'),
      'doubtful',
      'EwsMaxConcurrency is 1,',
    ],
    [
      'the policy by its path',
      of([own({ ewsMaxConcurrency: 1 })], 'contoso.test/Configuration/Service'),
      'doubtful',
      'EwsMaxConcurrency is 1,',
    ],
    [
      'the policy of everybody',
      of([usual, own({ ewsMaxConcurrency: 1 })], null),
      'open',
      'the policy of everybody (GlobalThrottlingPolicy_0a1b)',
    ],
    [
      'the organisation’s before Exchange’s',
      of([usual, own({ name: 'Ours', throttlingPolicyScope: 'Organization', ewsMaxConcurrency: 4 })], null),
      'doubtful',
      'EwsMaxConcurrency is 4',
    ],
    [
      'that of 2010, which has no scope',
      of([own({ name: 'DefaultThrottlingPolicy_1c', throttlingPolicyScope: undefined })], null),
      'open',
      'DefaultThrottlingPolicy_1c',
    ],
  ])('%s', (_, configuration, state, says, changes = {}) => {
    const layer = configuredThrottling(configuration, { ...client, ...changes })
    expect(layer).toMatchObject({ state, sentence: expect.stringContaining(says) })
    expect(layer.remedy).toBe(state === 'shut' || state === 'doubtful' ? 'ews-throttling-policy' : undefined)
    expect(layer.missing.length > 0).toBe(state === 'not-known')
  })
})
