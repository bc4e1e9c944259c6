import { z } from 'zod'
import { RunVerdict } from '../checks/finding.ts'
import { Organisation } from './organisation.ts'

export const OrganisationId = z.string().regex(/^org-[0-9a-f]{12}$/)

/** An organisation in a list: who it is, and how its last whole run came out. */
export const OrganisationSummary = z.strictObject({
  id: OrganisationId,
  organisation: Organisation,
  /** How many runs of it are kept. */
  runs: z.int().min(0),
  /** The newest run of all checks that has ended. */
  last: z.strictObject({ verdict: RunVerdict, startedAt: z.string() }).nullable(),
})
export type OrganisationSummary = z.infer<typeof OrganisationSummary>
