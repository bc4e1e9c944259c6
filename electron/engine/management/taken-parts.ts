import {
  type Configuration,
  type ConfigurationPart,
  configurationCmdlets,
  isSingle,
} from '../../../shared/management/configuration.ts'
import { nameOfKept } from './read-fields.ts'
import { type DateOrder, UnorderedTime } from './read-time.ts'

type Taken = { readonly object: Record<string, unknown>; readonly line: number }

/** What was understood of a part, and what became of the other objects of it. */
export type TakenPart = {
  readonly taken: Map<string, Taken>
  /** Those that have a time of which only the whole file tells the day. */
  readonly unordered: Taken[]
  refused: number
  twice: number
}

/** The objects of one file that were understood, by part and identity. */
export class TakenParts {
  readonly #parts = new Map<ConfigurationPart, TakenPart>()

  get all(): readonly (readonly [ConfigurationPart, TakenPart])[] {
    return [...this.#parts]
  }

  of(part: ConfigurationPart): TakenPart {
    const known = this.#parts.get(part)
    if (known) return known
    const begun: TakenPart = { taken: new Map(), unordered: [], refused: 0, twice: 0 }
    this.#parts.set(part, begun)
    return begun
  }

  /** Takes an object, or counts it where it is there already. Says in which line another one has its identity. */
  add(part: ConfigurationPart, identity: string, added: Taken, isUnordered: boolean): number | undefined {
    const known = this.of(part)
    const key = identity.toLowerCase()
    const earlier = known.taken.get(key)
    if (earlier) {
      if (JSON.stringify(earlier.object) !== JSON.stringify(added.object)) return earlier.line
      known.twice += 1
      return undefined
    }
    known.taken.set(key, added)
    if (isUnordered) known.unordered.push(added)
    return undefined
  }

  /** Times whose day only the whole file tells are told now, or never. */
  order(order: DateOrder, onLost: (part: ConfigurationPart, property: string, line: number) => void): void {
    for (const [part, { unordered }] of this.#parts) {
      for (const { object, line } of unordered) {
        for (const name in object) {
          const value = object[name]
          if (!(value instanceof UnorderedTime)) continue
          const told = value.by(order)
          if (told !== undefined) object[name] = told
          else {
            delete object[name]
            onLost(part, nameOfKept(name.toLowerCase()) ?? name, line)
          }
        }
      }
    }
  }

  /** Forgets parts of these cmdlets of which nothing was told. */
  dropEmpty(cmdlets: readonly string[]): void {
    const names = new Set(cmdlets.map((cmdlet) => cmdlet.toLowerCase()))
    for (const [part, { taken, refused }] of this.#parts) {
      if (taken.size === 0 && refused === 0 && names.has(configurationCmdlets[part].toLowerCase()))
        this.#parts.delete(part)
    }
  }

  /** A part of which every object was refused is not one of which there are none. */
  configuration(): Configuration {
    const configuration: Record<string, unknown> = {}
    for (const [part, { taken, refused }] of this.#parts) {
      const objects = Array.from(taken.values(), ({ object }) => object)
      if (objects.length > 0 || refused === 0) configuration[part] = isSingle(part) ? objects[0] : objects
    }
    return configuration as Configuration
  }
}
