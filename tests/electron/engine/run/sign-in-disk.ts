import type { Scheduler } from 'fast-check'
import { releaseHolder } from '../../../../electron/engine/run/sign-in-holder.ts'
import {
  MemoryUnavailable,
  nothingOf,
  type PasswordMemory,
  type SignInMemory,
} from '../../../../electron/engine/run/sign-in-memory.ts'

/** Marks as short as those of the file, so that two passwords may share one. */
export const shortMarkOf = (password: string) => String(password.length % 2)

/** What stays over restarts, for several programs at once. Others may come in between before and after each use of it. */
export function createDisk(scheduler: Scheduler, onForget: (account: string, mark: string) => void) {
  const entries = new Map<string, PasswordMemory>()
  let working = true
  let changes = 0
  const name = (account: string, mark: string) => `${account} ${mark}`
  const read = (account: string, mark: string) => entries.get(name(account, mark)) ?? nothingOf(mark)
  const pause = () => scheduler.schedule(Promise.resolve())

  /** What a program sees of it as long as it runs: a dead one can write no more. */
  function mount(): { memory: SignInMemory; kill(): void } {
    let dead = false
    const holders = new Set<string>()
    async function use<T>(how: () => T): Promise<T> {
      await pause()
      if (dead || !working) throw new MemoryUnavailable('The disk is not there.')
      const value = how()
      await pause()
      return value
    }
    const memory: SignInMemory = {
      markOf: (password) => use(() => shortMarkOf(password)),
      look: (accounts, password) => use(() => accounts.map((account) => read(account, shortMarkOf(password)))),
      update: (accounts, mark, change) =>
        use(() => {
          const before = accounts.map((account) => read(account, mark))
          for (const [index, entry] of change(before).entries()) {
            if (entry.pending && entry.pending !== before[index]?.pending) holders.add(entry.pending.holder)
            entries.set(name(accounts[index] ?? '', mark), entry)
          }
        }),
      forget: (account, mark, keep) =>
        use(() => {
          if (mark === undefined) return
          entries.set(name(account, mark), keep(read(account, mark)))
          onForget(account, mark)
        }),
    }
    return {
      memory,
      kill() {
        dead = true
        // The programs of a test are all one process: what one of them left under way is nobody's now.
        for (const holder of holders) releaseHolder(holder)
      },
    }
  }

  return {
    mount,
    isWorking: () => working,
    /** How often it has begun or ceased to work. */
    changes: () => changes,
    works(does: boolean) {
      working = does
      changes += 1
    },
  }
}
