import { randomInt } from 'node:crypto'
import type { ActiveSyncSettings } from '../settings/active-sync.ts'
import type { Device } from './active-sync-devices.ts'
import { childOf, childrenOf, element, textAt, type WbxmlElement } from './wbxml.ts'

/** What a device acknowledges (MS-ASPROV section 2.2.2.54.1). */
const APPLIED: Readonly<Record<string, Device['policyApplied']>> = {
  1: 'fully',
  2: 'partly',
  3: 'not-at-all',
  4: 'by-others',
}

const POLICY_TYPE = 'MS-EAS-Provisioning-WBXML'

/**
 * The Provision command (MS-ASPROV section 3.2.5.1): the first round hands out the policy and a temporary key, the
 * second takes the client's word that it applied the policy and hands out the key that counts.
 */
export function provision(
  request: WbxmlElement | undefined,
  device: Device,
  version: number,
  settings: ActiveSyncSettings,
  time: string,
): WbxmlElement {
  const answer = (...content: WbxmlElement[]) => element('Provision:Provision', content)
  const status = (code: number) => element('Provision:Status', String(code))

  const wiped = childOf(request, 'Provision:RemoteWipe')
  if (wiped && textAt(wiped, 'Provision:Status') === '1') device.wipeAcknowledged = true
  if (settings.remoteWipe) return answer(status(1), element('Provision:RemoteWipe'))

  const policy = childOf(childOf(request, 'Provision:Policies'), 'Provision:Policy')
  // 2: a protocol error in the request (MS-ASPROV section 2.2.2.54.2).
  if (request?.name !== 'Provision:Provision' || policy === undefined) return answer(status(2))

  const acknowledged = textAt(policy, 'Provision:Status')
  const given = settings.deviceInformationDropped ? undefined : childOf(request, 'Settings:DeviceInformation')
  if (acknowledged === undefined) {
    if (version >= 14.1 && given === undefined) return answer(status(165))
    if (version < 14.1 && given !== undefined) return answer(status(2))
    keepInformation(device, given)
  }
  const inner =
    acknowledged === undefined
      ? firstRound(policy, device, version, settings)
      : secondRound(policy, device, settings, time)
  const confirmation = given ? [element('Settings:DeviceInformation', [element('Settings:Status', '1')])] : []
  return answer(...confirmation, status(1), element('Provision:Policies', [element('Provision:Policy', inner)]))
}

/** Keeps what `settings:DeviceInformation` with a Set says (MS-ASCMD section 2.2.3.45). */
export function keepInformation(device: Device, information: WbxmlElement | undefined): void {
  if (childOf(information, 'Settings:Set')) device.hasTold = true
  for (const { name, content } of childrenOf(childOf(information, 'Settings:Set'))) {
    if (typeof content === 'string') device.information[name.replace('Settings:', '')] = content
  }
}

function firstRound(
  policy: WbxmlElement,
  device: Device,
  version: number,
  settings: ActiveSyncSettings,
): WbxmlElement[] {
  const type = textAt(policy, 'Provision:PolicyType') ?? ''
  const named = element('Provision:PolicyType', type)
  // 3: unknown type of policy (MS-ASPROV section 2.2.2.54.1).
  if (type !== POLICY_TYPE) return [named, element('Provision:Status', '3')]
  device.temporaryPolicyKey = newKey()
  return [
    named,
    element('Provision:Status', '1'),
    element('Provision:PolicyKey', String(device.temporaryPolicyKey)),
    element('Provision:Data', [element('Provision:EASProvisionDoc', defaultPolicy(version, settings))]),
  ]
}

function secondRound(policy: WbxmlElement, device: Device, settings: ActiveSyncSettings, time: string): WbxmlElement[] {
  const named = element('Provision:PolicyType', textAt(policy, 'Provision:PolicyType') ?? '')
  const key = Number(textAt(policy, 'Provision:PolicyKey'))
  // 5: the client acknowledges a policy that is not the one it was given.
  if (device.temporaryPolicyKey === undefined || key !== device.temporaryPolicyKey) {
    return [named, element('Provision:Status', '5')]
  }
  delete device.temporaryPolicyKey
  device.policyApplied = APPLIED[textAt(policy, 'Provision:Status') ?? ''] ?? 'partly'
  device.policyUpdate = time
  const final = newKey()
  if (settings.policyKeysForgotten) delete device.policyKey
  else device.policyKey = final
  return [named, element('Provision:Status', '1'), element('Provision:PolicyKey', String(final))]
}

/** Policy keys are unsigned and never zero, which means that there is none. */
function newKey(): number {
  return randomInt(1, 0xffff_ffff)
}

/** The mailbox policy "Default" as set-up makes it: no password asked for, nothing forbidden (MS-ASPROV section 2.2.2.28). */
function defaultPolicy(version: number, { oldMailHidden }: ActiveSyncSettings): WbxmlElement[] {
  const values: [string, string][] = [
    ['DevicePasswordEnabled', '0'],
    ['AlphanumericDevicePasswordRequired', '0'],
    ['PasswordRecoveryEnabled', '0'],
    ['RequireStorageCardEncryption', '0'],
    ['AttachmentsEnabled', '1'],
    ['MinDevicePasswordLength', ''],
    ['MaxInactivityTimeDeviceLock', ''],
    ['MaxDevicePasswordFailedAttempts', ''],
    ['MaxAttachmentSize', ''],
    ['AllowSimpleDevicePassword', '1'],
    ['DevicePasswordExpiration', ''],
    ['DevicePasswordHistory', '0'],
  ]
  if (version >= 12.1) {
    values.push(
      ['AllowStorageCard', '1'],
      ['AllowCamera', '1'],
      ['RequireDeviceEncryption', '0'],
      ['AllowUnsignedApplications', '1'],
      ['AllowUnsignedInstallationPackages', '1'],
      ['MinDevicePasswordComplexCharacters', '1'],
      ['AllowWiFi', '1'],
      ['AllowTextMessaging', '1'],
      ['AllowPOPIMAPEmail', '1'],
      ['AllowBluetooth', '2'],
      ['RequireManualSyncWhenRoaming', '0'],
      ['MaxCalendarAgeFilter', '0'],
      ['AllowHTMLEmail', '1'],
      ['MaxEmailAgeFilter', oldMailHidden ? '2' : '0'],
      ['AllowBrowser', '1'],
      ['AllowConsumerEmail', '1'],
    )
  }
  return values.map(([name, value]) => element(`Provision:${name}`, value))
}
