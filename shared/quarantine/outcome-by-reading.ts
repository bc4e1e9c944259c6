import { t } from '../language/translate.ts'
import { type ConfigurationPart, configurationCmdlets } from '../management/configuration.ts'
import { domainsKnown } from '../management/other-organisation.ts'
import type { PartTimes } from '../management/unite-readings.ts'
import { type Decision, ruleFor } from './decision.ts'
import { outcomeOfDefault } from './default-outcome.ts'
import type { Desk } from './desk.ts'
import { type KnownOfDecision, type Outcome, outcomeOf } from './outcome.ts'
import type { DefaultDecision } from './quarantine-report.ts'

/** Devices as they were read, and when each part of that was. */
export type TimedDesk = { desk: Desk; timesOf: (part: ConfigurationPart) => PartTimes | undefined }

/** What became of something by a reading, and when that was read, in milliseconds; `isEarlier`: before it was decided. */
export type OutcomeByReading = Outcome & { readAt: number | undefined; isEarlier: boolean }

/**
 * What became of a decision, as far as the reading can tell: what it rests on was read after the decision, and where
 * something is missing, all of it was read. Else it is not known.
 */
export function outcomeByReading(
  decision: Decision,
  later: TimedDesk,
  known: KnownOfDecision = { wasDone: false, undo: null },
): OutcomeByReading {
  const outcome = outcomeOf(decision, later.desk, known)
  const { part, isMissing } = restsOn(decision, outcome, later.desk)
  const told = { outcome, decidedAt: decision.decidedAt, part, isMissing }
  return asFarAsKnown(told, later, () => decision.kind === 'rule' || isOfTheseDomains(decision.device.identity, later))
}

/** The same of a new default of the organisation. */
export function defaultByReading(
  decision: Pick<DefaultDecision, 'accessLevel' | 'was' | 'decidedAt'>,
  later: TimedDesk,
  known: KnownOfDecision,
): OutcomeByReading {
  const outcome = outcomeOfDefault(decision, later.desk, known)
  const part = 'activeSyncOrganizationSettings' as const
  return asFarAsKnown({ outcome, decidedAt: decision.decidedAt, part, isMissing: false }, later, () => true)
}

type Told = { outcome: Outcome; decidedAt: string; part: ConfigurationPart; isMissing: boolean }

function asFarAsKnown(
  { outcome, decidedAt, part, isMissing }: Told,
  later: TimedDesk,
  isOurs: () => boolean,
): OutcomeByReading {
  const times = later.timesOf(part)
  if (outcome.kind === 'not-known') return { ...outcome, readAt: times?.at, isEarlier: false }
  const cmdlet = configurationCmdlets[part]
  const notKnown = (sentence: string, isEarlier = false) =>
    ({ kind: 'not-known', sentence, readAt: times?.at, isEarlier }) as const
  if (isMissing && times?.wholeAt === undefined)
    return notKnown(
      t`It is not in what ${cmdlet} told, which does not say that it is all: what became of it is not known.`,
    )
  if (isMissing && !isOurs())
    return notKnown(t`What was read is of other domains than the device: what became of it is not known.`)
  const readAt = isMissing ? times?.wholeAt : times?.at
  if (readAt === undefined || readAt < Date.parse(decidedAt))
    return notKnown(t`${cmdlet} was read before the decision: what became of it since is not known.`, true)
  return { ...outcome, readAt, isEarlier: false }
}

/** Which part tells it, and whether it is told by something that is not there. */
function restsOn(decision: Decision, { kind }: Outcome, desk: Desk): { part: ConfigurationPart; isMissing: boolean } {
  if (decision.kind === 'rule')
    return { part: 'activeSyncDeviceAccessRules', isMissing: ruleFor(desk, decision.rule) === undefined }
  if (decision.kind === 'remove') return { part: 'mobileDevices', isMissing: kind === 'done' }
  return kind === 'gone' ? { part: 'mobileDevices', isMissing: true } : { part: 'casMailboxes', isMissing: false }
}

function isOfTheseDomains(identity: string, { desk: { configuration } }: TimedDesk): boolean {
  const domains = domainsKnown(configuration)
  return domains.isEmpty || domains.has(identity)
}
