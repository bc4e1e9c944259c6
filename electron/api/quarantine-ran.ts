import type { TrailEntry } from '../../shared/quarantine/trail.ts'
import { type RanLive, subjectKeyOf, type TrayDecision } from '../../shared/quarantine/tray.ts'
import type { DeviceTrail } from '../engine/store/device-trail.ts'

/** So many of the latest lines about a decision are looked through. */
const MOST_LINES = 50

/** What of a decision was run from here, as long as no reading has told of it since. */
export function ranOf(
  trail: Pick<DeviceTrail, 'list'>,
  organisationId: string,
  { decision, outcome }: TrayDecision,
): RanLive | null {
  const lines = trail.list(organisationId, { subject: subjectKeyOf(decision), after: null, limit: MOST_LINES })
  for (const { entry } of lines) {
    if (!entry || !isRan(entry.what)) continue
    const at = Date.parse(entry.at)
    if (at < Date.parse(decision.decidedAt) || (outcome && Date.parse(outcome.readAt) > at)) return null
    return { what: entry.what, at: entry.at, note: entry.note ?? '' }
  }
  return null
}

function isRan(what: TrailEntry['what']): what is RanLive['what'] {
  return what === 'applied' || what === 'refused' || what === 'unclear' || what === 'taken-back'
}
