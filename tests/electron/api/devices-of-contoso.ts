import { documentOf } from './app-with-configuration.ts'

export type MadeDevice = {
  mailbox: number
  id: string
  agent?: string
  type?: string
  state?: string
  reason?: string
  firstSync?: string
}
export type Made = {
  devices: readonly MadeDevice[]
  mailboxes?: number
  /** Ids on the list of a mailbox, by its number. */
  allowed?: Readonly<Record<number, readonly string[]>>
  blocked?: Readonly<Record<number, readonly string[]>>
  rules?: readonly object[]
  defaultLevel?: string
  collectedAt?: string
}

export const integrationAgent = 'python-EAS-Client 1.0'
export const mailboxOf = (number: number) => `contoso.test/Users/User ${number}`
export const identityOf = ({ mailbox, id, type = 'iPhone' }: Pick<MadeDevice, 'mailbox' | 'id' | 'type'>) =>
  `${mailboxOf(mailbox)}/ExchangeActiveSyncDevices/${type}§${id}`
export const keyOf = (device: Pick<MadeDevice, 'mailbox' | 'id' | 'type'>) => identityOf(device).toLowerCase()

/** What the script of Postern wrote of an organisation's devices. */
export function deviceDocument(made: Made): string {
  const {
    devices,
    mailboxes = 5,
    allowed = {},
    blocked = {},
    rules = [],
    defaultLevel = 'Quarantine',
    collectedAt,
  } = made
  const text = documentOf({
    'Get-CASMailbox': Array.from({ length: mailboxes }, (_, number) => ({
      ...{ Identity: mailboxOf(number), PrimarySmtpAddress: `user${number}@contoso.test`, ActiveSyncEnabled: true },
      ...{ ActiveSyncAllowedDeviceIDs: allowed[number] ?? [], ActiveSyncBlockedDeviceIDs: blocked[number] ?? [] },
      ActiveSyncMailboxPolicy: null,
    })),
    'Get-MobileDevice': devices.map((device) => ({
      ...{ Identity: identityOf(device), DeviceId: device.id, DeviceType: device.type ?? 'iPhone', ClientType: 'EAS' },
      ...{ DeviceUserAgent: device.agent ?? 'Apple-iPhone15C2/2104.52', DeviceModel: 'iPhone15C2', DeviceOS: 'iOS 18' },
      ...{ UserDisplayName: `User ${device.mailbox}`, FirstSyncTime: device.firstSync ?? '2026-01-01T00:00:00.000Z' },
      ...{ DeviceAccessState: device.state ?? 'Quarantined', DeviceAccessStateReason: device.reason ?? 'Global' },
      DeviceAccessControlRule: null,
    })),
    'Get-ActiveSyncDeviceAccessRule': rules,
    'Get-ActiveSyncOrganizationSettings': [{ Name: 'Mobile Mailbox Settings', DefaultAccessLevel: defaultLevel }],
    'Get-MobileDeviceMailboxPolicy': [
      { Identity: 'Default', Name: 'Default', IsDefault: true, AllowNonProvisionableDevices: true },
    ],
  })
  return collectedAt === undefined ? text : text.replace('2026-11-29T01:00:00.000Z', collectedAt)
}

/** Three devices of the integration, and as many phones as are wanted. */
export function threeAmong(phones: number): MadeDevice[] {
  return [
    ...[0, 1, 2].map((mailbox) => ({ mailbox, id: `EAS${mailbox}`, agent: integrationAgent, type: 'python' })),
    ...Array.from({ length: phones }, (_, at) => ({ mailbox: at % 5, id: `PHONE${at}`, state: 'Allowed' })),
  ]
}
