import {
  type ClientLimits,
  type ThrottlingPolicies,
  type ThrottlingPolicy,
  throttlingPolicy,
} from '../../settings/throttling.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import { blankText, type Cmdlet, limit, reading, text, toggle } from './cmdlet.ts'
import { newName } from './new-name.ts'
import type { Arguments } from './parameters.ts'

const limits = {
  EwsMaxConcurrency: limit,
  EwsMaxSubscriptions: limit,
  EwsMaxBurst: limit,
  EwsRechargeRate: limit,
  EwsCutoffBalance: limit,
  EasMaxDevices: limit,
} as const satisfies Record<keyof ClientLimits, unknown>

/** Limits of clients, and whose they are. */
export const throttlingCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-ThrottlingPolicy': reading({ Identity: text }, (given, { organisation }) => {
    if (given.has('Identity')) policyOf(given.required('Identity'), organisation.throttling)
  }),
  'New-ThrottlingPolicy': {
    parameters: { Name: text, ThrottlingPolicyScope: { takes: 'choice', of: ['Regular', 'Organization'] }, ...limits },
    prepare: (given, { organisation }) => {
      const { policies } = organisation.throttling
      const name = newName(given, policies)
      const scope = (given.text('ThrottlingPolicyScope') ?? 'Regular') as ThrottlingPolicy['scope']
      if (scope === 'Organization' && policies.some((each) => each.scope === scope)) {
        throw new ScriptRefusal('exchange', 'There is a throttling policy of the scope Organization already.')
      }
      return {
        target: name,
        act: () => policies.push({ ...throttlingPolicy(name, limitsOf(given)), scope }),
      }
    },
  },
  'Set-ThrottlingPolicy': {
    parameters: { Identity: text, ...limits },
    prepare: (given, { organisation }) => {
      const policy = policyOf(given.required('Identity'), organisation.throttling)
      return { target: policy.name, act: () => Object.assign(policy.limits, limitsOf(given)) }
    },
  },
  'Remove-ThrottlingPolicy': {
    parameters: { Identity: text, Force: toggle },
    asks: true,
    prepare: (given, { organisation: { throttling } }) => {
      const policy = policyOf(given.required('Identity'), throttling)
      if (policy.scope === 'Global')
        throw new ScriptRefusal('exchange', "The default throttling policy can't be removed.")
      if (Object.values(throttling.associations).includes(policy.name)) {
        const said = `The throttling policy "${policy.name}" is associated with users, and can't be removed.`
        throw new ScriptRefusal('exchange', said)
      }
      return { target: policy.name, act: () => throttling.policies.splice(throttling.policies.indexOf(policy), 1) }
    },
  },
  'Get-ThrottlingPolicyAssociation': reading({ Identity: text, ResultSize: text }, (given, { people }) => {
    if (given.has('Identity')) people.person(given.required('Identity'))
  }),
  'Set-ThrottlingPolicyAssociation': {
    parameters: { Identity: text, ThrottlingPolicy: blankText },
    prepare: (given, { organisation: { throttling }, people }) => {
      const { account } = people.person(given.required('Identity'))
      const wanted = given.text('ThrottlingPolicy')
      const policy = typeof wanted === 'string' ? policyOf(wanted, throttling).name : wanted
      return {
        target: account,
        act: () => {
          if (policy) throttling.associations[account] = policy
          else if (policy === null) delete throttling.associations[account]
        },
      }
    },
  },
}

function limitsOf(given: Arguments): Partial<ClientLimits> {
  const names = Object.keys(limits) as (keyof ClientLimits)[]
  return Object.fromEntries(names.filter((name) => given.has(name)).map((name) => [name, given.limit(name)]))
}

function policyOf(identity: string, { policies }: ThrottlingPolicies): ThrottlingPolicy {
  const found = policies.find(({ name }) => name.toLowerCase() === identity.toLowerCase())
  if (found) return found
  throw new ScriptRefusal('exchange', `The throttling policy "${identity.slice(0, 100)}" couldn't be found.`)
}
