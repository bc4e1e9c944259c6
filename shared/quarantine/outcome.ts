import { t } from '../language/translate.ts'
import { type Decision, type DeviceVerdict, type RuleVerdict, ruleFor, type Standing, standingOf } from './decision.ts'
import type { Desk } from './desk.ts'
import type { Device } from './device.ts'
import { sameText } from './device.ts'

/** What became of a decision, by a later reading. */
export const outcomeKinds = ['done', 'not-done', 'gone', 'changed', 'not-known'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]
export type Outcome = { kind: OutcomeKind; sentence: string }

/**
 * A decision held against a later reading: done, not done, the device is gone, or it was changed since. It was, where it
 * stands as nobody decided and as it did not stand before, or where an earlier reading (`wasDone`) saw that it had been
 * done.
 */
export function outcomeOf(decision: Decision, later: Desk, wasDone = false): Outcome {
  if (decision.kind === 'rule') return ofRule(decision, later, wasDone)
  if (!later.configuration.mobileDevices) return notKnown('Get-MobileDevice')
  const device = deviceOf(decision, later)
  if (decision.kind === 'remove') return ofRemoval(decision, device)
  if (!device)
    return { kind: 'gone', sentence: t`The device is no longer there: its partnership was removed, or it has another.` }
  return ofLists(decision, device, wasDone)
}

/** By its identity; by its id where the partnership was made anew. */
function deviceOf({ device: { identity, deviceId, mailbox } }: DeviceVerdict, { index }: Desk): Device | undefined {
  return (
    index.find(identity) ?? index.ofMailbox(mailbox).find(({ partnership }) => sameText(partnership.deviceId, deviceId))
  )
}

function ofLists({ kind, was }: DeviceVerdict, device: Device, wasDone: boolean): Outcome {
  const now = standingOf(device)
  if (now.allowed === null || now.blocked === null) return notKnown('Get-CASMailbox')
  const wanted: Standing = kind === 'leave' ? was : { allowed: kind === 'allow', blocked: kind === 'block' }
  if (isSame(now, wanted)) return { kind: 'done', sentence: doneSentence(kind) }
  if (kind !== 'leave' && !wasDone && isSame(now, was))
    return { kind: 'not-done', sentence: t`The lists of the mailbox are as they were before the decision.` }
  if (kind === 'leave' && (was.allowed === null || was.blocked === null)) return notKnown('Get-CASMailbox')
  return { kind: 'changed', sentence: t`It was changed since: the mailbox ${listWords(now)}.` }
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

function ofRule({ rule, was }: RuleVerdict, later: Desk, wasDone: boolean): Outcome {
  if (!later.configuration.activeSyncDeviceAccessRules) return notKnown('Get-ActiveSyncDeviceAccessRule')
  const found = ruleFor(later, rule)
  if (found && found.accessLevel === undefined) return notKnown('Get-ActiveSyncDeviceAccessRule AccessLevel')
  const now = found?.accessLevel ?? null
  if (now === rule.accessLevel) return { kind: 'done', sentence: t`The rule is there, and says ${now}.` }
  if (!wasDone && now === was)
    return {
      kind: 'not-done',
      sentence: now
        ? t`The rule says ${now}, as it did before the decision.`
        : t`There is no such rule, as before the decision.`,
    }
  return {
    kind: 'changed',
    sentence: now ? t`It was changed since: the rule says ${now}.` : t`The rule was removed since.`,
  }
}

function notKnown(cmdlet: string): Outcome {
  return { kind: 'not-known', sentence: t`What became of it is not known without ${cmdlet}.` }
}
