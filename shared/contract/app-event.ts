import { z } from 'zod'
import { RunVerdict } from '../checks/finding.ts'
import { OrganisationId } from '../organisation/organisation-summary.ts'
import { RunId } from '../run/run.ts'

/** What Postern tells every window, whoever brought it about: the window itself, another one, or the watch. */
export const AppEvent = z.discriminatedUnion('type', [
  /** Something kept has changed; whoever shows it reads it again. */
  z.strictObject({ type: z.literal('changed'), what: z.enum(['runs', 'organisations', 'settings', 'watch', 'about']) }),
  /** A run of the watch came out otherwise than the one before it. */
  z.strictObject({
    type: z.literal('turned'),
    organisationId: OrganisationId,
    organisation: z.string(),
    from: RunVerdict,
    to: RunVerdict,
    runId: RunId,
  }),
])
export type AppEvent = z.infer<typeof AppEvent>
