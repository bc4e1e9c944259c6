import type { DeviceAccessLevel } from '../management/mobile-configuration.ts'
import { eachInSteps, inOneGo, type Steps } from '../steps/steps.ts'
import { accessSettingsOf } from './access-settings.ts'
import { type Change, changedConfiguration, changedMailbox, isOfMailbox, type RuleChange } from './change.ts'
import { decideDevice } from './decide-device.ts'
import type { Desk } from './desk.ts'
import { type Device, keyOf, sameText } from './device.ts'
import type { DeviceDecision, PredictedState } from './device-decision.ts'
import type { ActiveSyncMailbox } from './quarantine-configuration.ts'
import { toldLater } from './rule-index.ts'

/** A device whose state changes, and what decides about it afterwards. */
export type StateChange = { device: Device; from: PredictedState; to: PredictedState; after: DeviceDecision }

/**
 * Which devices change their state by these changes, one after the other, before anything is done. Only the devices that a
 * change can concern are decided anew.
 */
export function whatIf(desk: Desk, changes: readonly Change[]): StateChange[] {
  return inOneGo(whatIfInSteps(desk, changes))
}

/** The same, with other work between. */
export function* whatIfInSteps(desk: Desk, changes: readonly Change[]): Steps<StateChange[]> {
  const others = changes.filter((change) => !isOfMailbox(change))
  const settings = accessSettingsOf(others.reduce(changedConfiguration, desk.configuration), desk.settings.now)
  const mailboxes = new Map<string, ActiveSyncMailbox>()
  for (const change of changes.filter(isOfMailbox)) {
    const mailbox = mailboxes.get(keyOf(change.mailbox)) ?? mailboxOf(desk, change.mailbox)
    if (mailbox) mailboxes.set(keyOf(change.mailbox), changedMailbox(mailbox, change))
  }
  const changed: StateChange[] = []
  yield* eachInSteps(concerned(desk, changes), (device) => {
    const mailbox =
      device.mailbox === 'not-read' ? device.mailbox : (mailboxes.get(keyOf(device.mailbox.identity)) ?? device.mailbox)
    const after = decideDevice({ ...device, mailbox }, settings)
    const { state: from } = desk.decisionOf(device)
    if (after.state !== from) changed.push({ device, from, to: after.state, after })
  })
  return changed
}

/** A mailbox of which all that is changed is changed under its own identity. */
function mailboxOf({ index }: Desk, identity: string): ActiveSyncMailbox | undefined {
  const mailbox = index.mailbox(identity)
  return sameText(mailbox?.identity, identity) ? mailbox : undefined
}

/** In the order of the desk, each once. */
function concerned(desk: Desk, changes: readonly Change[]): readonly Device[] {
  const parts = changes.map((change) => concernedBy(desk, change))
  const [first = [], ...more] = parts
  if (more.length === 0) return first
  if (parts.includes(desk.index.devices)) return desk.index.devices
  return [...new Set(parts.flat())]
}

function concernedBy(desk: Desk, change: Change): readonly Device[] {
  if (change.kind === 'default') return desk.index.devices
  if (!isOfMailbox(change)) return concernedByRule(desk, change)
  const devices = desk.index.ofMailbox(change.mailbox)
  // A device without an id may be the one, once the list has an entry or has none.
  return change.kind === 'mailbox'
    ? devices
    : devices.filter(({ partnership: { deviceId } }) => !deviceId || sameText(deviceId, change.deviceId))
}

/** Those that meet the rule, and those of which nobody knows yet whether they do. */
function concernedByRule(desk: Desk, change: RuleChange): readonly Device[] {
  const rules = change.kind === 'add-rule' ? [change.rule] : (desk.configuration.activeSyncDeviceAccessRules ?? [])
  const meant =
    change.kind === 'add-rule'
      ? rules
      : rules.filter((rule) => 'identity' in rule && sameText(rule.identity, change.identity))
  return meant.flatMap(({ characteristic, queryString }) => {
    if (!characteristic || !queryString || characteristic === 'XMSWLHeader') return desk.index.devices
    const having = desk.having(characteristic, queryString)
    const lacking = desk.lacking(characteristic)
    // A type that is blank matches nothing; one that was not read could.
    return toldLater.has(characteristic) || lacking.length > 0 ? [...having, ...lacking] : having
  })
}

/** The proof that somebody was shown whom a new default hits: only `whatIfDefault` makes one. */
const shown: unique symbol = Symbol('shown')
export type ShownDefaultChange = {
  readonly [shown]: true
  /** On which it was seen. */
  desk: Desk
  accessLevel: DeviceAccessLevel
  /** Undefined where it was not read: then nobody knows whom it hits. */
  before: DeviceAccessLevel | undefined
  hits: readonly StateChange[]
  /** Devices of which it is not known before or after. */
  notKnown: number
}

/** Whom a new default of the organisation hits at once; a script of it is made of nothing else. */
export function whatIfDefault(desk: Desk, accessLevel: DeviceAccessLevel): ShownDefaultChange {
  return inOneGo(whatIfDefaultInSteps(desk, accessLevel))
}

/** The same, with other work between. */
export function* whatIfDefaultInSteps(desk: Desk, accessLevel: DeviceAccessLevel): Steps<ShownDefaultChange> {
  const hits = yield* whatIfInSteps(desk, [{ kind: 'default', accessLevel }])
  const notKnown = desk.index.devices.filter((device) => desk.decisionOf(device).state === 'NotKnown').length
  return { desk, accessLevel, before: desk.settings.defaultLevel, hits, notKnown, [shown]: true }
}
