import { expect, test } from 'vitest'
import type { ThrottlingPolicy } from '../../../shared/management/configuration.ts'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const [global] = closed.throttlingPolicies
const unlimited = {
  ewsMaxConcurrency: 'Unlimited',
  ewsMaxSubscriptions: 'Unlimited',
  ewsMaxBurst: 'Unlimited',
  ewsRechargeRate: 'Unlimited',
  ewsCutoffBalance: 'Unlimited',
} as const
const associated = (throttlingPolicyId: string | null | undefined, ...policies: ThrottlingPolicy[]) => ({
  configuration: {
    throttlingPolicies: [global, ...policies] as never,
    throttlingPolicyAssociations: [{ identity: 'contoso.test/Users/svc-sync', name: 'svc-sync', throttlingPolicyId }],
  },
})
const policies = (...throttlingPolicies: ThrottlingPolicy[]) => ({ configuration: { throttlingPolicies } })

test.each<Refusal>([
  ['no account is named', { subject: { account: undefined } }, 'by-hand', 'not named'],
  ['no association was read', { configuration: { throttlingPolicyAssociations: undefined } }, 'not-read', 'CONTOSO'],
  ['that of the account was not read', { subject: { account: 'CONTOSO\\other' } }, 'not-read', 'other'],
  [
    'two accounts are called so',
    {
      configuration: {
        throttlingPolicyAssociations: ['a', 'b'].map((unit) => ({
          identity: `contoso.test/${unit}/svc-sync`,
          throttlingPolicyId: null,
        })),
      },
    },
    'not-read',
    'CONTOSO',
  ],
  ['its policy was not told', associated(undefined), 'not-read', 'the throttling policy of'],
  ['the policies were not read', { configuration: { throttlingPolicies: undefined } }, 'not-read', 'the limits'],
  ['its own policy was not read', associated('Sync'), 'not-read', 'the limits'],
  [
    'the default policy tells nothing',
    policies({ identity: 'G', throttlingPolicyScope: 'Global' }),
    'not-read',
    'limits',
  ],
  ['nothing limits it', policies({ ...global, ...unlimited } as never), 'not-needed', 'by nothing'],
  [
    'it has such a policy already',
    associated('Postern EWS svc-sync', { identity: 'Postern EWS svc-sync', ewsMaxConcurrency: 54 }),
    'not-needed',
    'Set-ThrottlingPolicy',
  ],
  [
    'it has such a policy already, in which somebody lowered a limit',
    associated('Postern EWS svc-sync', { identity: 'Postern EWS svc-sync', ewsMaxConcurrency: 53 }),
    'by-hand',
    'Set-ThrottlingPolicy',
  ],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-throttling-policy', given), kind, says)
})

test('doubles the limits in a policy of its own, and goes back to the default one', () => {
  const { apply, undo } = planOf('ews-throttling-policy')
  expect(apply[0]?.parameters).toEqual({
    Name: 'Postern EWS svc-sync',
    ThrottlingPolicyScope: 'Regular',
    EwsMaxConcurrency: 54,
    EwsMaxSubscriptions: 10_000,
    EwsMaxBurst: 600_000,
    EwsRechargeRate: 1_800_000,
    EwsCutoffBalance: 6_000_000,
  })
  expect(undo[0]?.parameters.ThrottlingPolicy).toBeNull()
})

test('lowers nothing that the account’s policy gives it, and goes back to that one', () => {
  const own = { identity: 'Sync', name: 'Sync', ewsMaxConcurrency: 200, ewsMaxBurst: 'Unlimited' as const }
  const { apply, undo, changes, notes } = planOf('ews-throttling-policy', associated('Sync', own))
  expect(apply[0]?.parameters).toMatchObject({
    EwsMaxConcurrency: 400,
    EwsMaxBurst: 'Unlimited',
    EwsRechargeRate: 1_800_000,
  })
  expect(changes.map(({ setting }) => setting)).not.toContain('EwsMaxBurst')
  expect(undo[0]?.parameters.ThrottlingPolicy).toBe('Sync')
  expect(notes).toEqual([expect.stringContaining('the policy Sync now')])
})

test('raises what is far too low to what is enough, and overflows nothing', () => {
  const low = { ...global, ewsMaxConcurrency: 0, ewsMaxSubscriptions: 2_147_483_647 }
  const { apply } = planOf('ews-throttling-policy', policies(low as never))
  expect(apply[0]?.parameters).toMatchObject({ EwsMaxConcurrency: 54, EwsMaxSubscriptions: 2_147_483_647 })
})

test('takes a name that no policy has', () => {
  const other = { identity: 'postern ews SVC-SYNC', name: 'postern ews SVC-SYNC' }
  const { apply } = planOf('ews-throttling-policy', associated(null, other))
  expect(apply[0]?.parameters.Name).toBe('Postern EWS svc-sync 2')
})
