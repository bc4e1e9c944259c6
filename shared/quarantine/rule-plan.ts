import { counted, t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { RuleChange } from './change.ts'
import { type RuleVerdict, ruleFor } from './decision.ts'
import type { Desk } from './desk.ts'
import { keyOf } from './device.ts'
import { addStep, type PartOfPlan } from './plan-part.ts'
import { ruleName } from './rule-index.ts'

/** An object of the directory has a name of so many characters at most; that a rule's is cut there is general knowledge. */
const LONGEST_NAME = 64

/** What changes at the rules: one that asks for the same is given the level, else a new one is made. */
export function planRules(desk: Desk, verdicts: readonly RuleVerdict[]): PartOfPlan & { tried: RuleChange[] } {
  const plan: PartOfPlan & { tried: RuleChange[] } = {
    changes: [],
    apply: [],
    undo: [],
    steps: [],
    notes: [],
    unread: [],
    tried: [],
  }
  if (verdicts.length > 0 && !desk.configuration.activeSyncDeviceAccessRules) {
    plan.unread.push({ what: t`the device access rules`, by: 'Get-ActiveSyncDeviceAccessRule' })
    return plan
  }
  const once = Map.groupBy(verdicts, ({ rule }) => keyOf(`${rule.characteristic}\n${rule.queryString}`))
  for (const same of once.values()) addRule(plan, desk, same)
  return plan
}

/** Of verdicts that ask for the same, the last one says its level. */
function addRule(plan: PartOfPlan & { tried: RuleChange[] }, desk: Desk, same: readonly RuleVerdict[]): void {
  const rule = same.at(-1)?.rule
  if (rule === undefined) return
  const { characteristic, queryString, accessLevel } = rule
  const existing = ruleFor(desk, rule)
  const name = existing?.identity ?? ruleName(characteristic, queryString)
  if (existing?.accessLevel === accessLevel) return
  if (existing && !existing.accessLevel) {
    plan.unread.push({ what: t`AccessLevel of the rule “${name}”`, by: 'Get-ActiveSyncDeviceAccessRule' })
    return
  }
  plan.notes.push(
    t`The rule matches ${counted(desk.having(characteristic, queryString).length, 'device')} of those that were read, and each that comes later and says the same of itself. What a device says of itself is a name, and no proof.`,
  )
  if (existing?.accessLevel) {
    plan.changes.push({ where: t`rule “${name}”`, setting: 'AccessLevel', from: existing.accessLevel, to: accessLevel })
    const set = (level: typeof accessLevel, comment: string) =>
      command('Set-ActiveSyncDeviceAccessRule', { Identity: existing.identity, AccessLevel: level }, comment)
    addStep(plan, {
      apply: set(accessLevel, t`Gives the rule “${name}” another level.`),
      undo: set(existing.accessLevel, t`Gives the rule “${name}” the level that it had.`),
      decisions: same,
    })
    plan.tried.push({ kind: 'set-rule', identity: existing.identity, accessLevel })
    return
  }
  plan.changes.push({ where: t`the organisation`, setting: t`rule “${name}”`, from: t`none`, to: accessLevel })
  addStep(plan, {
    apply: command(
      'New-ActiveSyncDeviceAccessRule',
      { Characteristic: characteristic, QueryString: queryString, AccessLevel: accessLevel },
      t`Makes a rule for ${characteristic} = ${queryString}.`,
    ),
    undo: command('Remove-ActiveSyncDeviceAccessRule', { Identity: name }, t`Removes the rule that was made.`),
    decisions: same,
  })
  plan.tried.push({ kind: 'add-rule', rule })
  if (name.length > LONGEST_NAME)
    plan.notes.push(
      t`Exchange names a rule by what it asks for, and may cut this name. Look at Get-ActiveSyncDeviceAccessRule after apply, since undo removes “${name}”.`,
    )
}
