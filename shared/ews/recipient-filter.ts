import type { CasMailbox } from '../management/configuration.ts'
import { nameOfIdentity } from './mailbox-index.ts'
import { type FilterNode, parseRecipientFilter } from './recipient-filter-syntax.ts'
import { wildcard } from './wildcard.ts'

/** Whether a filter means a mailbox, as far as what Get-CASMailbox tells of it goes. */
export type FilterAnswer = boolean | 'not-known'

/** A recipient filter that was read once, to be asked about many mailboxes. */
export type RecipientFilter = {
  means(mailbox: CasMailbox): FilterAnswer
  /** The properties in it that Get-CASMailbox does not tell, as the filter writes them. */
  untold: readonly string[]
}

/**
 * Reads a filter of OPATH as far as `-eq`, `-ne`, `-like` and `-notlike` go; about whatever else is in it nothing is said,
 * and it is only an answer where the rest decides.
 */
export function readRecipientFilter(filter: string): RecipientFilter {
  const root = parseRecipientFilter(filter)
  const untold = new Set<string>()
  const means = root ? askable(root, untold) : () => 'not-known' as const
  return { means, untold: [...untold] }
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

type Question = (mailbox: CasMailbox) => FilterAnswer

function askable(node: FilterNode, untold: Set<string>): Question {
  if (node.kind === 'compare') return comparison(node, untold)
  if (node.kind === 'not') {
    const inner = askable(node.inner, untold)
    return (mailbox) => {
      const answer = inner(mailbox)
      return answer === 'not-known' ? answer : !answer
    }
  }
  const [left, right] = [askable(node.left, untold), askable(node.right, untold)]
  const decisive = node.kind === 'or'
  return (mailbox) => {
    const first = left(mailbox)
    if (first === decisive) return decisive
    const second = right(mailbox)
    if (second === decisive) return decisive
    return first === 'not-known' || second === 'not-known' ? 'not-known' : !decisive
  }
}

type Comparison = Extract<FilterNode, { kind: 'compare' }>

function comparison({ property, operator, value }: Comparison, untold: Set<string>): Question {
  const key = property.toLowerCase()
  const read = Object.hasOwn(properties, key) ? properties[key] : undefined
  const means = meaningOf(operator, value)
  if (!read || !means) {
    untold.add(property)
    return () => 'not-known'
  }
  return (mailbox) => {
    const told = read(mailbox)
    return told === undefined ? 'not-known' : means(told)
  }
}

/** What a comparison makes of a value; undefined for an operator of which nothing is said here. */
function meaningOf(operator: string, value: Comparison['value']): ((told: string | null) => boolean) | undefined {
  if (operator === '-ne') return not(meaningOf('-eq', value))
  if (operator === '-notlike') return not(meaningOf('-like', value))
  if (operator === '-eq') {
    const wanted = typeof value === 'string' ? value.toLowerCase() : value
    return (told) => (told === null ? wanted === null : told.toLowerCase() === wanted)
  }
  if (operator !== '-like') return undefined
  const matches = typeof value === 'string' ? wildcard(value) : () => false
  return (told) => told !== null && matches(told)
}

function not(means: ((told: string | null) => boolean) | undefined) {
  return means && ((told: string | null) => !means(told))
}
