import { documentOf } from '../api/app-with-configuration.ts'

const vendor = 'python-EAS-Client 1.0'
const phone = 'Apple-iPhone16C1/2207.100'

type Given = Record<string, unknown>

/** A device as Get-MobileDevice of the script shows it. */
export function device(owner: string, id: string, given: Given = {}): Given {
  return {
    Identity: `contoso.test/Users/${owner}/ExchangeActiveSyncDevices/x§${id}`,
    ...{ DeviceId: id, DeviceType: 'python', DeviceModel: null, DeviceOS: null, DeviceUserAgent: vendor },
    ...{ FriendlyName: null, UserDisplayName: `contoso.test/Users/${owner}`, ClientType: 'EAS', ClientVersion: '14.1' },
    ...{ FirstSyncTime: '2026-10-01T08:00:00.000Z', DeviceAccessState: 'Quarantined' },
    ...{ DeviceAccessStateReason: 'Global', DeviceAccessControlRule: null },
    ...given,
  }
}

/** One that nobody looks for. */
export function iPhone(owner: string, id: string, given: Given = {}): Given {
  return device(owner, id, { DeviceType: 'iPhone', DeviceModel: 'iPhone16C1', DeviceUserAgent: phone, ...given })
}

export function mailbox(owner: string, given: Given = {}): Given {
  return {
    ...{ Identity: `contoso.test/Users/${owner}`, PrimarySmtpAddress: `${owner.toLowerCase()}@contoso.test` },
    ...{ DisplayName: owner, ActiveSyncEnabled: true, ActiveSyncAllowedDeviceIDs: [], ActiveSyncBlockedDeviceIDs: [] },
    ...{ ActiveSyncMailboxPolicy: null, ActiveSyncMailboxPolicyIsDefaulted: true },
    ...given,
  }
}

function synced(of: Given, last: string | null): Given {
  return { Identity: of.Identity, DeviceId: of.DeviceId, LastSuccessSync: last, LastSyncAttemptTime: last }
}

const alices = device('Alice', 'PY1')
const bobs = device('Bob', 'PY2')
const carols = iPhone('Carol', 'IP1', { DeviceAccessState: 'Allowed', DeviceAccessStateReason: 'Individual' })
const bobsPhone = iPhone('Bob', 'IP2')

/** Two devices of the integration in quarantine, a phone that is allowed and one that is not. */
export const parts: Record<string, Given[]> = {
  'Get-CASMailbox': [
    mailbox('Alice'),
    mailbox('Bob', { ActiveSyncAllowedDeviceIDs: ['GONE1'] }),
    mailbox('Carol', { ActiveSyncAllowedDeviceIDs: ['IP1'] }),
  ],
  'Get-ActiveSyncOrganizationSettings': [{ Name: 'Mobile Mailbox Settings', DefaultAccessLevel: 'Quarantine' }],
  'Get-ActiveSyncDeviceAccessRule': [],
  'Get-MobileDeviceMailboxPolicy': [
    { Identity: 'Default', Name: 'Default', IsDefault: true, AllowNonProvisionableDevices: true },
  ],
  'Get-MobileDevice': [alices, bobs, carols, bobsPhone],
  'Get-MobileDeviceStatistics': [
    synced(alices, '2026-11-28T08:00:00.000Z'),
    synced(bobs, '2026-11-28T08:00:00.000Z'),
    synced(carols, '2026-11-28T08:00:00.000Z'),
    synced(bobsPhone, '2026-01-02T08:00:00.000Z'),
  ],
}

/** The file of Postern's script with these parts, and others in the place of some. */
export function exportOf(others: Record<string, Given[] | undefined> = {}, errors: readonly object[] = []): string {
  const all = Object.entries({ ...parts, ...others }).flatMap(([name, objects]) =>
    objects ? [[name, objects] as const] : [],
  )
  return documentOf(Object.fromEntries(all), errors)
}
