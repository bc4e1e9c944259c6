import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

const models = [
  'iPhone15C2',
  'iPhone14C5',
  'SM-S911B',
  'Pixel 8',
  'iPad13C4',
  'Outlook for iOS and Android',
  'MacBookPro18C1',
]
const systems = [
  'iOS 17.6.1 21G93',
  'iOS 18.1 22B83',
  'Android 14',
  'Android 15.0.0',
  'iPadOS 18.1 22B83',
  'Windows 10.0.22631',
]
const agents = [
  'Apple-iPhone15C2/2107.93',
  'Android-Mail/2024.10.20',
  'python-EAS-Client 1.0',
  'Outlook-iOS-Android/1.0',
  'Apple-iPad13C4/2202.83',
]
const states = ['Allowed', 'Quarantined', 'Blocked', 'DeviceDiscovery']
const reasons = ['Global', 'Individual', 'DeviceRule', 'Policy']

/** Columns of `Get-MobileDevice | Export-Csv`, and what stands in each. */
const columns: Readonly<Record<string, (at: number) => string>> = {
  FriendlyName: (at) => (at % 3 === 0 ? `Phone of Person ${at}` : ''),
  DeviceId: (at) => `APPL${hex(at, 28)}`,
  DeviceImei: (at) => (at % 5 === 0 ? `35${String(at).padStart(13, '0')}` : ''),
  DeviceMobileOperator: (at) => (at % 4 === 0 ? 'Contoso Mobile' : ''),
  DeviceOS: (at) => pick(systems, at),
  DeviceOSLanguage: (at) => (at % 2 === 0 ? 'en' : 'de'),
  DeviceTelephoneNumber: () => '******3456',
  DeviceType: (at) => (at % 3 === 0 ? 'iPhone' : 'Android'),
  DeviceUserAgent: (at) => pick(agents, at),
  DeviceModel: (at) => pick(models, at),
  FirstSyncTime: (at) => time(at),
  UserDisplayName: (at) => `contoso.test/Users/Person ${at}`,
  DeviceAccessState: (at) => pick(states, at),
  DeviceAccessStateReason: (at) => pick(reasons, at),
  DeviceAccessControlRule: (at) => (at % 4 === 2 ? `${pick(models, at)} (DeviceModel)` : ''),
  ClientVersion: () => '16.1',
  ClientType: () => 'EAS',
  IsManaged: () => 'False',
  IsCompliant: () => 'False',
  IsDisabled: () => 'False',
  AdminDisplayName: () => '',
  ExchangeVersion: () => '0.10 (14.0.100.0)',
  DistinguishedName: (at) =>
    `CN=iPhone§APPL${hex(at, 28)},CN=ExchangeActiveSyncDevices,CN=Person ${at},OU=Users,DC=contoso,DC=test`,
  Identity: (at) => `contoso.test/Users/Person ${at}/ExchangeActiveSyncDevices/iPhone§APPL${hex(at, 28)}`,
  Guid: (at) => `${hex(at, 8)}-1111-4222-8333-944445555666`,
  ObjectClass: () => 'System.String[]',
  WhenChanged: (at) => time(at + 7),
  WhenChangedUTC: (at) => time(at + 6),
  OrganizationId: () => '',
  IsValid: () => 'True',
  ObjectState: () => 'Changed',
}

/**
 * Writes an export of so many devices, as Windows PowerShell 5.1 of an American administrator does. Another reading has the
 * same devices in other states. Resolves to its size.
 */
export async function writeDeviceExport(path: string, count: number, reading = 0): Promise<number> {
  const file = createWriteStream(path)
  file.write('#TYPE Microsoft.Exchange.Data.Directory.SystemConfiguration.MobileDevice\r\n')
  file.write(line(Object.keys(columns)))
  for (let at = 0; at < count; at += 1) {
    if (
      !file.write(
        line(Object.entries(columns).map(([name, cell]) => cell(name === 'DeviceAccessState' ? at + reading : at))),
      )
    )
      await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
  return file.bytesWritten
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
}

function hex(at: number, length: number): string {
  return Math.imul(at + 1, 0x9e37_79b1)
    .toString(16)
    .replace('-', 'F')
    .toUpperCase()
    .padStart(length, '0')
}

function pick(all: readonly string[], at: number): string {
  return all[at % all.length] ?? ''
}

function time(at: number): string {
  return new Date(Date.UTC(2024, at % 12, 1 + (at % 28), at % 24, at % 60))
    .toLocaleString('en-US', { timeZone: 'UTC' })
    .replace(',', '')
}
