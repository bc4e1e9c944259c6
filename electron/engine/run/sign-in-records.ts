import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import { mayBeUnderWay, newHolder, releaseHolder } from './sign-in-holder.ts'
import {
  type Deliberate,
  type DeliberateFind,
  MemoryUnavailable,
  nothingOf,
  type PasswordMemory,
  type SignInMemory,
} from './sign-in-memory.ts'
import { forgiven, noted, obstacleOf, type SignInResult, settled } from './sign-in-standing.ts'

/**
 * Where a run began in each memory, and the passwords that were accepted in it. Where the lasting one cannot be used,
 * `letGo` names the password for which the administrator lets the run do without it.
 */
export type Begun = { own: number; lasting: number | 'unavailable'; letGo?: string; right: Set<string> }

/** How one password of one account stands, for one sign-in. */
export type Standing = {
  account: string
  /** Tells this password from others as long as the program runs. */
  identity: string
  /** Notes that a sign-in is about to be sent; gives back why it may not be. */
  claim(): Promise<WithheldReason | 'elsewhere-under-way' | undefined>
  /** What came of the sign-in that was claimed. */
  settle(result: SignInResult): Promise<void>
  /** Notes a deliberate bad sign-in at a host that is about to be sent; gives back the one that was sent before. */
  claimDeliberate(host: string): Promise<Deliberate | 'memory-unavailable' | undefined>
  settleDeliberate(host: string, result: SignInResult, found: DeliberateFind): Promise<void>
}

type Place = { memory: SignInMemory; mark: string; begun: number }

/** The names by which an account is known: its own, and those that it has beside. */
type Accounts = readonly [own: string, ...others: string[]]

/**
 * The budget's two memories taken together: `own`, exact and as long as the program, and `lasting`, over its end. What
 * either holds against a password counts. Where the lasting one cannot be used nothing may be sent, unless the
 * administrator said to try again.
 */
export function createSignInRecords(own: SignInMemory, lasting: SignInMemory | undefined, now: () => Date) {
  const isUnderWay = ({ pending }: PasswordMemory): boolean => pending !== undefined && mayBeUnderWay(pending, now())

  async function begin(run: { accounts?: Accounts; password?: string; tryAgain: boolean }): Promise<Begun> {
    const { accounts, password, tryAgain } = run
    let letGo: string | undefined
    if (tryAgain && accounts !== undefined && password !== undefined) {
      const identity = await own.markOf(password)
      letGo = `${accounts[0]} ${identity}`
      const keep = (entry: PasswordMemory, sequence: number) => forgiven(entry, isUnderWay(entry), sequence)
      // What cannot be read is given up for this account, and stays doubtful for others.
      const mark = await lasting?.markOf(password).catch(() => undefined)
      for (const account of accounts) {
        await own.forget(account, identity, keep)
        const forgotten = lasting?.forget(account, mark, keep)
        await (mark === undefined ? forgotten?.catch(() => undefined) : forgotten)
      }
    }
    // A password that was right in an earlier run may have been changed since.
    const begun = { own: await own.sequence(), right: new Set<string>() }
    if (!lasting) return { ...begun, lasting: 0 }
    try {
      return { ...begun, lasting: await lasting.sequence() }
    } catch (error) {
      if (!(error instanceof MemoryUnavailable)) throw error
      return { ...begun, lasting: 'unavailable', ...(letGo !== undefined && { letGo }) }
    }
  }

  async function standing(accounts: Accounts, password: string, begun: Begun): Promise<Standing> {
    const identity = await own.markOf(password)
    const [account] = accounts
    const name = `${account} ${identity}`
    let holder: string | undefined
    let before: { place: Place; entries: readonly PasswordMemory[] }[] = []

    const places = async (): Promise<Place[]> => {
      const first: Place = { memory: own, mark: identity, begun: begun.own }
      if (!lasting || begun.letGo === name) return [first]
      if (begun.lasting === 'unavailable') throw new MemoryUnavailable('The memory could not be read.')
      return [first, { memory: lasting, mark: await lasting.markOf(password), begun: begun.lasting }]
    }

    /** Notes the sign-in in one memory, where it stands for nothing yet: even a right password can be refused. */
    async function claimAt(place: Place): Promise<WithheldReason | 'elsewhere-under-way' | undefined> {
      const { memory, mark, begun: since } = place
      let reason: WithheldReason | 'elsewhere-under-way' | undefined
      holder ??= newHolder()
      const mine = holder
      await memory.update(accounts, mark, (entries, sequence) => {
        reason = entries.map((entry) => obstacleAt(entry, since)).find((found) => found !== undefined)
        if (reason !== undefined) return entries
        before.push({ place, entries })
        return entries.map((entry) => noted(entry, mine, now().toISOString(), sequence))
      })
      return reason
    }

    function obstacleAt(entry: PasswordMemory, since: number): WithheldReason | 'elsewhere-under-way' | undefined {
      if (isUnderWay(entry)) return 'elsewhere-under-way'
      const reason = obstacleOf(entry, since)
      // What another program got no answer to does not make a right password doubtful.
      return reason === 'sign-in-unanswered' && begun.right.has(name) ? undefined : reason
    }

    async function settle(result: SignInResult): Promise<void> {
      // A password that was accepted before does not become doubtful because one sign-in went unanswered.
      const counted = result === 'unclear' && begun.right.has(name) ? 'not-sent' : result
      if (result === 'accepted') begun.right.add(name)
      const at = now().toISOString()
      for (const { place, entries } of before) {
        const settle = (found: PasswordMemory, index: number, sequence: number) =>
          settled(found, { result: counted, at, before: entries[index] ?? nothingOf(found.mark) }, sequence)
        await place.memory
          .update(accounts, place.mark, (all, sequence) => all.map((found, index) => settle(found, index, sequence)))
          // What was noted before it was sent stands then, and says that it went unanswered.
          .catch(unlessUnavailable)
      }
      before = []
      if (holder !== undefined) releaseHolder(holder)
      holder = undefined
    }

    return {
      account,
      identity,
      async claim() {
        try {
          for (const place of await places()) {
            const reason = await claimAt(place)
            if (reason === undefined) continue
            await settle('not-sent')
            return reason
          }
          return undefined
        } catch (error) {
          await settle('not-sent')
          if (error instanceof MemoryUnavailable) return 'memory-unavailable'
          throw error
        }
      },
      settle,
      async claimDeliberate(host) {
        try {
          const made: Deliberate = { host, at: now().toISOString() }
          const lookedAt: Place[] = []
          for (const place of await places()) {
            let found: Deliberate | undefined
            // Looked at and noted in one step, so that no other program comes between the two.
            await place.memory.update(accounts, place.mark, (entries) => {
              found = entries.flatMap(({ deliberate = [] }) => deliberate).find((each) => each.host === host)
              return found ? entries : entries.map((entry) => withDeliberate(entry, made))
            })
            if (found) {
              for (const { memory, mark } of lookedAt) {
                await memory.update(accounts, mark, (entries) => entries.map((entry) => withoutDeliberate(entry, host)))
              }
              return found
            }
            lookedAt.push(place)
          }
          return undefined
        } catch (error) {
          if (error instanceof MemoryUnavailable) return 'memory-unavailable'
          throw error
        }
      },
      async settleDeliberate(host, result, found) {
        if (result === 'unclear') return
        const at = now().toISOString()
        // One that was let in, or never left, has cost nothing.
        const change = (entry: PasswordMemory) =>
          result === 'rejected' ? withDeliberate(entry, { host, at, found }) : withoutDeliberate(entry, host)
        try {
          for (const { memory, mark } of await places()) {
            await memory.update(accounts, mark, (entries) => entries.map(change))
          }
        } catch (error) {
          // What was noted before stands, and says that it was spent.
          unlessUnavailable(error)
        }
      },
    }
  }

  return { begin, standing }
}

function withoutDeliberate(entry: PasswordMemory, host: string): PasswordMemory {
  return { ...entry, deliberate: (entry.deliberate ?? []).filter((each) => each.host !== host) }
}

function withDeliberate(entry: PasswordMemory, made: Deliberate): PasswordMemory {
  return { ...entry, deliberate: [...(withoutDeliberate(entry, made.host).deliberate ?? []), made] }
}

function unlessUnavailable(error: unknown): void {
  if (!(error instanceof MemoryUnavailable)) throw error
}
