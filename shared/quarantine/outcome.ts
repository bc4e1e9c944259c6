import { t } from '../language/translate.ts'
import { type Decision, type DeviceVerdict, type RuleVerdict, ruleFor, type Standing, standingOf } from './decision.ts'
import type { Desk } from './desk.ts'
import type { Device } from './device.ts'
import { sameText } from './device.ts'

/** What became of a decision, by a later reading. */
export const outcomeKinds = ['done', 'not-done', 'undone', 'gone', 'changed', 'not-known'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]
export type Outcome = { kind: OutcomeKind; sentence: string }

/** What is known of a decision beside a reading. */
export type KnownOfDecision = {
  /** An earlier reading saw it done. */
  wasDone: boolean
  /** What takes it back was run from here, or its script was handed out; null: neither. */
  undo: 'run' | 'handed-out' | null
}
const nothingKnown: KnownOfDecision = { wasDone: false, undo: null }

/**
 * A decision held against a later reading: done, not done, the device is gone, or it was changed since: it stands as nobody
 * decided and as it did not stand before, or as before although it had been done. That is `undone` where its undo was run
 * or handed out, since it leads there too; who ran it is not known.
 */
export function outcomeOf(decision: Decision, later: Desk, known: KnownOfDecision = nothingKnown): Outcome {
  if (decision.kind === 'rule') return ofRule(decision, later, known)
  if (!later.configuration.mobileDevices) return notKnown('Get-MobileDevice')
  const device = deviceOf(decision, later)
  if (decision.kind === 'remove') return ofRemoval(decision, device)
  if (!device)
    return { kind: 'gone', sentence: t`The device is no longer there: its partnership was removed, or it has another.` }
  return ofLists(decision, device, known)
}

/** By its identity; by its id where the partnership was made anew. */
function deviceOf({ device: { identity, deviceId, mailbox } }: DeviceVerdict, { index }: Desk): Device | undefined {
  return (
    index.find(identity) ?? index.ofMailbox(mailbox).find(({ partnership }) => sameText(partnership.deviceId, deviceId))
  )
}

function ofLists({ kind, was }: DeviceVerdict, device: Device, known: KnownOfDecision): Outcome {
  const now = standingOf(device)
  if (now.allowed === null || now.blocked === null) return notKnown('Get-CASMailbox')
  const wanted: Standing = kind === 'leave' ? was : { allowed: kind === 'allow', blocked: kind === 'block' }
  if (isSame(now, wanted)) return { kind: 'done', sentence: doneSentence(kind) }
  if (kind !== 'leave' && isSame(now, was))
    return asBefore(known, {
      'not-done': t`The lists of the mailbox are as they were before the decision.`,
      undone: t`It was undone: the lists of the mailbox are as they were before the decision.`,
      changed: t`It was done, and the lists of the mailbox are now as they were before the decision.`,
    })
  if (kind === 'leave' && (was.allowed === null || was.blocked === null)) return notKnown('Get-CASMailbox')
  return { kind: 'changed', sentence: t`It was changed since the decision: the mailbox ${listWords(now)}.` }
}

/** Of what stands as it stood before the decision. */
export function asBefore(
  { wasDone, undo }: KnownOfDecision,
  sentences: Readonly<Record<'not-done' | 'undone' | 'changed', string>>,
): Outcome {
  const kind = undo === 'run' || (wasDone && undo !== null) ? 'undone' : wasDone ? 'changed' : 'not-done'
  return { kind, sentence: sentences[kind] }
}

function doneSentence(kind: DeviceVerdict['kind']): string {
  if (kind === 'allow') return t`The mailbox allows the device.`
  if (kind === 'block') return t`The mailbox blocks the device.`
  return t`The lists of the mailbox are as they were.`
}

function listWords({ allowed, blocked }: Standing): string {
  if (allowed && blocked) return t`has the device on both lists, of which the blocked one counts`
  if (allowed) return t`allows the device`
  return blocked ? t`blocks the device` : t`has the device on neither list`
}

function isSame(left: Standing, right: Standing): boolean {
  return left.allowed === right.allowed && left.blocked === right.blocked
}

/** A partnership that began after the decision is another one, of a device that came again. */
function ofRemoval({ decidedAt }: DeviceVerdict, device: Device | undefined): Outcome {
  if (!device) return { kind: 'done', sentence: t`The partnership is no longer there.` }
  const { firstSyncTime } = device.partnership
  if (firstSyncTime && Date.parse(firstSyncTime) > Date.parse(decidedAt))
    return { kind: 'changed', sentence: t`The device came again after the decision, and has a new partnership.` }
  return { kind: 'not-done', sentence: t`The partnership is still there.` }
}

function ofRule({ rule, was }: RuleVerdict, later: Desk, known: KnownOfDecision): Outcome {
  if (!later.configuration.activeSyncDeviceAccessRules) return notKnown('Get-ActiveSyncDeviceAccessRule')
  const found = ruleFor(later, rule)
  if (found && found.accessLevel === undefined) return notKnown('Get-ActiveSyncDeviceAccessRule AccessLevel')
  const now = found?.accessLevel ?? null
  if (now === rule.accessLevel) return { kind: 'done', sentence: t`The rule is there, and says ${now}.` }
  if (now === was)
    return asBefore(known, {
      'not-done': now
        ? t`The rule says ${now}, as it did before the decision.`
        : t`There is no such rule, as before the decision.`,
      undone: now
        ? t`It was undone: the rule says ${now}, as it did before the decision.`
        : t`It was undone: there is no such rule, as before the decision.`,
      changed: now
        ? t`It was done, and the rule now says ${now}, as it did before the decision.`
        : t`It was done, and there is now no such rule, as before the decision.`,
    })
  return {
    kind: 'changed',
    sentence: now
      ? t`It was changed since the decision: the rule says ${now}.`
      : t`The rule was removed since the decision.`,
  }
}

function notKnown(cmdlet: string): Outcome {
  return { kind: 'not-known', sentence: t`What became of it is not known without ${cmdlet}.` }
}
