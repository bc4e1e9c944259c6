import { z } from 'zod'
import { ConfigurationPartName } from '../management/configuration-reading.ts'
import { IntegrationPattern } from '../quarantine/integration.ts'
import { mostViews, SavedView, ViewName } from '../quarantine/saved-view.ts'
import {
  Decided,
  DecideRequest,
  DecisionPage,
  DecisionQuery,
  DecisionScriptPage,
  DecisionScriptQuery,
  ReadingList,
  RuleQuery,
  ToldRule,
  TrailNote,
  TrailNoted,
  TrailPage,
  TrailQuery,
  TrialPage,
  TrialQuery,
  WithdrawRequest,
} from '../quarantine/told-decisions.ts'
import {
  CsvPage,
  CsvQuery,
  DeviceKey,
  GroupPage,
  GroupQuery,
  LeftoverPage,
  LeftoverQuery,
  QuarantineOverview,
  RowPage,
  RowQuery,
  SilentDays,
  ToldDevice,
} from '../quarantine/told-devices.ts'
import {
  LiveLast,
  LiveOfKind,
  LivePlanPage,
  LivePlanQuery,
  LiveRunEvent,
  LiveRunName,
  LiveStart,
  LiveStarted,
} from '../quarantine/told-live.ts'
import { call, feed } from './entry.ts'

const nothing = z.strictObject({})

/** The calls about the devices of the organisation that is open. */
export const quarantineCalls = {
  /** Where everything stands: counts, what was read and what was not, signs of another system, what is left over. */
  'quarantine.overview': call(z.strictObject({ silentDays: SilentDays }), QuarantineOverview),
  /** The table, a page at a time. */
  'quarantine.rows': call(RowQuery, RowPage),
  /** How many rows have each value of a column, the most first. */
  'quarantine.groups': call(GroupQuery, GroupPage),
  'quarantine.csv': call(CsvQuery, CsvPage),
  /** Everything known of a device. 'no-such-device' where it is not among what was read. */
  'quarantine.device': call(z.strictObject({ key: DeviceKey }), ToldDevice),
  'quarantine.leftovers': call(LeftoverQuery, LeftoverPage),
  /** Which rule lets these in and the fewest others. */
  'quarantine.narrowest-rule': call(RuleQuery, ToldRule),
  /** Which devices a change would move, before anything is done. */
  'quarantine.what-if': call(TrialQuery, TrialPage),
  /** Puts decisions into the tray. Nothing of Exchange is changed by it. */
  'quarantine.decide': call(DecideRequest, Decided),
  /** Takes decisions out of the tray; how many lay there. */
  'quarantine.withdraw': call(WithdrawRequest, z.strictObject({ withdrawn: z.int().min(0) })),
  /** What was decided, and what later readings say of it. */
  'quarantine.decisions': call(DecisionQuery, DecisionPage),
  'quarantine.script': call(DecisionScriptQuery, DecisionScriptPage),
  /** What exactly would be run at Exchange from here: a part of a plan, or what takes back what was applied. Nothing is asked. */
  'quarantine.live-plan': call(LivePlanQuery, LivePlanPage),
  /**
   * Runs what was shown, and nothing else; it goes on without its reader. Nothing is applied but what was previewed, and
   * nothing is taken back but what was applied from here.
   */
  'quarantine.live-start': call(LiveStart, LiveStarted),
  /** Stops it; what was done stays done. */
  'quarantine.live-stop': call(LiveRunName, nothing),
  'quarantine.live-last': call(LiveOfKind, LiveLast),
  /** Who decided what, when and why, and what became of it. */
  'quarantine.trail': call(TrailQuery, TrailPage),
  'quarantine.note': call(TrailNote, TrailNoted),
  'quarantine.readings': call(nothing, ReadingList),
  /**
   * Takes a reading back that was a mistake: what it said of decisions counts no more, its lines are marked, and where what is
   * known came from it, that is forgotten. 'no-such-reading' for one that is not there, or was taken back already.
   */
  'quarantine.withdraw-reading': call(
    z.strictObject({ number: z.int() }),
    z.strictObject({ forgotten: z.array(ConfigurationPartName) }),
  ),
  'quarantine.views': call(nothing, z.strictObject({ views: z.array(SavedView).max(mostViews) })),
  /** In the place of the one of that name. 'too-many-views' where there are a hundred already. */
  'quarantine.save-view': call(SavedView, nothing),
  'quarantine.remove-view': call(z.strictObject({ name: ViewName }), nothing),
  /** By what the integration’s devices are known in this organisation; null: as the profile says. */
  'quarantine.pattern': call(z.strictObject({ pattern: IntegrationPattern.nullable() }), nothing),
} as const

/** The feeds about them. */
export const quarantineFeeds = {
  /** How a run at Exchange goes on, from the start or after a number; ends when it has ended. 'no-such-run' after Postern was started anew. */
  'quarantine.live-events': feed(LiveRunName, LiveRunEvent),
} as const
