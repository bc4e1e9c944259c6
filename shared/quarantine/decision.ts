import { z } from 'zod'
import { DeviceAccessCharacteristic, DeviceAccessLevel } from '../management/mobile-configuration.ts'
import type { NewRule } from './change.ts'
import type { Desk } from './desk.ts'
import { type Device, listHas, sameText } from './device.ts'

const text = z.string().trim().min(1).max(1_000)

/** Why, by whose order, and when: what an audit asks for. */
const ground = {
  reason: text,
  /** The number of a ticket; null where there is none. */
  ticket: z.string().trim().min(1).max(100).nullable(),
  decidedAt: z.iso.datetime(),
}

/** On which lists of the mailbox a device was when it was decided about; null where that was not read. */
export const Standing = z.strictObject({ allowed: z.boolean().nullable(), blocked: z.boolean().nullable() })
export type Standing = z.infer<typeof Standing>

const device = z.strictObject({
  identity: text,
  deviceId: text.nullable(),
  mailbox: text,
  /** Of the mailbox, where it was read: two people can have one name. */
  address: text.optional(),
})

/**
 * What an administrator decided. `allow` and `block` are for this device and its mailbox, `leave` is looked at and left as
 * it is, `remove` ends the partnership, `rule` is for all devices that say the same of themselves.
 */
export const Decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['allow', 'block', 'leave', 'remove']), device, was: Standing, ...ground }),
  z.strictObject({
    kind: z.literal('rule'),
    rule: z.strictObject({
      characteristic: DeviceAccessCharacteristic,
      queryString: text,
      accessLevel: DeviceAccessLevel,
    }),
    /** What a rule for the same said then; null where there was none. */
    was: DeviceAccessLevel.nullable(),
    ...ground,
  }),
])
export type Decision = z.infer<typeof Decision>
export type DeviceVerdict = Exclude<Decision, { kind: 'rule' }>
export type RuleVerdict = Extract<Decision, { kind: 'rule' }>
type Ground = Pick<Decision, 'reason' | 'ticket' | 'decidedAt'>

/** A decision about a device as it stands on the desk. */
export function decideAbout(device: Device, kind: DeviceVerdict['kind'], ground: Ground): DeviceVerdict {
  const { identity, deviceId } = device.partnership
  const mailbox = device.mailbox === 'not-read' ? device.mailboxName : device.mailbox.identity
  const address = device.mailbox === 'not-read' ? undefined : device.mailbox.primarySmtpAddress
  return {
    ...{ kind, was: standingOf(device), ...ground },
    device: { identity, deviceId: deviceId ?? null, mailbox, ...(address && { address }) },
  }
}

/** A decision for all devices that a rule matches. */
export function decideByRule(desk: Desk, rule: NewRule, ground: Ground): RuleVerdict {
  return { kind: 'rule', rule, was: ruleFor(desk, rule)?.accessLevel ?? null, ...ground }
}

/** On which lists of its mailbox a device is now. */
export function standingOf({ mailbox, partnership: { deviceId } }: Device): Standing {
  const on = (list: readonly string[] | undefined) => (deviceId ? (listHas(list, deviceId) ?? null) : null)
  if (mailbox === 'not-read') return { allowed: null, blocked: null }
  return { allowed: on(mailbox.activeSyncAllowedDeviceIDs), blocked: on(mailbox.activeSyncBlockedDeviceIDs) }
}

/** The rule that asks for the same, where there is one. */
export function ruleFor({ configuration }: Desk, { characteristic, queryString }: NewRule) {
  return configuration.activeSyncDeviceAccessRules?.find(
    (rule) => rule.characteristic === characteristic && sameText(rule.queryString, queryString),
  )
}
