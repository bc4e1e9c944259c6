const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d]

/** Where a record ends, and what was found instead of an end. */
export type RecordEnd =
  | { readonly kind: 'whole'; readonly end: number; readonly fields: number; readonly isClosed: boolean }
  /** It goes on behind the text. */
  | { readonly kind: 'more' }
  /** A quote stands where none can be. */
  | { readonly kind: 'stray' }
  /** A quote is open, and nothing comes any more. */
  | { readonly kind: 'open' }

/**
 * Finds the fields of one record of CSV after another, and copies out only those that are wanted. Looks at each character
 * of a text once for what parts it, however many records there are.
 */
export class CsvRecords {
  readonly #separator: string
  readonly #separatorCode: number
  #text = ''
  /** Where the next of each stands from the place that was looked at last; beyond the text where there is none. */
  #nextSeparator = -1
  #nextLine = -1
  #nextQuote = -1
  /** The values of the record that was read last, by column; only those of wanted columns. */
  readonly values: (string | undefined)[] = []

  constructor(separator: string) {
    this.#separator = separator
    this.#separatorCode = separator.charCodeAt(0)
  }

  set text(text: string) {
    this.#text = text
    this.#nextSeparator = -1
    this.#nextLine = -1
    this.#nextQuote = -1
  }

  /** Reads the record that begins there. Without `wanted`, every field is. */
  read(from: number, wanted: readonly boolean[] | undefined, ended: boolean): RecordEnd {
    const text = this.#text
    this.values.length = 0
    let at = from
    for (let field = 0; ; field += 1) {
      const isWanted = wanted === undefined || wanted[field] === true
      const isQuoted = text.charCodeAt(at) === QUOTE
      const end = isQuoted ? this.#quoted(at, field, isWanted, ended) : this.#plain(at, field, isWanted, ended)
      if (typeof end !== 'number') return end
      const next = text.charCodeAt(end)
      if (next === this.#separatorCode) {
        at = end + 1
        continue
      }
      if (next === LF) return { kind: 'whole', end: end + 1, fields: field + 1, isClosed: true }
      if (end === text.length) return { kind: 'whole', end, fields: field + 1, isClosed: isQuoted }
      if (next !== CR) return { kind: 'stray' }
      if (text.charCodeAt(end + 1) === LF) return { kind: 'whole', end: end + 2, fields: field + 1, isClosed: true }
      return end + 1 === text.length && !ended ? { kind: 'more' } : { kind: 'stray' }
    }
  }

  /** Where the field ends: behind its last quote. */
  #quoted(at: number, field: number, isWanted: boolean, ended: boolean): number | RecordEnd {
    const text = this.#text
    let hasQuotes = false
    let close = text.indexOf('"', at + 1)
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
      hasQuotes = true
      close = text.indexOf('"', close + 2)
    }
    if (close < 0) return ended ? { kind: 'open' } : { kind: 'more' }
    // Whether another quote follows is not known yet.
    if (close + 1 === text.length && !ended) return { kind: 'more' }
    if (isWanted) {
      const value = text.slice(at + 1, close)
      const plain = hasQuotes ? value.replaceAll('""', '"') : value
      this.values[field] = plain.includes('\r\n') ? plain.replaceAll('\r\n', '\n') : plain
    }
    return close + 1
  }

  /** Where the field ends: at a separator, or at the end of the line. */
  #plain(at: number, field: number, isWanted: boolean, ended: boolean): number | RecordEnd {
    const text = this.#text
    if (this.#nextSeparator < at) this.#nextSeparator = placeOf(text, this.#separator, at)
    if (this.#nextLine < at) this.#nextLine = placeOf(text, '\n', at)
    if (this.#nextQuote < at) this.#nextQuote = placeOf(text, '"', at)
    let end = Math.min(this.#nextSeparator, this.#nextLine, text.length)
    if (this.#nextQuote < end) return { kind: 'stray' }
    if (end === text.length && !ended) return { kind: 'more' }
    if (end === this.#nextLine && end > at && text.charCodeAt(end - 1) === CR) end -= 1
    if (isWanted) this.values[field] = text.slice(at, end)
    return end
  }
}

function placeOf(text: string, sought: string, from: number): number {
  const at = text.indexOf(sought, from)
  return at < 0 ? Number.POSITIVE_INFINITY : at
}
