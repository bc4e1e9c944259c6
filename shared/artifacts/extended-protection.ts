import { z } from 'zod'
import { t } from '../language/translate.ts'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { withheldSentences } from './sign-in.ts'

/** One NTLM sign-in that was made to see what becomes of its channel binding. */
const Probe = z.strictObject({
  /** `none`: the message says nothing about the channel. `wrong`: it binds to a channel that is not this one. */
  binding: z.enum(['none', 'wrong']),
  result: z.enum(['accepted', 'rejected', 'unclear', 'not-sent']),
  exchanges: z.array(HttpExchange),
  failure: Failure.optional(),
})

/** Why what was to be found out was not. */
export const extendedProtectionObstacles = {
  'left-out': t`The organisation’s file leaves the deliberate bad sign-in out (extendedProtection).`,
  'not-offered': t`The server does not offer NTLM, and Extended Protection is about nothing else here.`,
  'no-sign-in': t`No account or no password was given.`,
  'no-binding': t`The certificate’s signature gives no channel binding.`,
  'rejection-spent': t`Another sign-in of this run was rejected, and a run makes no second one that is sure to be.`,
  'not-proven': t`The password was not accepted in this run on a connection of its own.`,
  'told-to-wait': withheldSentences['told-to-wait'],
  'memory-unavailable': t`The file in which Postern remembers sign-ins cannot be used.`,
  unanswered: t`A sign-in that was to tell got no clear answer. It is made once more by a later run that has its password accepted.`,
  'sign-in-unanswered': t`A sign-in with this password got no clear answer, in this run or an earlier one, so it may have been rejected; no other is made that is sure to be.`,
  'password-rejected-before': t`Another run had a sign-in with this password rejected.`,
  'spent-elsewhere': t`The one deliberate bad sign-in of this password was spent at another server.`,
  'spent-on-binding': t`The one deliberate bad sign-in of this password was spent when something still opened TLS on the way, and NTLM was refused for that.`,
  'spent-unanswered': t`The deliberate bad sign-in got no clear answer in earlier runs, and is not made over and over.`,
} as const
const obstacles = Object.keys(extendedProtectionObstacles) as [
  keyof typeof extendedProtectionObstacles,
  ...(keyof typeof extendedProtectionObstacles)[],
]

/**
 * Artifact `extendedProtection`: what EWS makes of NTLM's channel binding, found out by sign-ins without one and with a
 * wrong one. `none`: a wrong one is let in. `allow`: a wrong one is refused, none is let in. `require`: none is refused.
 */
export const ExtendedProtection = z.strictObject({
  url: z.string(),
  setting: z.enum(['none', 'allow', 'require']).optional(),
  obstacle: z.enum(obstacles).optional(),
  /** When it was found out, in an earlier run; that run's deliberate bad sign-in is not made again. */
  foundEarlier: z.string().optional(),
  /** Where and when that bad sign-in was made, where it was at another server. */
  spent: z.strictObject({ host: z.string(), at: z.string() }).optional(),
  probes: z.array(Probe),
})
export type ExtendedProtection = z.infer<typeof ExtendedProtection>
