import { t } from '../../shared/language/translate.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { EwsProfile } from '../../shared/profiles/profile-file.ts'
import { openDesk } from '../../shared/quarantine/desk.ts'
import { type DeviceRow, rowsOf } from '../../shared/quarantine/device-row.ts'
import { patternOf } from '../../shared/quarantine/integration.ts'
import type { QuarantineReport } from '../../shared/quarantine/quarantine-report.ts'
import { indexRows } from '../../shared/quarantine/row-index.ts'
import { posternVersion } from '../../shared/run/version.ts'
import type { KeptDecisions } from '../api/decision-file.ts'
import type { QuarantineArguments } from './quarantine-arguments.ts'
import { becameOf } from './quarantine-decided.ts'
import { decide, type MadeDecision } from './quarantine-decision.ts'
import type { Exports } from './quarantine-exports.ts'
import { judgeDevices, reportedDevice } from './quarantine-judgement.ts'
import { quarantineVerdict } from './quarantine-verdict.ts'
import { selectDevices } from './quarantine-where.ts'

/** All that is given to the command, read. */
type Given = {
  options: Pick<QuarantineArguments, 'pattern' | 'where' | 'decision'>
  organisation: Organisation | undefined
  profile: EwsProfile
  /** Decisions of an earlier day, of which it is asked what became of them. */
  earlier: KeptDecisions | undefined
  exports: Exports
  madeAt: string
}

/** Nobody has looked what became of it. */
const noFate = { outcome: null, wasDone: false, undoGiven: false }

/** The report but for the scripts, what these are made of, and the rows of the devices that are meant. */
export function makeQuarantineReport(given: Given): {
  report: Omit<QuarantineReport, 'scripts'>
  made: MadeDecision | undefined
  rows: readonly DeviceRow[]
} {
  const { options, organisation, earlier, exports, madeAt } = given
  const { configuration, files, counts, at, from, times, timesOf, older } = exports
  const desk = openDesk(configuration, at)
  const integration = integrationOf(given)
  const rows = rowsOf(desk, integration.pattern)
  const { where, decision: asked } = options
  const selection = selectDevices(desk, indexRows(rows), where)
  const places = new Map(desk.index.devices.map((device, place) => [device, rows[place]]))
  const made =
    asked &&
    decide({
      ...{ desk, asked, configuration, older, decidedAt: madeAt },
      ...{ selected: selection.devices, rowOf: (device) => places.get(device) },
    })
  // What is refused is not decided.
  const taken = made?.report.refused === null ? made : undefined
  const judged = judgeDevices(desk, rows, times, timesOf('mobileDevices')?.wholeAt !== undefined)
  const later = earlier && becameOf(earlier, { desk, timesOf })
  const decided = {
    decision: made?.report ?? null,
    decisions: later?.decisions ?? taken?.decisions.map((decision) => ({ decision, ...noFate })) ?? [],
    defaultDecision: later?.defaultDecision ?? defaultOf(taken),
  }
  const report = {
    ...({ format: 'postern-quarantine', version: 1, postern: posternVersion, madeAt } as const),
    organisation: organisation?.name ?? configuration.organizationConfig?.name ?? t`not named`,
    integration,
    reading: { at: new Date(at).toISOString(), from },
    ...{ files, counts, ...judged },
    ...{ where: where?.text ?? null, whereNotes: [...selection.notes] },
    devices: selection.devices.flatMap((device, place) => {
      const row = selection.rows[place]
      return row ? [reportedDevice(desk, device, row)] : []
    }),
    ...decided,
    decisionNotes: taken?.plan.kind === 'plan' ? [...new Set(taken.plan.notes)] : [],
    ...quarantineVerdict({ ...judged, ...decided, isLater: later !== undefined }),
  }
  return { report, made, rows: selection.rows }
}

/** A pattern that is given goes before what the organisation says, and that before the profile. */
function integrationOf({ options, organisation, profile }: Given): QuarantineReport['integration'] {
  const { pattern } = options
  const { name, userAgent, userAgentInferred } = profile
  if (pattern) return { profile: name, pattern, inferred: false }
  const told = organisation?.vendorUserAgent
  return told === undefined
    ? { profile: name, pattern: patternOf({ userAgent }), inferred: userAgentInferred }
    : { profile: name, pattern: patternOf({ userAgent: told }), inferred: false }
}

function defaultOf(made: MadeDecision | undefined): QuarantineReport['defaultDecision'] {
  const decision = made?.defaultDecision
  return decision ? { decision, ...noFate } : null
}
