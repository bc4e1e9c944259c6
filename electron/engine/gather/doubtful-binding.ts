import type { SignIn } from '../../../shared/artifacts/sign-in.ts'
import type { DeliberateRefusal, RunBudget } from '../run/sign-in-budget.ts'
import type { GatherContext } from './gatherer.ts'
import type { SignedInScheme } from './sign-in-conversation.ts'

/**
 * Whether NTLM at EWS is likely to be refused for its channel binding: something opens TLS on the way, and the password
 * has been accepted in this run, so that it is not the password which would be refused.
 */
export function isBindingDoubtful({ gathered, budget }: Pick<GatherContext, 'gathered' | 'budget'>): boolean {
  if (gathered.signInOrder?.opened === undefined) return false
  return budget.record().attempts.some(({ result }) => result === 'accepted')
}

/**
 * Runs an NTLM sign-in whose binding is doubtful as one that may well be rejected: once for a password, and without
 * holding it against the password.
 */
export async function withDoubtfulBinding<T extends object>(
  context: GatherContext,
  signIn: (context: GatherContext) => Promise<T>,
): Promise<T & Pick<SignIn, 'refusedAt'>> {
  let refusal: DeliberateRefusal | undefined
  const budget: RunBudget = {
    ...context.budget,
    async spend(request, attempt) {
      const spent = await context.budget.spendDeliberately({ ...request, foundWhenRejected: 'opened' }, attempt)
      if (typeof spent === 'string') return spent
      refusal = spent
      const { reason } = spent
      const isHeld =
        reason === 'memory-unavailable' || reason === 'password-rejected-before' || reason === 'sign-in-unanswered'
      const withheld = isHeld ? reason : 'rejection-spent'
      context.budget.withhold(request, withheld)
      return withheld
    },
  }
  const found = await signIn({ ...context, budget })
  const refusedAt = refusal?.reason === 'spent-before' && refusal.before.found === 'opened' && refusal.before.at
  return refusedAt ? { ...found, refusedAt } : found
}

/** The schemes that are left where NTLM may be refused for the connection: whoever opens TLS does so for every address. */
export function withoutDoubtfulNtlm(
  schemes: readonly SignedInScheme[],
  { gathered }: Pick<GatherContext, 'gathered'>,
): readonly SignedInScheme[] {
  const { signInOrder, ntlmSignIn } = gathered
  if (signInOrder?.opened === undefined || ntlmSignIn?.result === 'accepted') return schemes
  const isDoubtful = ntlmSignIn?.withheld === 'goes-last' || ntlmSignIn?.withheld === 'rejection-spent'
  return isDoubtful ? schemes.filter((scheme) => scheme !== 'ntlm') : schemes
}
