import { nameOfNode } from '../exchange/servers.ts'
import { build } from '../http/reply.ts'
import type { Settings } from '../settings.ts'
import { configurationFile } from './configuration-file.ts'
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
  now(): Date
}

/** The Exchange Management Shell of the lab: shows the configuration, and runs scripts on it. */
export class Management {
  readonly #lab: ManagedLab
  #madeUp: ManagedMailbox[] = []

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
      const steps = await readScript(script)
      // From here on nothing waits, so that no request meets half of it.
      const organisation = this.#organisation()
      const results = runScript(steps, organisation)
      this.#take(organisation)
      return { applied: true, steps: results }
    } catch (error) {
      if (!(error instanceof ScriptRefusal)) throw error
      const { kind, line, message } = error
      return { applied: false, kind, sentence: message, ...(line !== undefined && { line }) }
    }
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
    return readOrganisation(servers, this.#lab.port, this.#madeUp)
  }

  #take(organisation: ManagedOrganisation): void {
    writeOrganisation(organisation, nameOfNode(1), this.#lab.settingsOf())
    for (const node of this.#nodes()) writeOrganisation(organisation, nameOfNode(node), this.#lab.settingsOf(node))
    this.#madeUp = madeUpOf(organisation)
  }
}
