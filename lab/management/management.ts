import { type Devices, takeStanding } from '../exchange/active-sync-devices.ts'
import { accessOf, type DeviceStanding, type PresentedDevice } from '../exchange/device-access.ts'
import { standingOf } from '../exchange/device-standing.ts'
import { nameOfNode } from '../exchange/servers.ts'
import { build } from '../http/reply.ts'
import { organisationAccess } from '../settings/active-sync.ts'
import { policyFor } from '../settings/device-access.ts'
import type { Settings } from '../settings.ts'
import { isAccount } from '../users.ts'
import { ChangeLogs } from './change-logs.ts'
import { configurationFile } from './configuration-file.ts'
import { mailboxesFor, makeUpDevices } from './made-up-devices.ts'
import { madeUpMailboxes } from './made-up-mailboxes.ts'
import {
  type ManagedMailbox,
  type ManagedOrganisation,
  madeUpOf,
  readOrganisation,
  writeOrganisation,
} from './managed-organisation.ts'
import { readScript } from './read-script.ts'
import { type ApplyResult, runScript } from './run-script.ts'
import { ScriptRefusal } from './script-refusal.ts'

/** How the configuration is asked for. */
export interface ConfigurationOptions {
  /** So many mailboxes more than the lab's people have; those that were made up before stay as they are. */
  readonly mailboxes?: number
  /** Which settings chance gives those. */
  readonly seed?: number
}

/** What the management reaches of a running lab. */
export interface ManagedLab {
  /** By number, from 1; and what holds where no server is meant. */
  settingsOf(node?: number): Settings
  readonly port: number
  /** The partnerships of ActiveSync. */
  readonly devices: Devices
  now(): Date
}

/** The Exchange Management Shell of the lab: shows the configuration, and runs scripts on it. */
export class Management {
  readonly #lab: ManagedLab
  #madeUp: ManagedMailbox[] = []
  /** What scripts wrote beside themselves. */
  #logs = new ChangeLogs()

  constructor(lab: ManagedLab) {
    this.#lab = lab
  }

  /** The file that a script which reads the configuration would write on the first server. */
  configuration({ mailboxes = 0, seed }: ConfigurationOptions = {}): string {
    if (mailboxes > this.#madeUp.length) {
      this.#madeUp.push(...madeUpMailboxes(mailboxes, seed).slice(this.#madeUp.length))
    }
    return configurationFile(this.#organisation(), { at: this.#lab.now(), computer: nameOfNode(1) })
  }

  /** Runs a script: the whole of it, or where a command of it is refused nothing. */
  async apply(script: string): Promise<ApplyResult> {
    try {
      const read = await readScript(script)
      // From here on nothing waits, so that no request meets half of it.
      const organisation = this.#organisation()
      const logs = new ChangeLogs(this.#logs)
      const results = runScript(read, organisation, logs)
      this.#take(organisation)
      this.#logs = logs
      return { applied: true, steps: results }
    } catch (error) {
      if (!(error instanceof ScriptRefusal)) throw error
      const { kind, line, message } = error
      return { applied: false, kind, sentence: message, ...(line !== undefined && { line }) }
    }
  }

  /** Makes up so many devices, and mailboxes for them, in the place of those that were made up before. */
  makeUpDevices(count: number, seed = 1): void {
    const { devices, now } = this.#lab
    this.#madeUp = madeUpMailboxes(mailboxesFor(count), seed)
    const { activeSync } = this.#lab.settingsOf()
    makeUpDevices(count, { devices, mailboxes: this.#madeUp, activeSync, now: now(), seed })
  }

  /**
   * How the server stands to a device as it presents itself to a mailbox, by its account, whether it has a partnership or
   * not. Nothing is kept of it.
   */
  accessOf(account: string, device: PresentedDevice): DeviceStanding | 'not-enabled' {
    const { activeSync } = this.#lab.settingsOf()
    const madeUp = this.#madeUp.find(({ recipient }) => recipient.account === account)
    const mailbox = isAccount(account) ? activeSync.mailboxes[account] : madeUp?.activeSync
    const { rules, defaultAccessLevel, policies } = organisationAccess(activeSync)
    const policy = mailbox && policyFor(mailbox, policies)
    if (!policy) throw new RangeError(`The lab has no mailbox of ${account}.`)
    const alwaysInDiscovery = activeSync.inDiscovery
    return accessOf(device, { mailbox, policy, rules, defaultAccessLevel, alwaysInDiscovery })
  }

  /** Forgets the mailboxes that were made up. */
  startAfresh(): void {
    this.#madeUp = []
  }

  #nodes(): number[] {
    return Array.from({ length: this.#lab.settingsOf().network.nodes }, (_, index) => index + 1)
  }

  #organisation(): ManagedOrganisation {
    const { major, minor, build: number, revision } = build
    const servers = this.#nodes().map((node) => {
      const settings = this.#lab.settingsOf(node)
      const usual = `${major}.${minor}.${number}.${revision}`
      return { name: nameOfNode(node), build: settings.server.otherBuild ?? usual, settings }
    })
    return readOrganisation(servers, this.#lab.port, this.#madeUp, this.#lab.devices)
  }

  #take(organisation: ManagedOrganisation): void {
    const { accessLevel } = this.#lab.settingsOf(1).activeSync
    writeOrganisation(organisation, nameOfNode(1), this.#lab.settingsOf())
    for (const node of this.#nodes()) writeOrganisation(organisation, nameOfNode(node), this.#lab.settingsOf(node))
    this.#madeUp = madeUpOf(organisation)
    organisation.devices.commit()
    if (organisation.deviceAccess.defaultAccessLevel !== accessLevel) this.#judgeByDefault(organisation)
  }

  /**
   * A new default hits every device at once that no rule and no mailbox knows (Set-ActiveSyncOrganizationSettings, on
   * DefaultAccessLevel); all else hits a device when it comes next.
   */
  #judgeByDefault({ devices, mailboxes, deviceAccess }: ManagedOrganisation): void {
    const now = this.#lab.now()
    const alwaysInDiscovery = this.#lab.settingsOf().activeSync.inDiscovery
    const settingsOf = new Map(mailboxes.map(({ recipient, activeSync }) => [recipient.account, activeSync]))
    for (const { recipient, device } of devices.present()) {
      const mailbox = settingsOf.get(recipient.account)
      const isKept = device.reason === 'Policy' || device.reason === 'CommandFrequency'
      if (!mailbox || isKept) continue
      const standing = standingOf(device, { mailbox, organisation: deviceAccess, now, alwaysInDiscovery })
      if (standing !== 'not-enabled' && standing.reason === 'Global') takeStanding(device, standing, now.toISOString())
    }
  }
}
