import { namesOf, type Recipient } from './recipient.ts'

/** A filter that Exchange would not take; the message goes on from "RecipientRestrictionFilter". */
export class FilterRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FilterRefusal'
  }
}

type Filter = (recipient: Recipient) => boolean

const MOST_CHARACTERS = 100_000
const MOST_DEPTH = 50

/**
 * Reads an OPATH filter over recipients: comparisons by -eq, -ne, -like and -notlike, joined by -and and -or (which bind
 * alike, from left to right), -not, and brackets. Throws FilterRefusal.
 */
export function readRecipientFilter(text: string): Filter {
  if (text.length > MOST_CHARACTERS) throw new FilterRefusal('is too long')
  const reader = new Reader(tokensOf(text))
  const filter = reader.expression(0)
  reader.end()
  return filter
}

type Token = { readonly kind: 'word' | 'text' | 'operator' | 'open' | 'close'; readonly value: string }

function tokensOf(filter: string): Token[] {
  const text = filter.trim()
  const pattern = /\s*(?:([A-Za-z]\w*)|'((?:[^']|'')*)'|"([^"]*)"|(-[A-Za-z]+)|(\$(?:true|false|null)\b)|(\()|(\)))/giy
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) throw new FilterRefusal(`cannot be read at ${JSON.stringify(text.slice(at, at + 20).trim())}`)
    at = pattern.lastIndex
    const [, word, single, double, operator, constant, open] = found
    if (word !== undefined) tokens.push({ kind: 'word', value: word })
    else if (single !== undefined) tokens.push({ kind: 'text', value: single.replaceAll("''", "'") })
    else if (double !== undefined) tokens.push({ kind: 'text', value: double })
    else if (operator !== undefined) tokens.push({ kind: 'operator', value: operator.toLowerCase() })
    else if (constant !== undefined) tokens.push({ kind: 'text', value: constant.slice(1) })
    else tokens.push(open === undefined ? { kind: 'close', value: ')' } : { kind: 'open', value: '(' })
  }
  return tokens
}

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  expression(depth: number): Filter {
    if (depth > MOST_DEPTH) throw new FilterRefusal('is nested too deep')
    let left = this.#term(depth)
    for (;;) {
      const next = this.#tokens[this.#at]
      if (next?.kind !== 'operator' || (next.value !== '-and' && next.value !== '-or')) return left
      this.#at += 1
      left = joined(left, next.value, this.#term(depth))
    }
  }

  end(): void {
    const left = this.#tokens[this.#at]
    if (left) throw new FilterRefusal(`goes on with ${JSON.stringify(left.value)} where it should end`)
  }

  #term(depth: number): Filter {
    const token = this.#take()
    if (token.kind === 'operator' && token.value === '-not') {
      const denied = this.#depthOf(depth, (deeper) => this.#term(deeper))
      return (recipient) => !denied(recipient)
    }
    if (token.kind === 'open') {
      const inner = this.expression(depth + 1)
      if (this.#take().kind !== 'close') throw new FilterRefusal('has a bracket that is not closed')
      return inner
    }
    if (token.kind !== 'word') throw new FilterRefusal(`has ${JSON.stringify(token.value)} in the place of a property`)
    const property = propertyOf(token.value)
    const operator = this.#take()
    const value = this.#take()
    if (operator.kind !== 'operator' || value.kind !== 'text') {
      throw new FilterRefusal(`says of ${token.value} something that is no comparison with a text`)
    }
    return comparison(property, operator.value, value.value.toLowerCase())
  }

  #depthOf(depth: number, read: (deeper: number) => Filter): Filter {
    if (depth > MOST_DEPTH) throw new FilterRefusal('is nested too deep')
    return read(depth + 1)
  }

  #take(): Token {
    const token = this.#tokens[this.#at]
    if (!token) throw new FilterRefusal('ends in the middle')
    this.#at += 1
    return token
  }
}

/** Both are one flat function, so that a long chain is not a deep one. */
function joined(left: Filter, by: '-and' | '-or', right: Filter): Filter {
  const parts = partsOf.get(left)
  const chain = parts?.by === by ? parts.filters : [left]
  chain.push(right)
  const filter: Filter =
    by === '-and'
      ? (recipient) => chain.every((each) => each(recipient))
      : (recipient) => chain.some((each) => each(recipient))
  partsOf.set(filter, { by, filters: chain })
  return filter
}

const partsOf = new WeakMap<Filter, { by: '-and' | '-or'; filters: Filter[] }>()

type Property = (recipient: Recipient) => readonly string[]

const properties: Readonly<Record<string, Property>> = {
  primarysmtpaddress: ({ mailbox }) => [mailbox],
  windowsemailaddress: ({ mailbox }) => [mailbox],
  emailaddresses: ({ mailbox }) => [`SMTP:${mailbox}`, mailbox],
  alias: ({ mailbox }) => [mailbox.split('@', 1)[0] ?? ''],
  samaccountname: ({ account }) => [account],
  userprincipalname: (recipient) => [namesOf(recipient).userPrincipal],
  name: ({ displayName }) => [displayName],
  displayname: ({ displayName }) => [displayName],
  distinguishedname: (recipient) => [namesOf(recipient).distinguished],
  guid: (recipient) => [namesOf(recipient).guid],
  recipienttype: () => ['UserMailbox'],
  recipienttypedetails: () => ['UserMailbox'],
  // Nobody of the lab is in a group, or has an attribute of the organisation's own.
  memberofgroup: () => [],
  department: () => [],
  company: () => [],
  office: () => [],
  city: () => [],
  ...Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`customattribute${index + 1}`, () => []])),
}

function propertyOf(name: string): Property {
  const key = name.toLowerCase()
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined
  if (!property) throw new FilterRefusal(`names the property ${name}, which is not one to filter by`)
  return property
}

function comparison(property: Property, operator: string, value: string): Filter {
  const has: Filter = (recipient) => property(recipient).some((each) => each.toLowerCase() === value)
  const isLike: Filter = (recipient) => property(recipient).some((each) => like(each.toLowerCase(), value))
  switch (operator) {
    case '-eq':
      return has
    case '-ne':
      return (recipient) => !has(recipient)
    case '-like':
      return isLike
    case '-notlike':
      return (recipient) => !isLike(recipient)
    default:
      throw new FilterRefusal(`has the operator ${operator}, which is not known`)
  }
}

/** `*` at the beginning, at the end, or at both: OPATH takes no other. */
function like(text: string, pattern: string): boolean {
  const inner = pattern.replace(/^\*/, '').replace(/\*$/, '')
  const start = pattern.startsWith('*')
  const end = pattern.endsWith('*')
  if (start && end) return text.includes(inner)
  if (start) return text.endsWith(inner)
  return end ? text.startsWith(inner) : text === inner
}
