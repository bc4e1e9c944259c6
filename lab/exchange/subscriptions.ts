import { randomUUID } from 'node:crypto'
import type { Account } from '../users.ts'

/** The subscriptions that accounts hold, on whichever server. */
export class Subscriptions {
  readonly #held = new Map<string, Account>()

  add(account: Account): string {
    const id = Buffer.from(`lab-subscription:${randomUUID()}`).toString('base64')
    this.#held.set(id, account)
    return id
  }

  /** Says whether there was one. */
  end(id: string, account: Account): boolean {
    return this.#held.get(id) === account && this.#held.delete(id)
  }

  count(account: Account): number {
    return [...this.#held.values()].filter((each) => each === account).length
  }
}
