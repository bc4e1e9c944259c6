import type { Account } from '../users.ts'

/** What Get-MobileDevice tells of a partnership. */
export interface DevicePartnership {
  readonly deviceId: string
  readonly deviceType: string
  readonly userAgent: string
  /** ISO 8601, by the lab's clock. */
  readonly firstSync: string
  readonly lastSync: string
  /** DeviceAccessState. */
  readonly state: 'allowed' | 'quarantined' | 'blocked' | 'discovery'
  /** DeviceInformation as the device gave it: Model, OS, FriendlyName… */
  readonly information: Readonly<Record<string, string>>
  /** The last commands, oldest first. */
  readonly commands: readonly string[]
  /** Whether Exchange told of its quarantine in the inbox, where the notice stays. */
  readonly noticed: boolean
  /** Whether the device said that it has erased itself. */
  readonly wipeAcknowledged: boolean
}

/** A partnership with what the server remembers of its synchronisation. */
export interface Device extends DevicePartnership {
  userAgent: string
  lastSync: string
  state: DevicePartnership['state']
  information: Record<string, string>
  commands: string[]
  noticed: boolean
  wipeAcknowledged: boolean
  /** Of the first round of Provision, until it is acknowledged; and the one that counts. */
  temporaryPolicyKey?: number
  policyKey?: number
  /** Whether the device applied the whole policy (Status 1) or a part of it (2). */
  policyApplied: 'not-yet' | 'fully' | 'partly'
  /** Key of the folder hierarchy; 0 before the first FolderSync. */
  hierarchyKey: number
  readonly collections: Map<string, CollectionState>
}

/** How far one folder is synchronised. */
export interface CollectionState {
  syncKey: string
  readonly sent: Set<string>
}

const MOST_COMMANDS = 50

/** The partnerships of every mailbox, as Exchange keeps them below the user object. */
export class Devices {
  readonly #byMailbox = new Map<Account, Map<string, Device>>()

  /** The partnership of a device, when there is one. Device ids compare without case. */
  find(account: Account, deviceId: string): Device | undefined {
    return this.#byMailbox.get(account)?.get(deviceId.toLowerCase())
  }

  /** Makes a partnership. */
  add(account: Account, device: Pick<Device, 'deviceId' | 'deviceType' | 'userAgent' | 'firstSync'>): Device {
    const made: Device = {
      ...device,
      lastSync: device.firstSync,
      state: 'allowed',
      information: {},
      commands: [],
      noticed: false,
      wipeAcknowledged: false,
      policyApplied: 'not-yet',
      hierarchyKey: 0,
      collections: new Map(),
    }
    const mailbox = this.#byMailbox.get(account) ?? new Map<string, Device>()
    mailbox.set(device.deviceId.toLowerCase(), made)
    this.#byMailbox.set(account, mailbox)
    return made
  }

  of(account: Account): readonly DevicePartnership[] {
    const devices = [...(this.#byMailbox.get(account)?.values() ?? [])]
    return devices.map(
      ({
        deviceId,
        deviceType,
        userAgent,
        firstSync,
        lastSync,
        state,
        information,
        commands,
        noticed,
        wipeAcknowledged,
      }) => ({
        ...{ deviceId, deviceType, userAgent, firstSync, lastSync, state, noticed, wipeAcknowledged },
        information: { ...information },
        commands: [...commands],
      }),
    )
  }

  /** Remove-MobileDevice for all of them. */
  clear(): void {
    this.#byMailbox.clear()
  }
}

/** Notes one command of a device. A device whose state changed starts all over, as Exchange makes it. */
export function noteCommand(device: Device, command: string, userAgent: string, state: Device['state'], time: string) {
  if (device.state !== state) {
    device.hierarchyKey = 0
    device.collections.clear()
  }
  device.state = state
  if (state === 'quarantined') device.noticed = true
  device.userAgent = userAgent
  device.lastSync = time
  device.commands.push(command)
  if (device.commands.length > MOST_COMMANDS) device.commands.shift()
}
