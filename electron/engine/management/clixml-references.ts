import type { RawRecord, RawValue } from './raw-object.ts'
import { tooManyEntries } from './read-refusal.ts'

const MOST_TYPES = 10_000
const MOST_VALUES = 20_000
const MOST_SIZE = 4000

/** What CLIXML says once and refers to afterwards: the names of types, and values that several properties share. */
export class ClixmlReferences {
  readonly #types = new Map<string, readonly string[]>()
  readonly #values = new Map<string, RawRecord>()

  keepTypes(refId: string | undefined, names: readonly string[], line: number): void {
    if (refId === undefined) return
    if (this.#types.size >= MOST_TYPES) throw tooManyEntries(line)
    this.#types.set(refId, names)
  }

  types(refId: string | undefined): readonly string[] {
    return (refId !== undefined && this.#types.get(refId)) || []
  }

  /** The latest are kept: a value is shared among the properties of one object. */
  keep(refId: string | undefined, value: RawRecord): void {
    if (refId === undefined || sizeOf(value) > MOST_SIZE) return
    if (this.#values.size >= MOST_VALUES) {
      const [oldest] = this.#values.keys()
      if (oldest !== undefined) this.#values.delete(oldest)
    }
    this.#values.set(refId, value)
  }

  /** The value that is referred to; an object of which nothing is known counts as one that was left out. */
  value(refId: string | undefined): RawValue {
    return (refId !== undefined && this.#values.get(refId)) || {}
  }
}

function sizeOf({ text, items = [] }: RawRecord): number {
  let size = text?.length ?? 0
  for (const item of items) {
    size += typeof item === 'string' ? item.length + 1 : 10
    if (size > MOST_SIZE) break
  }
  return size
}
