import { mayBeUnderWay, newHolder, releaseHolder } from '../run/sign-in-holder.ts'
import type { Connection, Row } from './connection.ts'
import { StoreRefused } from './store-refused.ts'

/**
 * No run takes longer (three minutes and a silence of ten at most): after that, a process of the same number is another
 * one. A run of this process is known to be its own for as long as it takes.
 */
const LONGEST_MILLISECONDS = 3_600_000

/** Which runs this process has under way, and which of other processes still are. */
export type RunOwners = {
  /** Makes this process the owner of a run where `take`, which writes it down, comes to true; returns what it came to. */
  claim(runId: string, take: (owner: string, ownedAt: string) => boolean): boolean
  /** The owner under whose name this process writes to a run; throws where it has no such run under way. */
  ownerOf(runId: string): string
  release(runId: string): void
  /** The runs that this process has under way. */
  own(): string[]
  /** Marks as interrupted what is under way by a process that is gone; a disk that takes nothing now has it marked later. */
  settle(): void
  /** The state of a row of `run`, marked or not: what is under way by nobody is interrupted. */
  stateOf(row: Row): unknown
}

export function createRunOwners(connection: Connection, now: () => Date): RunOwners {
  const owned = new Map<string, string>()

  function isAlive(runId: unknown, owner: unknown, at: unknown): boolean {
    if (typeof runId !== 'string' || typeof owner !== 'string' || typeof at !== 'string') return false
    return owned.get(runId) === owner || mayBeUnderWay({ holder: owner, at }, now(), LONGEST_MILLISECONDS)
  }

  function settle(): void {
    const gone = connection
      .all("SELECT id, owner, owned_at FROM run WHERE state = 'under-way'")
      .filter(({ id, owner, owned_at: at }) => !isAlive(id, owner, at))
    for (const { id = null, owner = null } of gone) {
      // Somebody else may have taken it up since.
      connection.run(
        "UPDATE run SET state = 'interrupted' WHERE id = ? AND owner IS ? AND state = 'under-way'",
        id,
        owner,
      )
    }
  }

  return {
    claim(runId, take) {
      const owner = newHolder()
      let taken = false
      try {
        taken = take(owner, now().toISOString())
        if (taken) owned.set(runId, owner)
        return taken
      } finally {
        if (!taken) releaseHolder(owner)
      }
    },
    ownerOf(runId) {
      const owner = owned.get(runId)
      if (owner === undefined) throw new Error(`The run ${runId} is not under way in this process.`)
      return owner
    },
    release(runId) {
      const owner = owned.get(runId)
      if (owner !== undefined) releaseHolder(owner)
      owned.delete(runId)
    },
    own: () => [...owned.keys()],
    settle() {
      try {
        settle()
      } catch (error) {
        if (!(error instanceof StoreRefused)) throw error
      }
    },
    stateOf({ id, state, owner, owned_at: at }) {
      return state === 'under-way' && !isAlive(id, owner, at) ? 'interrupted' : state
    },
  }
}
