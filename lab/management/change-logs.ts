import type { LoggedWords } from './read-script.ts'

/** The logs that scripts wrote beside themselves, by name: of each what was changed. */
export class ChangeLogs {
  readonly #changed: Map<string, Set<string>>

  constructor(known: ChangeLogs | undefined = undefined) {
    const before = known ? known.#changed : new Map<string, Set<string>>()
    this.#changed = new Map([...before].map(([name, keys]) => [name, new Set(keys)]))
  }

  has(name: string): boolean {
    return this.#changed.has(name)
  }

  write(name: string, results: readonly { result: string; logged?: LoggedWords }[]): void {
    const keys = this.#changed.get(name) ?? new Set()
    for (const { result, logged } of results) if (logged && result === 'changed') keys.add(keyOf(logged))
    this.#changed.set(name, keys)
  }

  /** Whether the log tells of the change that these words would take back. */
  hasChanged(name: string, { from, to, ...words }: LoggedWords): boolean {
    return this.#changed.get(name)?.has(keyOf({ ...words, from: to, to: from })) ?? false
  }
}

/** As a hash table of PowerShell has it, whose keys know no case. */
function keyOf({ identity, setting, from, to }: LoggedWords): string {
  return [identity, setting, from, to].join('|').toLowerCase()
}
