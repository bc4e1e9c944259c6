import { createHmac, randomBytes } from 'node:crypto'

/**
 * What a deliberate bad sign-in at one server found: that Extended Protection is required, or allowed; or that it refuses
 * the right binding too, since something opens TLS on the way.
 */
export type DeliberateFind = 'require' | 'allow' | 'opened'

/**
 * A deliberate bad sign-in at `host`. Without `found` it was sent, and what it came to is not known. It was made once more
 * where the one at `lostBefore` went unanswered.
 */
export type Deliberate = {
  host: string
  at: string
  found?: DeliberateFind | undefined
  lostBefore?: string | undefined
}

/** A sign-in that is about to be sent, or was, by whom and when; it stands until it is known what came of it. */
export type Pending = { holder: string; at: string; deliberate?: true | undefined }

/** What is remembered of one password of one account. */
export type PasswordMemory = {
  /** How the password is recognised; it says nothing from which the password could be guessed. */
  mark: string
  rejectedAt?: string | undefined
  /** A sign-in went unanswered, and when; the time is not known of what an earlier version wrote. */
  unanswered?: { at?: string | undefined } | undefined
  /** When a sign-in went unanswered in a run that had seen the password accepted: it can be refused, and is not wrong. */
  unansweredThoughRight?: string | undefined
  pending?: Pending | undefined
  /** One at most, but in what an earlier version wrote. */
  deliberate?: Deliberate[] | undefined
}

/** Remembers which passwords of which accounts were rejected. Every change has the memory to itself. */
export type SignInMemory = {
  /** The mark of a password: the same one each time. Throws MemoryUnavailable. */
  markOf(password: string): Promise<string>
  /**
   * What is remembered of a password under each of these names of its account; nothing is made, changed or locked for it.
   * Throws MemoryUnavailable.
   */
  look(accounts: readonly string[], password: string): Promise<readonly PasswordMemory[]>
  /**
   * Puts what `change` gives back in the place of what is remembered of a password under each of these names of its
   * account, in one step; where all are the same objects, nothing changes. Throws MemoryUnavailable.
   */
  update(
    accounts: readonly string[],
    mark: string,
    change: (entries: readonly PasswordMemory[]) => readonly PasswordMemory[],
  ): Promise<void>
  /**
   * Forgets one password but for what `keep` gives back; where the memory was lost, the account is known again after it.
   * Throws MemoryUnavailable.
   */
  forget(account: string, mark: string | undefined, keep: (entry: PasswordMemory) => PasswordMemory): Promise<void>
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
  return { mark }
}

/** Whether there is anything in it worth keeping. */
export function isBlank({ mark: _name, deliberate, ...rest }: PasswordMemory): boolean {
  return !deliberate?.length && Object.values(rest).every((value) => value === undefined)
}

/** A memory that ends with the program. Passwords are told apart by a keyed hash whose key is nowhere else. */
export function createProcessMemory(): SignInMemory {
  const key = randomBytes(32)
  const entries = new Map<string, PasswordMemory>()
  const name = (account: string, mark: string) => `${mark} ${account}`
  const read = (account: string, mark: string) => entries.get(name(account, mark)) ?? nothingOf(mark)
  const markOf = (password: string) => createHmac('sha256', key).update(password).digest('hex')
  return {
    markOf: async (password) => markOf(password),
    look: async (accounts, password) => accounts.map((account) => read(account, markOf(password))),
    update: async (accounts, mark, change) => {
      const before = accounts.map((account) => read(account, mark))
      for (const [index, entry] of change(before).entries()) entries.set(name(accounts[index] ?? '', mark), entry)
    },
    forget: async (account, mark, keep) => {
      if (mark !== undefined) entries.set(name(account, mark), keep(read(account, mark)))
    },
  }
}
