import { z } from 'zod'
import { RunVerdict } from '../checks/finding.ts'
import { SourceId } from '../firewall/source-list.ts'
import { OrganisationId } from '../organisation/organisation-summary.ts'
import { mostKeys } from '../quarantine/query.ts'
import { RunId } from '../run/run.ts'
import { WindowCommand } from './window-command.ts'

/** What Postern tells every window, whoever brought it about: the window itself, another one, or the watch. */
export const AppEvent = z.discriminatedUnion('type', [
  /** Something kept has changed; whoever shows it reads it again. */
  z.strictObject({
    type: z.literal('changed'),
    what: z.enum(['runs', 'organisations', 'settings', 'watch', 'about', 'configuration', 'quarantine', 'firewall']),
  }),
  /** Something turned by a run of the watch: from the last verdict that told anything, with the words for it. */
  z.strictObject({
    type: z.literal('turned'),
    organisationId: OrganisationId,
    organisation: z.string(),
    from: RunVerdict,
    to: RunVerdict,
    runId: RunId,
    title: z.string(),
    body: z.string(),
  }),
  /** Devices of the integration that a new reading found in quarantine, and that the one before did not; with the words for it. */
  z.strictObject({
    type: z.literal('quarantined'),
    organisationId: OrganisationId,
    organisation: z.string(),
    devices: z.int().min(1),
    /** Which they are; the first of them, where they are very many. */
    keys: z.array(z.string()).max(mostKeys),
    title: z.string(),
    body: z.string(),
  }),
  /** A vendor's list that is not what is kept, as the watch of lists found; with the words for it. */
  z.strictObject({
    type: z.literal('list-changed'),
    organisationId: OrganisationId,
    organisation: z.string(),
    sourceId: SourceId,
    title: z.string(),
    body: z.string(),
  }),
  /** The application’s menu asks something of the window. */
  z.strictObject({ type: z.literal('command'), command: WindowCommand }),
  /** A run was brought in from a file outside the window, and is to be shown. */
  z.strictObject({ type: z.literal('imported'), runId: RunId }),
])
export type AppEvent = z.infer<typeof AppEvent>
