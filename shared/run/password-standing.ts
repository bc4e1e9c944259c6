import { z } from 'zod'

/**
 * How the password that is held for the open organisation's account stands with the sign-in budget, and since when.
 * `clear`: nothing is held against it, and this Postern has not seen it accepted; so it may be rejected once. The time of
 * `unanswered` is not known of what an earlier version wrote. Nothing here tells the password from another one.
 */
export const PasswordStanding = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('no-account') }),
  z.strictObject({ state: z.literal('no-password') }),
  z.strictObject({ state: z.literal('clear') }),
  z.strictObject({ state: z.literal('accepted'), at: z.string() }),
  z.strictObject({ state: z.literal('rejected'), at: z.string() }),
  z.strictObject({ state: z.literal('unanswered'), at: z.string().optional() }),
  z.strictObject({ state: z.literal('under-way'), at: z.string() }),
  z.strictObject({ state: z.literal('memory-unavailable') }),
])
export type PasswordStanding = z.infer<typeof PasswordStanding>
