import { createHash } from 'node:crypto'
import type { Organisation } from '../../../shared/organisation/organisation.ts'

/**
 * By what it is told that an organisation is the one that a run was begun for (SHA-256, hex): over all of it that decides
 * what is asked of whom. Its name is for people, and where the password is found says nothing about which it is.
 */
export function organisationDigest({ name: _name, account, ...rest }: Organisation): string {
  const asked = { ...rest, ...(account && { username: account.username }) }
  return createHash('sha256')
    .update(JSON.stringify(inOrder(asked)))
    .digest('hex')
}

/** The same value with its keys sorted, since a file may hold them in any order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, entry]) => [key, inOrder(entry)]))
}
