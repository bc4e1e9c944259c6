import { createHash } from 'node:crypto'
import { type Device, type Devices, takeStanding } from '../exchange/active-sync-devices.ts'
import { standingOf } from '../exchange/device-standing.ts'
import { type ActiveSyncSettings, organisationAccess } from '../settings/active-sync.ts'
import type { MailboxDeviceAccess } from '../settings/device-access.ts'
import { users } from '../users.ts'
import { integrationClients, type MadeUpClient, madeUpClient } from './made-up-clients.ts'
import type { ManagedMailbox } from './managed-organisation.ts'
import { scattered } from './scattered.ts'

/** Four made-up mailboxes have five devices, and one of them has a hundred more. */
const DEVICES_OF_FIVE = 5
const MAILBOXES_OF_FIVE = 4
const CROWD = { from: 401, to: 500 } as const
/** One more device of the integration for so many. */
const INTEGRATION_EVERY = 10_000
/** Device types for which the rules are, so that nobody decides about each by itself. */
const BY_RULES: ReadonlySet<string> = new Set(['iPad', 'Outlook', 'BlackBerry'])
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How many made-up mailboxes so many devices need. */
export function mailboxesFor(devices: number): number {
  return devices > users.length ? mailboxIndex(devices) + 1 : 0
}

function mailboxIndex(number: number): number {
  const own = number >= CROWD.from && number <= CROWD.to ? CROWD.from : number
  return Math.floor(((own - users.length - 1) * MAILBOXES_OF_FIVE) / DEVICES_OF_FIVE)
}

/**
 * What an organisation has set that looks at each new device: quarantine by default, a few rules, and a policy that lets
 * nobody in who cannot apply all of it.
 */
export function reviewDevices(activeSync: ActiveSyncSettings): void {
  activeSync.accessLevel = 'Quarantine'
  activeSync.adminMailRecipients = ['mobile-team@contoso.test']
  activeSync.otherPolicies = [{ name: 'Executives', allowNonProvisionable: false, allowExternalManagement: false }]
  activeSync.rules = [
    { characteristic: 'DeviceType', queryString: 'iPad', accessLevel: 'Allow' },
    { characteristic: 'DeviceModel', queryString: 'Outlook for iOS and Android', accessLevel: 'Allow' },
    { characteristic: 'DeviceType', queryString: 'BlackBerry', accessLevel: 'Block' },
    { characteristic: 'DeviceOS', queryString: 'Android 4.4.2', accessLevel: 'Block' },
  ]
}

/** Into what the devices are put. */
export interface MadeUpPlace {
  readonly devices: Devices
  /** Made-up mailboxes, as many as the devices need; what is set for a device is set there. */
  readonly mailboxes: readonly ManagedMailbox[]
  readonly activeSync: ActiveSyncSettings
  readonly now: Date
  readonly seed: number
}

/**
 * Makes up so many devices, the same for the same seed; the n-th is the n-th of every longer list too. The first three are
 * of the integration, one for each person of the lab. They stand as the server decides about them, but for a few that were
 * allowed since they came last.
 */
export function makeUpDevices(count: number, place: MadeUpPlace): void {
  for (let number = 1; number <= count; number += 1) makeUp(number, place)
}

function makeUp(number: number, place: MadeUpPlace): void {
  const { devices, mailboxes, activeSync, now, seed } = place
  const drawFor = (which: number) => (salt: number, of: number) =>
    scattered(scattered(which + seed * 0x9e37_79b1) + salt) % of
  const draw = drawFor(number)
  const user = users[number - 1]
  const own = mailboxes[mailboxIndex(number)]
  const account = user?.account ?? own?.recipient.account
  const mailbox = user ? activeSync.mailboxes[user.account] : own?.activeSync
  if (!account || !mailbox) throw new RangeError(`The device ${number} has no mailbox.`)
  const isOfIntegration = user !== undefined || (number % INTEGRATION_EVERY === 0 && number > INTEGRATION_EVERY)
  // One in two hundred synchronises with two mailboxes.
  const isOfCrowd = number >= CROWD.from && number <= CROWD.to
  const identity = number > 10 && number % 215 === 4 && !isOfCrowd ? number - 1 : number
  const hex = createHash('sha256').update(`${seed}/${identity}`).digest('hex')
  const client = isOfIntegration
    ? integrationClients(hex)[(number - 1) % users.length]
    : madeUpClient(drawFor(identity), hex)
  if (!client) throw new RangeError(`The device ${number} has no client.`)
  const isNew = !isOfIntegration && draw(20, 1000) < 3
  const isSilent = !isOfIntegration && draw(21, 100) < 12
  const known = isNew ? draw(22, 10) * MINUTE : isSilent ? 800 * DAY : (10 + draw(22, 700)) * DAY
  const silent = isNew ? 0 : isSilent ? (91 + draw(23, 600)) * DAY : draw(23, 3 * 24 * 60) * MINUTE
  const time = (before: number): string => new Date(now.getTime() - before).toISOString()
  const device = devices.add(account, { ...client.device, firstSync: time(known) })
  const isUpToRules = BY_RULES.has(device.deviceType)
  const decision = isOfIntegration || isNew || isUpToRules ? 'none' : setForMailbox(mailbox, device.deviceId, draw)
  describe(device, client, isNew)
  device.lastSync = time(silent)
  if (!isNew && !isOfIntegration && draw(24, 1000) === 0) device.blockedUntil = now.getTime() + 30 * MINUTE
  if (!isOfIntegration && draw(25, 100) === 0 && mailbox.policy === null) {
    mailbox.policy = 'Executives'
    device.policyApplied = 'partly'
  }
  const standing = standingOf(device, { mailbox, organisation: organisationAccess(activeSync), now })
  if (standing !== 'not-enabled') takeStanding(device, standing, device.firstSync)
  device.changed = device.lastSync
  if (device.state === 'Blocked') return
  device.lastSuccess = device.lastSync
  device.hierarchyKey = 1
  // Allowed by now, and not come since.
  if (decision === 'none' && device.state === 'Quarantined' && !isOfIntegration && draw(26, 40) === 0) {
    mailbox.allowedIds.push(device.deviceId)
  }
}

function setForMailbox(
  mailbox: MailboxDeviceAccess,
  deviceId: string,
  draw: (salt: number, of: number) => number,
): 'allowed' | 'blocked' | 'none' {
  // Of a device that is gone: Remove-MobileDevice leaves its id where it was.
  if (draw(30, 20) === 0) mailbox.allowedIds.push(`Appl${scattered(draw(31, 0xffff_ffff)).toString(36).toUpperCase()}`)
  const drawn = draw(32, 100)
  if (drawn >= 90) return 'none'
  const ids = drawn < 4 ? mailbox.blockedIds : mailbox.allowedIds
  if (!ids.includes(deviceId)) ids.push(deviceId)
  return drawn < 4 ? 'blocked' : 'allowed'
}

function describe(device: Device, client: MadeUpClient, isNew: boolean): void {
  device.version = client.version
  if (isNew || !client.information) return
  device.hasTold = true
  device.information = { ...client.information }
  device.policyApplied = 'fully'
  device.policyUpdate = device.firstSync
}
