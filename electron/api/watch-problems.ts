import { ContractError } from '../../shared/contract/error-code.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'

/** What is in the way of the watch over each organisation, as a sentence. What is a bug of ours goes on being thrown. */
export type WatchProblems = {
  of(organisationId: string): string | null
  /** Keeps what a start ended with, until one comes about. */
  ofStart(organisationId: string, thrown: unknown): void
  started(organisationId: string): void
  /** What comes of `work`; undefined where what is kept cannot be read or written, which is the organisation's problem then. */
  orProblem<T>(organisationId: string, work: () => T): T | undefined
  /** Tells that something is another. Who is told asks for what is kept, which may fail as it just did. */
  changed(): void
}

export function createWatchProblems(tell: {
  onChange: () => void
  /** Told of what a start ended with, where that is a bug of ours. */
  onBug: ((thrown: unknown) => void) | undefined
}): WatchProblems {
  const problems = new Map<string, string>()

  function sentenceOf(thrown: unknown): string {
    if (thrown instanceof StoreRefused) return thrown.sentence
    if (thrown instanceof ContractError && thrown.code !== 'internal') return thrown.message
    tell.onBug?.(thrown)
    return new ContractError('internal').message
  }

  function changed(): void {
    try {
      tell.onChange()
    } catch (thrown) {
      unlessRefused(thrown)
    }
  }

  return {
    of: (organisationId) => problems.get(organisationId) ?? null,
    ofStart(organisationId, thrown) {
      problems.set(organisationId, sentenceOf(thrown))
    },
    started(organisationId) {
      problems.delete(organisationId)
    },
    orProblem(organisationId, work) {
      try {
        return work()
      } catch (thrown) {
        unlessRefused(thrown)
        problems.set(organisationId, thrown.sentence)
        changed()
        return undefined
      }
    },
    changed,
  }
}

/** Throws what is not the machine's doing. */
export function unlessRefused(thrown: unknown): asserts thrown is StoreRefused {
  if (!(thrown instanceof StoreRefused)) throw thrown
}
