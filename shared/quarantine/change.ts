import type {
  ActiveSyncDeviceAccessRule,
  DeviceAccessCharacteristic,
  DeviceAccessLevel,
} from '../management/mobile-configuration.ts'
import { keyOf, sameText } from './device.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from './quarantine-configuration.ts'
import { ruleName } from './rule-index.ts'

/** What a rule asks for, and what it gives. */
export type NewRule = {
  characteristic: DeviceAccessCharacteristic
  queryString: string
  accessLevel: DeviceAccessLevel
}

/** A change of one mailbox: which, and what of its lists or its switch. */
export type MailboxChange = { mailbox: string } & (
  | { kind: 'allow-device' | 'block-device' | 'forget-allow' | 'forget-block'; deviceId: string }
  | { kind: 'mailbox'; enabled: boolean }
)

export type RuleChange =
  | { kind: 'add-rule'; rule: NewRule }
  | { kind: 'set-rule'; identity: string; accessLevel: DeviceAccessLevel }
  | { kind: 'remove-rule'; identity: string }

/** A change of settings that can be tried before it is made. Of a new default the devices that it hits have to be shown. */
export type Change = MailboxChange | RuleChange | { kind: 'default'; accessLevel: DeviceAccessLevel }

/** Whether a change is one of a mailbox. */
export function isOfMailbox(change: Change): change is MailboxChange {
  return 'mailbox' in change
}

/** The mailbox after a change of it. To allow a device takes it off the list of the blocked ones, and the other way round. */
export function changedMailbox(mailbox: ActiveSyncMailbox, change: MailboxChange): ActiveSyncMailbox {
  const { activeSyncAllowedDeviceIDs: allowed, activeSyncBlockedDeviceIDs: blocked } = mailbox
  switch (change.kind) {
    case 'mailbox':
      return { ...mailbox, activeSyncEnabled: change.enabled }
    case 'allow-device':
      return withLists(mailbox, added(allowed, change.deviceId), removed(blocked, change.deviceId))
    case 'block-device':
      return withLists(mailbox, removed(allowed, change.deviceId), added(blocked, change.deviceId))
    case 'forget-allow':
      return withLists(mailbox, removed(allowed, change.deviceId), blocked)
    case 'forget-block':
      return withLists(mailbox, allowed, removed(blocked, change.deviceId))
  }
}

type Ids = string[] | undefined

function withLists(mailbox: ActiveSyncMailbox, allowed: Ids, blocked: Ids): ActiveSyncMailbox {
  return { ...mailbox, activeSyncAllowedDeviceIDs: allowed, activeSyncBlockedDeviceIDs: blocked }
}

function added(ids: Ids, id: string): Ids {
  return ids?.some((each) => sameText(each, id)) ? ids : ids && [...ids, id]
}

function removed(ids: Ids, id: string): Ids {
  return ids?.filter((each) => !sameText(each, id))
}

/** The rules after a change of them. One that is there already is not made a second time: Exchange refuses it. */
function changedRules(
  rules: readonly ActiveSyncDeviceAccessRule[],
  change: RuleChange,
): readonly ActiveSyncDeviceAccessRule[] {
  switch (change.kind) {
    case 'add-rule': {
      const { characteristic, queryString } = change.rule
      const identity = ruleName(characteristic, queryString)
      const isThere = rules.some(
        (rule) =>
          keyOf(rule.identity) === keyOf(identity) ||
          (rule.characteristic === characteristic && sameText(rule.queryString, queryString)),
      )
      return isThere ? rules : [...rules, { identity, name: identity, ...change.rule }]
    }
    case 'set-rule':
      return rules.map((rule) =>
        sameText(rule.identity, change.identity) ? { ...rule, accessLevel: change.accessLevel } : rule,
      )
    case 'remove-rule':
      return rules.filter((rule) => !sameText(rule.identity, change.identity))
  }
}

/** The configuration as it would be read after a change. */
export function changedConfiguration(configuration: QuarantineConfiguration, change: Change): QuarantineConfiguration {
  if (isOfMailbox(change)) {
    const casMailboxes = configuration.casMailboxes?.map((mailbox) =>
      sameText(mailbox.identity, change.mailbox) ? changedMailbox(mailbox, change) : mailbox,
    )
    return { ...configuration, casMailboxes }
  }
  if (change.kind === 'default') {
    const settings = { ...configuration.activeSyncOrganizationSettings, defaultAccessLevel: change.accessLevel }
    return { ...configuration, activeSyncOrganizationSettings: settings }
  }
  const rules = configuration.activeSyncDeviceAccessRules
  return { ...configuration, activeSyncDeviceAccessRules: rules && changedRules(rules, change) }
}
