import type { Verdict } from '../../../shared/checks/finding.ts'
import { t } from '../../../shared/language/translate.ts'
import type { RowColumn } from '../../../shared/quarantine/csv.ts'
import type { DecidingStep } from '../../../shared/quarantine/device-decision.ts'
import type { IntegrationPattern } from '../../../shared/quarantine/integration.ts'
import type { DeviceFilter, DeviceGroup, GroupColumn } from '../../../shared/quarantine/query.ts'
import { stepWords } from '../../../shared/quarantine/step-words.ts'
import { withUnseen } from '../../../shared/run/unseen.ts'
import type { TableRow } from './quarantine-state.ts'

type Reported = NonNullable<DeviceFilter['reported']>[number]
type Predicted = NonNullable<DeviceFilter['predicted']>[number]

/** A state as a person says it. */
export const stateWords: Readonly<Record<Reported | Predicted, string>> = {
  Allowed: t`Allowed`,
  Blocked: t`Blocked`,
  Quarantined: t`Quarantined`,
  DeviceDiscovery: t`Device discovery`,
  Unknown: t`Unknown`,
  NotKnown: t`Not known`,
  '': t`Not told`,
}

/** The verdict whose icon a state has. */
export const stateVerdicts: Readonly<Record<Reported | Predicted, Verdict>> = {
  Allowed: 'pass',
  Blocked: 'fail',
  Quarantined: 'warn',
  DeviceDiscovery: 'unknown',
  Unknown: 'unknown',
  NotKnown: 'unknown',
  '': 'skip',
}

export const reportedStates: readonly Reported[] = [
  ...(['Quarantined', 'Blocked', 'DeviceDiscovery', 'Allowed', 'Unknown', ''] as const),
]
export const predictedStateList: readonly Predicted[] = [
  ...(['Quarantined', 'Blocked', 'DeviceDiscovery', 'Allowed', 'NotKnown'] as const),
]

/** What lies in the tray about a device. */
export const decidedWords: Readonly<Record<NonNullable<TableRow['decided']>, string>> = {
  allow: t`in the tray: allow`,
  block: t`in the tray: block`,
  leave: t`in the tray: leave`,
  remove: t`in the tray: remove`,
}

/** The same as a tag beside a name, which has the room. */
export const decidedTags: typeof decidedWords = {
  allow: t`allow`,
  block: t`block`,
  leave: t`leave`,
  remove: t`remove`,
}

export const groupWords: Readonly<Record<GroupColumn, string>> = {
  user: t`User`,
  agent: t`User agent`,
  type: t`Type`,
  reported: t`State`,
  predicted: t`State by the settings`,
  step: t`Deciding step`,
  rule: t`Rule by the settings`,
}

/** Exchange names a user by the way through the directory; the end of it tells who that is. */
function shortUser(user: string): string {
  return user.slice(user.lastIndexOf('/') + 1) || user
}

/** Whose a device is; where somebody else has such a name too, with the address or the way that tells them apart. */
export function userWords({ user, mailbox, alike }: Pick<TableRow, 'user' | 'mailbox' | 'alike'>): string {
  return withUnseen(alike ? t`${shortUser(user)} (${mailbox})` : shortUser(user))
}

/** Whom an identity names, and where in the directory: others have such a name elsewhere. */
export function identityWords(identity: string): string {
  const way = identity.slice(0, Math.max(0, identity.lastIndexOf('/')))
  return withUnseen(way === '' ? identity : t`${shortUser(identity)} (${way})`)
}

/** A group as a line of text. */
export function groupLine(by: GroupColumn, { value, name, mailbox }: DeviceGroup): string {
  if (by !== 'user') return groupValueWords(by, value)
  return withUnseen(mailbox ? t`${name || identityWords(value)}, ${mailbox}` : name || identityWords(value))
}

/** A group's value; blank ones have none. */
export function groupValueWords(by: GroupColumn, value: string): string {
  if (by === 'reported' || by === 'predicted') return stateWords[value as Reported] ?? value
  if (by === 'step') return stepWords[value as DecidingStep] ?? value
  if (value === '') return t`none`
  return by === 'user' ? identityWords(value) : withUnseen(value)
}

/** What columns need that hold more, or less, than a word. */
const columnPixels: Readonly<Partial<Record<RowColumn, number>>> = {
  ...{ user: 150, mailbox: 180, name: 120, deviceId: 150, type: 80, model: 96, os: 110, agent: 132, client: 90 },
  ...{ reported: 122, reason: 100, reportedRule: 130, predicted: 150, step: 170, rule: 84, policy: 100, status: 100 },
  ...{ differs: 70, integration: 90, firstSync: 104, lastSync: 104, lastAttempt: 102 },
}

/** Heads that have less room than the column's name needs; that stands where the pointer rests. */
export const headWords: Readonly<Partial<Record<RowColumn, string>>> = {
  ...{ predicted: t`By the settings`, rule: t`Rule`, reportedRule: t`Exchange’s rule` },
  ...{ firstSync: t`First sync`, lastSync: t`Last sync` },
}

/** How wide a column is at least. */
export function pixelsOf(column: RowColumn): number {
  return columnPixels[column] ?? 100
}

const patternNames: Readonly<Record<keyof IntegrationPattern, string>> = {
  userAgent: t`user agent`,
  deviceType: t`type`,
  deviceModel: t`model`,
  deviceId: t`device id`,
}

/** By what the integration's devices are known, in a line. */
export function patternWords(pattern: IntegrationPattern): string {
  return (Object.keys(patternNames) as (keyof IntegrationPattern)[])
    .flatMap((name) => (pattern[name] === undefined ? [] : [t`${patternNames[name]} “${pattern[name]}”`]))
    .join(', ')
}

/** How long ago: `12 min ago`, `3 h ago`, `5 d ago`. */
export function agoWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  if (minutes < 1) return t`just now`
  if (minutes < 60) return t`${minutes} min ago`
  if (minutes < 48 * 60) return t`${Math.floor(minutes / 60)} h ago`
  return t`${Math.floor(minutes / 1440)} d ago`
}
