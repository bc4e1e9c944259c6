import type { DeviceAccessState, DeviceAccessStateReason, DeviceStanding } from './device-access.ts'

/** What Get-MobileDevice tells of a partnership. */
export interface DevicePartnership {
  readonly deviceId: string
  readonly deviceType: string
  readonly userAgent: string
  /** ISO 8601, by the lab's clock. */
  readonly firstSync: string
  readonly lastSync: string
  /** How it stood when it came last; `rule` names the rule that decided. */
  readonly state: DeviceAccessState
  readonly reason: DeviceAccessStateReason
  readonly rule: string | null
  /** DeviceInformation as the device gave it: Model, OS, FriendlyName… */
  readonly information: Readonly<Record<string, string>>
  /** The last commands, oldest first. */
  readonly commands: readonly string[]
  /** Whether Exchange told of its quarantine in the inbox, where the notice stays. */
  readonly noticed: boolean
  /** Why it was in quarantine, as the notice says. */
  readonly noticeReason?: DeviceAccessStateReason
  /** Whether the device said that it has erased itself. */
  readonly wipeAcknowledged: boolean
}

/** A partnership with what the server remembers of its synchronisation. */
export interface Device extends DevicePartnership {
  userAgent: string
  lastSync: string
  state: DeviceAccessState
  reason: DeviceAccessStateReason
  rule: string | null
  /** When the standing, or what the device tells of itself, was another one last. */
  changed: string
  /** When a Sync was answered last, and when a policy was acknowledged. */
  lastSuccess?: string
  policyUpdate?: string
  /** MS-ASProtocolVersion of its last command: 16.1. */
  version: number
  /** What a gateway in front says of it. */
  xmswlHeader: string
  /** Whether it has said anything of itself. */
  hasTold: boolean
  /** When its last commands came, and until when it is blocked because they were too many; in milliseconds. */
  recent: number[]
  blockedUntil?: number
  noticeReason?: DeviceAccessStateReason
  information: Record<string, string>
  commands: string[]
  noticed: boolean
  wipeAcknowledged: boolean
  /** Of the first round of Provision, until it is acknowledged; and the one that counts. */
  temporaryPolicyKey?: number
  policyKey?: number
  /** What the device says that it did with the policy (MS-ASPROV section 2.2.2.54.1, statuses 1 to 4). */
  policyApplied: 'not-yet' | 'fully' | 'partly' | 'not-at-all' | 'by-others'
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
  readonly #byMailbox = new Map<string, Map<string, Device>>()

  /** The partnership of a device, when there is one. Device ids compare without case. */
  find(account: string, deviceId: string): Device | undefined {
    return this.#byMailbox.get(account)?.get(deviceId.toLowerCase())
  }

  /** Makes a partnership. */
  add(account: string, device: Pick<Device, 'deviceId' | 'deviceType' | 'userAgent' | 'firstSync'>): Device {
    const made: Device = {
      ...device,
      lastSync: device.firstSync,
      state: 'Allowed',
      reason: 'Global',
      rule: null,
      changed: device.firstSync,
      version: 0,
      xmswlHeader: '',
      hasTold: false,
      recent: [],
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

  of(account: string): readonly DevicePartnership[] {
    const devices = [...(this.#byMailbox.get(account)?.values() ?? [])]
    return devices.map(
      ({
        deviceId,
        deviceType,
        userAgent,
        firstSync,
        lastSync,
        state,
        reason,
        rule,
        information,
        commands,
        noticed,
        noticeReason,
        wipeAcknowledged,
      }) => ({
        ...{ deviceId, deviceType, userAgent, firstSync, lastSync, state, reason, rule, noticed, wipeAcknowledged },
        ...(noticeReason && { noticeReason }),
        information: { ...information },
        commands: [...commands],
      }),
    )
  }

  /** Every one, with the account that its mailbox is of. */
  *all(): Generator<readonly [account: string, device: Device]> {
    for (const [account, devices] of this.#byMailbox) for (const device of devices.values()) yield [account, device]
  }

  /** Remove-MobileDevice. What is set for the device's id stays as it is. */
  remove(account: string, deviceId: string): void {
    this.#byMailbox.get(account)?.delete(deviceId.toLowerCase())
  }

  /** Remove-MobileDevice for all of them. */
  clear(): void {
    this.#byMailbox.clear()
  }
}

/** Notes one command of a device, and how the device stands now. */
export function noteCommand(
  device: Device,
  command: string,
  userAgent: string,
  standing: DeviceStanding,
  time: string,
): void {
  takeStanding(device, standing, time)
  device.userAgent = userAgent
  device.lastSync = time
  device.commands.push(command)
  if (device.commands.length > MOST_COMMANDS) device.commands.shift()
}

/** Keeps how a device stands. One whose state is another than before starts all over, as Exchange makes it. */
export function takeStanding(device: Device, { state, reason, rule }: DeviceStanding, time: string): void {
  if (device.state !== state) {
    device.hierarchyKey = 0
    device.collections.clear()
  }
  if (device.state !== state || device.reason !== reason || device.rule !== rule) device.changed = time
  Object.assign(device, { state, reason, rule })
  if (state !== 'Quarantined') return
  device.noticed = true
  device.noticeReason = reason
}
