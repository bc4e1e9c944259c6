import { command } from '../management/cmdlets.ts'
import type { ListEdit, ListStep } from '../management/list-script.ts'
import { type Decision, type DeviceVerdict, type RuleVerdict, ruleFor } from './decision.ts'
import type { Desk } from './desk.ts'
import { ruleName } from './rule-index.ts'

/**
 * What decisions that were carried out have changed, as steps of a script whose undo takes it back. What was on a list before
 * is not taken off again; where that was not read, the log of apply tells. A removed partnership has no way back.
 */
export function undoSteps(desk: Desk, decisions: readonly Decision[]): ListStep[] {
  return decisions.flatMap((decision): ListStep[] =>
    decision.kind === 'rule' ? ruleStep(desk, decision) : listEdits(decision),
  )
}

function listEdits({ kind, device: { deviceId, mailbox: identity }, was }: DeviceVerdict): ListEdit[] {
  if (!deviceId || (kind !== 'allow' && kind !== 'block')) return []
  const [to, from] =
    kind === 'allow'
      ? (['ActiveSyncAllowedDeviceIDs', 'ActiveSyncBlockedDeviceIDs'] as const)
      : (['ActiveSyncBlockedDeviceIDs', 'ActiveSyncAllowedDeviceIDs'] as const)
  const [wasOn, wasOff] = kind === 'allow' ? [was.allowed, was.blocked] : [was.blocked, was.allowed]
  return [
    ...(wasOff === false ? [] : [{ identity, list: from, add: [], remove: [deviceId] }]),
    ...(wasOn === true ? [] : [{ identity, list: to, add: [deviceId], remove: [] }]),
  ]
}

function ruleStep(desk: Desk, { rule, was }: RuleVerdict): ListStep[] {
  const { characteristic: Characteristic, queryString: QueryString, accessLevel: AccessLevel } = rule
  if (was === AccessLevel) return []
  if (was === null) {
    // By the name that Exchange gives to a new one, which stands in the log.
    const what = ruleName(Characteristic, QueryString)
    const apply = command('New-ActiveSyncDeviceAccessRule', { Characteristic, QueryString, AccessLevel })
    return [{ what, apply, undo: command('Remove-ActiveSyncDeviceAccessRule', { Identity: what }) }]
  }
  const what = ruleFor(desk, rule)?.identity ?? ruleName(Characteristic, QueryString)
  const set = (level: typeof AccessLevel) =>
    command('Set-ActiveSyncDeviceAccessRule', { Identity: what, AccessLevel: level })
  return [{ what, apply: set(AccessLevel), undo: set(was) }]
}
