/** So many different texts of a property are looked for: what has more of them repeats little. */
const MOST_DIFFERENT = 4096

/**
 * Keeps one copy of each text that many objects have, such as a type of device, and cuts every other one loose from the
 * file that it is a part of, which would stay in memory with it.
 */
export class SharedStrings {
  readonly #known = new Map<string, Map<string, string> | 'many'>()

  own(property: string, text: string): string {
    const known = this.#known.get(property)
    if (known === 'many') return cutLoose(text)
    const same = known?.get(text)
    if (same !== undefined) return same
    const own = cutLoose(text)
    if (!known) this.#known.set(property, new Map([[own, own]]))
    else if (known.size < MOST_DIFFERENT) known.set(own, own)
    else this.#known.set(property, 'many')
    return own
  }
}

/** V8 copies a text when it puts it behind another one and flattens both. */
function cutLoose(text: string): string {
  return ` ${text}`.slice(1)
}
