import { organisationAccess } from '../settings/active-sync.ts'
import type { User } from '../users.ts'
import { type Device, noteCommand } from './active-sync-devices.ts'
import type { CommandLine } from './active-sync-request.ts'
import { countCommand } from './command-frequency.ts'
import { standingOf } from './device-standing.ts'
import { limitFor } from './throttling-policy.ts'
import type { Answering, Asked } from './virtual-directory.ts'

/**
 * The device's partnership, made when there is none, with how the device stands now; nothing when the mailbox has as many
 * as it may.
 */
export function partnership(line: CommandLine, asked: Asked, user: User, at: Answering): Device | undefined {
  const { otherDevices, inDiscovery, quarantinedBefore, mailboxes, commandFrequency } = at.settings.activeSync
  const { account } = user
  const { deviceId, deviceType } = line
  const { userAgent } = asked
  const now = at.now()
  const time = now.toISOString()
  let device = at.devices.find(account, deviceId)
  const most = limitFor(at.settings.ews.policies, account, 'EasMaxDevices')
  if (device === undefined && otherDevices + at.devices.of(account).length >= most) return undefined
  device ??= at.devices.add(account, { deviceId, deviceType, userAgent, firstSync: time })
  if (quarantinedBefore) device.noticed = true
  // That the characteristic XMSWLHeader is the header X-MS-WL is generally known.
  Object.assign(device, { userAgent, version: line.version, xmswlHeader: asked.header('x-ms-wl') ?? '' })
  countCommand(device, commandFrequency, now.getTime())
  const knowsNoPolicy = line.policyKey === undefined || at.settings.activeSync.policyKeyDropped
  const standing = standingOf(device, {
    mailbox: mailboxes[account],
    organisation: organisationAccess(at.settings.activeSync),
    now,
    ...(knowsNoPolicy && line.command !== 'Provision' && { policyApplication: 'NotApplied' }),
    alwaysInDiscovery: inDiscovery,
  })
  if (standing !== 'not-enabled') noteCommand(device, line.command, userAgent, standing, time)
  return device
}
