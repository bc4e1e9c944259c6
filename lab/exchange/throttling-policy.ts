import type { ClientLimits, ThrottlingPolicies } from '../settings/throttling.ts'

/** What holds for an account: its own policy, else that of the organisation, else the global one. */
export function limitFor(
  { policies, associations }: ThrottlingPolicies,
  account: string,
  limit: keyof ClientLimits,
): number {
  const own = associations[account]
  const inTurn = [
    policies.find(({ name }) => name === own),
    policies.find(({ scope }) => scope === 'Organization'),
    policies.find(({ scope }) => scope === 'Global'),
  ]
  for (const policy of inTurn) {
    const value = policy?.limits[limit]
    if (typeof value === 'number') return value
    if (value === 'Unlimited') break
  }
  return Number.POSITIVE_INFINITY
}
