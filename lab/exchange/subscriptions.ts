import { randomUUID } from 'node:crypto'
import type { Account } from '../users.ts'

/** The subscriptions that accounts hold, each at the server that made it. */
export class Subscriptions {
  readonly #held = new Map<string, { account: Account; server: string }>()

  add(account: Account, server: string): string {
    const id = Buffer.from(`lab-subscription:${randomUUID()}`).toString('base64')
    this.#held.set(id, { account, server })
    return id
  }

  /** Says whether this server has it. */
  end(id: string, account: Account, server: string): boolean {
    const held = this.#held.get(id)
    return held?.account === account && held.server === server && this.#held.delete(id)
  }

  clear(): void {
    this.#held.clear()
  }

  count(account: Account): number {
    return [...this.#held.values()].filter((each) => each.account === account).length
  }
}
