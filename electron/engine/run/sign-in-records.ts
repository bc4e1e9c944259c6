import type { PasswordStanding } from '../../../shared/run/password-standing.ts'
import { mayBeUnderWay, newHolder, releaseHolder } from './sign-in-holder.ts'
import {
  type Deliberate,
  type DeliberateFind,
  MemoryUnavailable,
  type PasswordMemory,
  type Pending,
  type SignInMemory,
} from './sign-in-memory.ts'
import {
  type DeliberateRefusal,
  forgiven,
  type Held,
  notedDeliberate,
  obstacleOf,
  obstacleToDeliberate,
  type SignInResult,
  settled,
  settledDeliberate,
} from './sign-in-standing.ts'

/**
 * What a run brings along: the passwords that were accepted in it, with the time of the last, and `letGo`, the one for which the administrator lets
 * it do without the lasting memory, which could not be used.
 */
export type Begun = { proven: Map<string, string>; letGo?: string }

/** How one password of one account stands, for one sign-in. */
export type Standing = {
  account: string
  /** Whether this run has seen the password accepted; that an earlier one has counts for nothing, it may have changed. */
  isProven(): boolean
  /** Notes that a sign-in is about to be sent; gives back why it may not be. */
  claim(): Promise<Held | 'elsewhere-under-way' | undefined>
  /** What came of the sign-in that was claimed. */
  settle(result: SignInResult): Promise<void>
  /** The same for a deliberate bad sign-in at a host. Unless `mayBeMade`, it only tells what is known of an earlier one. */
  claimDeliberate(host: string, mayBeMade: boolean): Promise<DeliberateRefusal | 'elsewhere-under-way' | undefined>
  settleDeliberate(host: string, result: SignInResult, found: DeliberateFind): Promise<void>
}

type Place = { memory: SignInMemory; mark: string }
type Change = (entry: PasswordMemory) => PasswordMemory

/** The names by which an account is known: its own, and those that it has beside. */
type Accounts = readonly [own: string, ...others: string[]]

/**
 * The budget's two memories taken together: `own`, exact and as long as the program, and `lasting`, over its end. What
 * either holds against a password counts. Where the lasting one cannot be used nothing may be sent, unless the
 * administrator said to try again.
 */
export function createSignInRecords(own: SignInMemory, lasting: SignInMemory | undefined, now: () => Date) {
  const isUnderWay = ({ pending }: PasswordMemory): boolean => pending !== undefined && mayBeUnderWay(pending, now())
  const forgive: Change = (entry) => forgiven(entry, isUnderWay(entry))

  /** When each password was accepted last, as long as the program. */
  const acceptedAt = new Map<string, string>()

  /** The accounts of which the lasting one could note nothing when it last was to: it may be read all the same. */
  const unnoted = new Set<string>()

  async function begin(run: { accounts?: Accounts; password?: string; tryAgain: boolean }): Promise<Begun> {
    const { accounts, password, tryAgain } = run
    const begun: Begun = { proven: new Map() }
    if (!tryAgain || accounts === undefined || password === undefined) return begun
    const identity = await own.markOf(password)
    for (const account of accounts) await own.forget(account, identity, forgive)
    if (!(await forgetLasting(accounts, password))) begun.letGo = `${accounts[0]} ${identity}`
    return begun
  }

  /** Whether it could; what cannot be read is given up for this account, and stays doubtful for others. */
  async function forgetLasting(accounts: Accounts, password: string): Promise<boolean> {
    try {
      const mark = await lasting?.markOf(password).catch(unlessUnavailable)
      for (const account of accounts) await lasting?.forget(account, mark, forgive)
      unnoted.delete(accounts[0])
      return true
    } catch (error) {
      unlessUnavailable(error)
      unnoted.add(accounts[0])
      return false
    }
  }

  async function standing(accounts: Accounts, password: string, begun: Begun): Promise<Standing> {
    const identity = await own.markOf(password)
    const [account] = accounts
    const name = `${account} ${identity}`
    let claimed: { mine: Pending; places: Place[] } | undefined

    const places = async (): Promise<Place[]> => {
      const first: Place = { memory: own, mark: identity }
      if (!lasting || begun.letGo === name) return [first]
      return [first, { memory: lasting, mark: await lasting.markOf(password) }]
    }

    /** Notes in each memory what is about to be sent; where one of them has something against it, in none. */
    async function note<T>(
      obstacle: (entries: readonly PasswordMemory[]) => T | undefined,
      noted: (entry: PasswordMemory, mine: Pending) => PasswordMemory,
      takeBack: () => Promise<void>,
      kind: Pick<Pending, 'deliberate'> = {},
    ): Promise<T | Held | undefined> {
      const mine: Pending = { holder: newHolder(), at: now().toISOString(), ...kind }
      const noting = { mine, places: [] as Place[] }
      claimed = noting
      try {
        for (const place of await places()) {
          let found: T | undefined
          // Looked at and noted in one step, so that no other program comes between the two.
          await place.memory.update(accounts, place.mark, (entries) => {
            found = obstacle(entries)
            // The time of its turn, and not of the wait for it: whose sign-in came first is told by these.
            mine.at = now().toISOString()
            return found === undefined ? entries.map((entry) => noted(entry, { ...mine })) : entries
          })
          if (found !== undefined) {
            await takeBack()
            return found
          }
          noting.places.push(place)
        }
        if (noting.places.length > 1) unnoted.delete(account)
        return undefined
      } catch (error) {
        await takeBack()
        unlessUnavailable(error)
        unnoted.add(account)
        return { reason: 'memory-unavailable' }
      }
    }

    /** Changes what was noted; where it cannot be, the note stands, and says that nobody knows what came of it. */
    async function settleAll(change: (entry: PasswordMemory, mine: Pending) => PasswordMemory): Promise<void> {
      if (claimed === undefined) return
      const { mine, places: noted } = claimed
      claimed = undefined
      try {
        for (const { memory, mark } of noted) {
          await memory
            .update(accounts, mark, (entries) => entries.map((entry) => change(entry, mine)))
            .catch(unlessUnavailable)
        }
      } finally {
        releaseHolder(mine.holder)
      }
    }

    async function settle(result: SignInResult): Promise<void> {
      const proven = begun.proven.has(name)
      if (result === 'accepted') {
        const at = claimed?.mine.at ?? now().toISOString()
        begun.proven.set(name, at)
        acceptedAt.set(name, at)
      }
      await settleAll((entry, mine) => settled(entry, { result, mine, proven }))
    }

    function settleDeliberate(host: string, result: SignInResult, found?: DeliberateFind): Promise<void> {
      return settleAll((entry, mine) => {
        const made: Deliberate = { host, at: mine.at, ...(found && { found }) }
        return settledDeliberate(entry, { result, mine, made })
      })
    }

    return {
      account,
      isProven: () => begun.proven.has(name),
      claim() {
        const obstacle = (entries: readonly PasswordMemory[]) =>
          entries.some(isUnderWay) ? 'elsewhere-under-way' : entries.map(obstacleOf).find((held) => held !== undefined)
        return note(
          obstacle,
          (entry, mine) => ({ ...entry, pending: mine }),
          () => settle('not-sent'),
        )
      },
      settle,
      claimDeliberate(host, mayBeMade) {
        const obstacle = (entries: readonly PasswordMemory[]) => {
          if (entries.some(isUnderWay)) return 'elsewhere-under-way'
          return (
            obstacleToDeliberate(entries, host, begun.proven.get(name) ?? '') ??
            (mayBeMade ? undefined : refusedForUnanswered)
          )
        }
        return note(
          obstacle,
          (entry, mine) => notedDeliberate(entry, mine, host),
          () => settleDeliberate(host, 'not-sent'),
          { deliberate: true },
        )
      },
      settleDeliberate,
    }
  }

  /**
   * How a password stands now. Asking costs nothing: what is known is read, and nothing is noted. Whether anything could
   * be, is known of the last that was to be.
   */
  async function look(accounts: Accounts, password: string): Promise<PasswordStanding> {
    const against = standingOf(await own.look(accounts, password))
    if (against) return against
    try {
      const before = standingOf((await lasting?.look(accounts, password)) ?? [])
      if (before) return before
    } catch (error) {
      unlessUnavailable(error)
      return { state: 'memory-unavailable' }
    }
    // A run would say so, although what is there can be read.
    if (unnoted.has(accounts[0])) return { state: 'memory-unavailable' }
    const at = acceptedAt.get(`${accounts[0]} ${await own.markOf(password)}`)
    return at === undefined ? { state: 'clear' } : { state: 'accepted', at }
  }

  /** What stands against a password in one memory, read as a claim reads it. */
  function standingOf(entries: readonly PasswordMemory[]): PasswordStanding | undefined {
    const underWay = entries.find(isUnderWay)?.pending
    if (underWay) return { state: 'under-way', at: underWay.at }
    const held = entries.map(obstacleOf).find((each) => each !== undefined)
    if (held === undefined) return undefined
    const { reason, since } = held
    if (reason === 'password-rejected-before' && since !== undefined) return { state: 'rejected', at: since }
    return { state: 'unanswered', ...(since !== undefined && { at: since }) }
  }

  return { begin, look, standing }
}

const refusedForUnanswered: DeliberateRefusal = { reason: 'sign-in-unanswered' }

function unlessUnavailable(error: unknown): undefined {
  if (!(error instanceof MemoryUnavailable)) throw error
}
