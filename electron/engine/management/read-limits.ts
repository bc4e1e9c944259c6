/** What a file of configuration may cost. */
export type ReadLimits = {
  /** Bytes in all. */
  readonly bytes: number
  /** Characters of one value, and of whatever has no end. */
  readonly value: number
  /** Objects within objects. */
  readonly depth: number
  readonly objects: number
  /** Characters of all that is kept. */
  readonly kept: number
}

/** A hundred thousand mailboxes with every property that Get-CASMailbox has, and room beside them. */
export const defaultReadLimits: ReadLimits = {
  bytes: 2 ** 30,
  value: 2 ** 20,
  depth: 100,
  objects: 500_000,
  kept: 2 ** 28,
}
