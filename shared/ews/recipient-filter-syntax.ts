/** What a recipient filter says, as far as it was understood. */
export type FilterNode =
  | { kind: 'and' | 'or'; left: FilterNode; right: FilterNode }
  | { kind: 'not'; inner: FilterNode }
  | { kind: 'compare'; property: string; operator: string; value: string | boolean | null }

/** No filter that a person writes is longer or deeper; Exchange wraps each in a few parentheses more. */
const MOST_TOKENS = 4_000
const MOST_DEPTH = 200

/** Reads a filter of OPATH: comparisons, `-and`, `-or`, `-not` and parentheses. Undefined where it is not that to its end. */
export function parseRecipientFilter(filter: string): FilterNode | undefined {
  const tokens = tokensOf(filter)
  return tokens && new Reader(tokens).read()
}

const TOKEN = /\s*(?:([()!])|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([^\s()'"!]+))/gy

type Token = { text: string; kind: 'mark' | 'word' | 'value' }

/** Undefined where there are too many, or where something is no token, such as a quotation that does not end. */
function tokensOf(filter: string): Token[] | undefined {
  const text = filter.trim()
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length && tokens.length < MOST_TOKENS) {
    const match = TOKEN.exec(text)
    if (!match) return undefined
    const [, mark, single, double, word] = match
    if (single !== undefined) tokens.push({ text: single.replaceAll("''", "'"), kind: 'value' })
    else if (double !== undefined) tokens.push({ text: double.replaceAll('""', '"'), kind: 'value' })
    else tokens.push(mark === undefined ? { text: word ?? '', kind: 'word' } : { text: mark, kind: 'mark' })
  }
  return TOKEN.lastIndex < text.length ? undefined : tokens
}

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** The whole filter; undefined where it is not understood to its end. */
  read(): FilterNode | undefined {
    const node = this.#or()
    return this.#at === this.#tokens.length ? node : undefined
  }

  #or(): FilterNode | undefined {
    let left = this.#and()
    while (left && this.#take('-or')) {
      const right = this.#and()
      left = right && { kind: 'or', left, right }
    }
    return left
  }

  #and(): FilterNode | undefined {
    let left = this.#not()
    while (left && this.#take('-and')) {
      const right = this.#not()
      left = right && { kind: 'and', left, right }
    }
    return left
  }

  #not(): FilterNode | undefined {
    if (this.#depth >= MOST_DEPTH) return undefined
    this.#depth += 1
    const node = this.#unary()
    this.#depth -= 1
    return node
  }

  #unary(): FilterNode | undefined {
    if (this.#take('-not') || this.#take('!')) {
      const inner = this.#not()
      return inner && { kind: 'not', inner }
    }
    if (!this.#take('(')) return this.#comparison()
    const inner = this.#or()
    return this.#take(')') ? inner : undefined
  }

  #comparison(): FilterNode | undefined {
    const property = this.#next()
    const operator = this.#next()
    const value = this.#next()
    if (property?.kind !== 'word' || operator?.kind !== 'word' || !value || value.kind === 'mark') return undefined
    if (!/^-\w+$/.test(operator.text) || !/^\w+$/.test(property.text)) return undefined
    return { kind: 'compare', property: property.text, operator: operator.text.toLowerCase(), value: literalOf(value) }
  }

  #take(word: string): boolean {
    const token = this.#tokens[this.#at]
    if (!token || token.kind === 'value' || token.text.toLowerCase() !== word) return false
    this.#at += 1
    return true
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at]
    this.#at += 1
    return token
  }
}

function literalOf({ text, kind }: Token): string | boolean | null {
  if (kind === 'value' || !text.startsWith('$')) return text
  const word = text.toLowerCase()
  return word === '$null' ? null : word === '$true'
}
