import { defaultPolicy } from '../ews/throttling-policies.ts'
import type { ThrottlingPolicy } from '../management/configuration.ts'

/** A limit of EWS: what it is now, and what a policy of one’s own sets. */
type RaisedLimit = {
  parameter: 'EwsMaxConcurrency' | 'EwsMaxSubscriptions' | 'EwsMaxBurst' | 'EwsRechargeRate' | 'EwsCutoffBalance'
  from: number | 'Unlimited'
  to: number | 'Unlimited'
}
export type RaisedLimits = readonly RaisedLimit[]

/**
 * The limits that throttle an account, and the least that each becomes: twice what Exchange sets by itself since 2013
 * (27 connections by EWSD "EWS throttling"; the budgets are general knowledge).
 */
const limits = [
  ['EwsMaxConcurrency', 'ewsMaxConcurrency', 54],
  ['EwsMaxSubscriptions', 'ewsMaxSubscriptions', 5_000],
  ['EwsMaxBurst', 'ewsMaxBurst', 600_000],
  ['EwsRechargeRate', 'ewsRechargeRate', 1_800_000],
  ['EwsCutoffBalance', 'ewsCutoffBalance', 6_000_000],
] as const

/** The largest that the cmdlet takes. */
const LARGEST = 2_147_483_647

/**
 * Twice each limit that the account has now, by its own policy or else the default one; a limit that is none stays so.
 * Undefined where the default policy was not read, or tells none of them: nobody knows then what would be raised.
 */
export function raisedLimits(
  current: ThrottlingPolicy | undefined,
  policies: readonly ThrottlingPolicy[],
): RaisedLimits | undefined {
  const inForce = [current, defaultPolicy(policies)]
  const known = limits.map(([parameter, property, least]) => {
    const from = inForce.map((policy) => policy?.[property]).find((value) => value !== undefined && value !== null)
    return { parameter, from, least, isOfCurrent: from !== undefined && from === current?.[property] }
  })
  if (known.every(({ from }) => from === undefined)) return undefined
  if (!known.some(({ from }) => typeof from === 'number')) return []
  return known.flatMap(({ parameter, from, least, isOfCurrent }): RaisedLimit[] => {
    if (typeof from === 'number') return [{ parameter, from, to: Math.min(Math.max(from * 2, least), LARGEST) }]
    // What the account’s own policy leaves without a limit would get the default one by being left out.
    return from === 'Unlimited' && isOfCurrent ? [{ parameter, from, to: from }] : []
  })
}

/** Whether nothing in a policy is lower than what a policy of one’s own would have. */
export function isGenerous(policy: ThrottlingPolicy): boolean {
  return limits.every(([, property, least]) => {
    const value = policy[property]
    return typeof value !== 'number' || value >= least
  })
}
