import { createHmac, randomBytes } from 'node:crypto'

/** What a deliberate bad sign-in at one server found: that Extended Protection is required, or allowed. */
export type DeliberateFind = 'require' | 'allow'

/** A deliberate bad sign-in at `host`. Without `found` it was sent, and what it came to is not known. */
export type Deliberate = { host: string; at: string; found?: DeliberateFind | undefined }

/** What is remembered of one password of one account. */
export type PasswordMemory = {
  /** How the password is recognised; it says nothing from which the password could be guessed. */
  mark: string
  rejectedAt?: string | undefined
  /** How many sign-ins in a row went unanswered, the one under way included. */
  unanswered: number
  /** The memory's sequence number when the last of them was sent or given up. */
  since: number
  /** The sign-in that is under way, by whom and since when. */
  pending?: { holder: string; at: string } | undefined
  deliberate?: Deliberate[] | undefined
}

/**
 * Remembers which passwords of which accounts were rejected. Every change has the memory to itself, and makes its
 * sequence number larger, so that a run can tell what happened since it began.
 */
export type SignInMemory = {
  /** The mark of a password: the same one each time. Throws MemoryUnavailable. */
  markOf(password: string): Promise<string>
  /** Throws MemoryUnavailable. */
  sequence(): Promise<number>
  /**
   * Puts what `change` gives back in the place of what is remembered of a password under each of these names of its
   * account, in one step; where all are the same objects, nothing changes. Throws MemoryUnavailable.
   */
  update(
    accounts: readonly string[],
    mark: string,
    change: (entries: readonly PasswordMemory[], sequence: number) => readonly PasswordMemory[],
  ): Promise<void>
  /**
   * Forgets one password but for what `keep` gives back; where the memory was lost, the account is known again after it.
   * Throws MemoryUnavailable.
   */
  forget(
    account: string,
    mark: string | undefined,
    keep: (entry: PasswordMemory, sequence: number) => PasswordMemory,
  ): Promise<void>
}

/** The memory cannot be read or written, so that nobody knows what was rejected. */
export class MemoryUnavailable extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MemoryUnavailable'
  }
}

/** What is remembered of a password that was never sent. */
export function nothingOf(mark: string): PasswordMemory {
  return { mark, unanswered: 0, since: 0 }
}

/** Whether there is anything in it worth keeping. */
export function isBlank(entry: PasswordMemory): boolean {
  const { rejectedAt, unanswered, pending, deliberate } = entry
  return rejectedAt === undefined && unanswered === 0 && pending === undefined && !deliberate?.length
}

/** A memory that ends with the program. Passwords are told apart by a keyed hash whose key is nowhere else. */
export function createProcessMemory(): SignInMemory {
  const key = randomBytes(32)
  const entries = new Map<string, PasswordMemory>()
  let sequence = 0
  const name = (account: string, mark: string) => `${mark} ${account}`
  const read = (account: string, mark: string) => entries.get(name(account, mark)) ?? nothingOf(mark)
  return {
    markOf: async (password) => createHmac('sha256', key).update(password).digest('hex'),
    sequence: async () => sequence,
    update: async (accounts, mark, change) => {
      sequence += 1
      const before = accounts.map((account) => read(account, mark))
      for (const [index, entry] of change(before, sequence).entries()) {
        entries.set(name(accounts[index] ?? '', mark), entry)
      }
    },
    forget: async (account, mark, keep) => {
      sequence += 1
      if (mark !== undefined) entries.set(name(account, mark), keep(read(account, mark), sequence))
    },
  }
}
