import type { CasMailbox } from '../management/configuration.ts'
import { nameOfIdentity } from './mailbox-index.ts'
import { matchesWildcard } from './wildcard.ts'

/** Whether a filter means a mailbox, as far as what Get-CASMailbox tells of it goes. */
export type FilterAnswer = boolean | 'not-known'

/** A recipient filter that was read once, to be asked about many mailboxes. */
export type RecipientFilter = {
  means(mailbox: CasMailbox): FilterAnswer
  /** The properties in it that Get-CASMailbox does not tell, as the filter writes them. */
  untold: readonly string[]
}

type Node =
  | { kind: 'and' | 'or'; left: Node; right: Node }
  | { kind: 'not'; inner: Node }
  | { kind: 'compare'; property: string; operator: string; value: string | boolean | null }

/** No filter that a person writes is longer or deeper; Exchange wraps each in a few parentheses more. */
const MOST_TOKENS = 4_000
const MOST_DEPTH = 200

/**
 * Reads a filter of OPATH as far as `-eq`, `-ne`, `-like`, `-notlike`, `-and`, `-or` and `-not` go; about whatever else is
 * in it nothing is said, and it is only an answer where the rest decides.
 */
export function readRecipientFilter(filter: string): RecipientFilter {
  const tokens = tokensOf(filter)
  const root = tokens && new Reader(tokens).read()
  const untold = new Set<string>()
  if (root) collectUntold(root, untold)
  return { means: (mailbox) => (root ? evaluate(root, mailbox) : 'not-known'), untold: [...untold] }
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
  read(): Node | undefined {
    const node = this.#or()
    return this.#at === this.#tokens.length ? node : undefined
  }

  #or(): Node | undefined {
    let left = this.#and()
    while (left && this.#take('-or')) {
      const right = this.#and()
      left = right && { kind: 'or', left, right }
    }
    return left
  }

  #and(): Node | undefined {
    let left = this.#not()
    while (left && this.#take('-and')) {
      const right = this.#not()
      left = right && { kind: 'and', left, right }
    }
    return left
  }

  #not(): Node | undefined {
    if (this.#depth >= MOST_DEPTH) return undefined
    this.#depth += 1
    const node = this.#unary()
    this.#depth -= 1
    return node
  }

  #unary(): Node | undefined {
    if (this.#take('-not') || this.#take('!')) {
      const inner = this.#not()
      return inner && { kind: 'not', inner }
    }
    if (!this.#take('(')) return this.#comparison()
    const inner = this.#or()
    return this.#take(')') ? inner : undefined
  }

  #comparison(): Node | undefined {
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

/** What Get-CASMailbox tells under the names that a filter has for it; undefined is not told. */
const properties: Readonly<Record<string, (mailbox: CasMailbox) => string | null | undefined>> = {
  primarysmtpaddress: ({ primarySmtpAddress }) => primarySmtpAddress,
  samaccountname: ({ samAccountName }) => samAccountName,
  displayname: ({ displayName }) => displayName,
  distinguishedname: ({ distinguishedName }) => distinguishedName,
  guid: ({ guid }) => guid,
  name: ({ identity }) => (identity.includes('/') ? nameOfIdentity(identity) : undefined),
  // Whatever Get-CASMailbox lists is a mailbox: a user’s, shared, or a room’s.
  recipienttype: () => 'UserMailbox',
}

function evaluate(node: Node, mailbox: CasMailbox): FilterAnswer {
  if (node.kind === 'compare') return compare(node, mailbox)
  if (node.kind === 'not') {
    const inner = evaluate(node.inner, mailbox)
    return inner === 'not-known' ? inner : !inner
  }
  const sides = [evaluate(node.left, mailbox), evaluate(node.right, mailbox)]
  const decisive = node.kind === 'or'
  if (sides.includes(decisive)) return decisive
  return sides.includes('not-known') ? 'not-known' : !decisive
}

const operators = new Set(['-eq', '-ne', '-like', '-notlike'])

function compare({ property, operator, value }: Extract<Node, { kind: 'compare' }>, mailbox: CasMailbox): FilterAnswer {
  const told = properties[property.toLowerCase()]?.(mailbox)
  if (told === undefined || !operators.has(operator)) return 'not-known'
  const isEqual =
    operator === '-eq' || operator === '-ne'
      ? (told?.toLowerCase() ?? null) === (typeof value === 'string' ? value.toLowerCase() : value)
      : told !== null && typeof value === 'string' && matchesWildcard(value, told)
  return operator === '-eq' || operator === '-like' ? isEqual : !isEqual
}

function collectUntold(node: Node, untold: Set<string>): void {
  if (node.kind === 'compare') {
    if (!Object.hasOwn(properties, node.property.toLowerCase()) || !operators.has(node.operator))
      untold.add(node.property)
  } else if (node.kind === 'not') collectUntold(node.inner, untold)
  else {
    collectUntold(node.left, untold)
    collectUntold(node.right, untold)
  }
}
