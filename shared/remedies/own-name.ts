/** Names of objects in Exchange hold 64 characters at most. */
const MOST_CHARACTERS = 64

/** A name for an object that is made for this account, which none of the same kind has. */
export function ownName(account: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()))
  const name = `${OWN} ${shortName(account)}`.slice(0, MOST_CHARACTERS - 3).trimEnd()
  if (!known.has(name.toLowerCase())) return name
  let number = 2
  while (known.has(`${name} ${number}`.toLowerCase())) number += 1
  return `${name} ${number}`
}

/** Whether an object was made by a remedy for this account. */
export function isOwnName(name: string, account: string): boolean {
  const own = ownName(account, []).toLowerCase()
  const lower = name.toLowerCase()
  return lower === own || (lower.startsWith(`${own} `) && /^\d+$/.test(lower.slice(own.length + 1)))
}

const OWN = 'Postern EWS'

/** `svc-sync` of `CONTOSO\svc-sync` and of `svc-sync@contoso.com`, in characters that every name may have. */
function shortName(account: string): string {
  const user = account.slice(account.lastIndexOf('\\') + 1).replace(/@.*$/, '')
  return user.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-') || 'account'
}
