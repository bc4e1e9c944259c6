import { t } from '../language/translate.ts'
import type { Release } from '../management/cmdlet-table.ts'
import { command } from '../management/cmdlets.ts'
import { leftOut, notRead } from '../remedies/no-plan.ts'
import { unquotable } from '../remedies/quotable.ts'
import type { NoPlan, Plan } from '../remedies/remedy.ts'
import { type Contradictory, contradictoryOf } from './contradictory.ts'
import type { Decision, DeviceVerdict, RuleVerdict } from './decision.ts'
import { decidingSentence, stateWord } from './decision-chain.ts'
import type { Desk } from './desk.ts'
import type { Device } from './device.ts'
import { planMailboxes } from './mailbox-plan.ts'
import type { PartOfPlan, PlanStep } from './plan-part.ts'
import { planRules } from './rule-plan.ts'
import { type StateChange, whatIf } from './what-if.ts'

/** What the decisions come to: commands with their undo, and which devices change by them. */
export type DecisionPlan = Plan & {
  effects: readonly StateChange[]
  /** Apply command by command, with what takes each back and whose decisions it carries out. */
  steps: readonly PlanStep[]
}

/**
 * The decisions as a plan. What is as decided already is left out; what was not read is left out and named, since nothing
 * could put it back; decisions that contradict each other are refused. `release` is the oldest Exchange that runs it.
 */
export function planDecisions(
  desk: Desk,
  decisions: readonly Decision[],
  release: Release = '2013',
): DecisionPlan | NoPlan | Contradictory {
  const contradictory = contradictoryOf(decisions)
  if (contradictory) return contradictory
  const verdicts = decisions.filter((each) => each.kind !== 'rule')
  const rules = planRules(
    desk,
    decisions.filter((each): each is RuleVerdict => each.kind === 'rule'),
  )
  const mailboxes = planMailboxes(desk, verdicts)
  const removals = planRemovals(desk, verdicts, release)
  const parts = [rules, mailboxes, removals]
  const unread = parts.flatMap((part) => part.unread)
  const what = [...new Set(unread.map((each) => each.what))]
  const apply = parts.flatMap((part) => part.apply)
  if (apply.length === 0) {
    if (what.length > 0) return notRead([...new Set(unread.map(({ by }) => by))], what)
    return { kind: 'not-needed', sentence: t`Everything is as it was decided.` }
  }
  const undo = parts.flatMap((part) => part.undo).reverse()
  const effects = whatIf(desk, [...rules.tried, ...mailboxes.tried])
  return (
    unquotable({ apply, undo }) ?? {
      kind: 'plan',
      changes: parts.flatMap((part) => part.changes),
      apply,
      undo,
      effects,
      steps: parts.flatMap((part) => part.steps),
      notes: [
        ...parts.flatMap((part) => part.notes),
        ...staying(desk, verdicts, effects),
        t`The preview says which mailboxes and rules would change, and not which devices: -WhatIf does not know them. They are named here.`,
        ...leftOut(what),
      ],
    }
  )
}

/** The end of partnerships, by the cmdlet of the release. */
function planRemovals({ index }: Desk, verdicts: readonly DeviceVerdict[], release: Release): PartOfPlan {
  const removed = verdicts.filter(({ kind }) => kind === 'remove')
  const found = removed.flatMap((decision) => {
    const device = index.find(decision.device.identity)
    return device ? [{ decision, device }] : []
  })
  const unread = removed.filter(({ device: { identity } }) => !index.find(identity))
  const steps = found.map(({ decision, device }) => {
    const parameters = { Identity: device.partnership.identity }
    const comment = t`Ends the partnership of ${nameOf(device)} with ${device.mailboxName}.`
    const apply =
      release === '2010'
        ? command('Remove-ActiveSyncDevice', parameters, comment)
        : command('Remove-MobileDevice', parameters, comment)
    return { apply, undo: undefined, decisions: [decision] }
  })
  return {
    changes: found.map(({ device }) => ({
      where: device.mailboxName,
      setting: t`partnership with ${nameOf(device)}`,
      from: t`there`,
      to: t`removed`,
    })),
    apply: steps.map(({ apply }) => apply),
    undo: [],
    steps,
    notes:
      found.length === 0
        ? []
        : [
            t`A partnership that was removed can’t be put back. The device makes a new one when it comes again, and stands where the settings put it then. Its id stays on the lists of its mailbox.`,
          ],
    unread: unread.map(({ device: { identity } }) => ({ what: t`the device ${identity}`, by: 'Get-MobileDevice' })),
  }
}

/** A device that was allowed stays out where a step before the list of the mailbox keeps it out. */
function staying(desk: Desk, verdicts: readonly DeviceVerdict[], effects: readonly StateChange[]): string[] {
  const after = new Map(effects.map((each) => [each.device, each.after]))
  return verdicts.flatMap(({ kind, device: { identity } }) => {
    const device = desk.index.find(identity)
    if (kind !== 'allow' || !device) return []
    const { state, decidedBy } = after.get(device) ?? desk.decisionOf(device)
    if (state === 'Allowed' || !decidedBy) return []
    return [t`${nameOf(device)} of ${device.mailboxName} stays ${stateWord(state)}: ${decidingSentence(decidedBy)}.`]
  })
}

function nameOf({ partnership: { friendlyName, deviceModel, deviceType, deviceId, identity } }: Device): string {
  const name = friendlyName || deviceModel || deviceType
  return name && deviceId ? `${name} (${deviceId})` : (deviceId ?? identity)
}
