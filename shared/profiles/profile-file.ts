import { z } from 'zod'
import { nylas, type Profile } from './profile.ts'
import { UserAgent } from './user-agent.ts'

/** What is asked of a profile where only EWS is looked at. */
export type EwsProfile = Pick<Profile, 'id' | 'name' | 'userAgent' | 'userAgentInferred'>

/** The profiles that Postern knows, by their id. */
export const knownProfiles: Readonly<Record<string, EwsProfile>> = { [nylas.id]: nylas }

/** Another vendor’s profile, as JSON in a file of its own. Unknown keys are refused, so that a typing mistake is seen. */
export const ProfileFile = z.strictObject({
  format: z.literal(1, 'is not a format that this Postern reads; accepted is 1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is not an id; accepted are 1 to 40 small letters, digits and -'),
  name: z.string().min(1).max(200),
  /** What the vendor’s client calls itself. */
  userAgent: UserAgent,
  /** The vendor has not published it. */
  userAgentInferred: z.boolean().default(false),
})
