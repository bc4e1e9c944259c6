import { createHash } from 'node:crypto'
import type { Device, Devices } from '../exchange/active-sync-devices.ts'
import { namesOf, type Recipient } from '../exchange/recipient.ts'

/** A partnership, and whose it is. */
export interface ManagedDevice {
  readonly recipient: Recipient
  readonly device: Device
}

/** Names by which a partnership is known. */
export interface DeviceNames {
  /** `contoso.test/Users/Bob Example/ExchangeActiveSyncDevices/iPhone§ApplDN123`. */
  readonly canonical: string
  readonly distinguished: string
  readonly guid: string
}

export function deviceNamesOf({ recipient, device }: ManagedDevice): DeviceNames {
  const { canonical, distinguished } = namesOf(recipient)
  const name = `${device.deviceType}§${device.deviceId}`
  const hash = createHash('sha256').update(`${recipient.account}/${device.deviceId.toLowerCase()}`).digest('hex')
  return {
    canonical: `${canonical}/ExchangeActiveSyncDevices/${name}`,
    distinguished: `CN=${name},CN=ExchangeActiveSyncDevices,${distinguished}`,
    // A version 4 UUID by its form, the same in every run.
    guid: `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
  }
}

/**
 * The partnerships as a script meets them: what it has removed is gone for its next commands, and is still there for the
 * server until `commit`.
 */
export class ManagedDevices {
  readonly #devices: Devices
  readonly #recipients: ReadonlyMap<string, Recipient>
  readonly #removed = new Set<Device>()
  readonly #unblocked = new Set<Device>()

  /** Of these people, who have a mailbox. */
  constructor(devices: Devices, people: readonly Recipient[]) {
    this.#devices = devices
    this.#recipients = new Map(people.map((person) => [person.account, person]))
  }

  /** Every one of a mailbox that is there. */
  *present(): Generator<ManagedDevice> {
    for (const [account, device] of this.#devices.all()) {
      const recipient = this.#recipients.get(account)
      if (recipient && !this.#removed.has(device)) yield { recipient, device }
    }
  }

  /**
   * By what -Identity takes (Get-MobileDevice): `mailbox\ExchangeActiveSyncDevices\type§id`, where `ownerOf` finds the
   * mailbox, the same as a canonical or a distinguished name, or its GUID.
   */
  find(identity: string, ownerOf: (mailbox: string) => Recipient): ManagedDevice | undefined {
    const [, owner = '', type = '', id = ''] =
      /^(.+)[\\/]ExchangeActiveSyncDevices[\\/](.+)§(.+)$/i.exec(identity) ?? []
    if (owner !== '') return this.#named(ownerOf(owner), type, id)
    const [, innerType = '', innerId = '', distinguished = ''] =
      /^CN=(.+)§(.+),CN=ExchangeActiveSyncDevices,(CN=.+)$/i.exec(identity) ?? []
    if (distinguished !== '') return this.#named(ownerOf(distinguished), innerType, innerId)
    if (!/^[0-9a-f-]{36}$/i.test(identity)) return undefined
    const wanted = identity.toLowerCase()
    for (const each of this.present()) if (deviceNamesOf(each).guid === wanted) return each
    return undefined
  }

  remove(device: Device): void {
    this.#removed.add(device)
  }

  /** Set-CASMailbox -ResetAutoBlockedDevices. */
  unblock(account: string): void {
    for (const { recipient, device } of this.present()) if (recipient.account === account) this.#unblocked.add(device)
  }

  commit(): void {
    for (const device of this.#unblocked) {
      delete device.blockedUntil
      device.recent = []
    }
    if (this.#removed.size === 0) return
    for (const [account, device] of [...this.#devices.all()]) {
      if (this.#removed.has(device)) this.#devices.remove(account, device.deviceId)
    }
  }

  #named(recipient: Recipient, type: string, id: string): ManagedDevice | undefined {
    const device = this.#devices.find(recipient.account, id)
    if (!device || this.#removed.has(device)) return undefined
    return device.deviceType.toLowerCase() === type.toLowerCase() ? { recipient, device } : undefined
  }
}
