import { NtlmError } from './ntlm-error.ts'

/** An account as the fields of a Type 3 message name it. */
export interface AccountName {
  domain: string
  user: string
}

/** Active Directory's limit for a user principal name, in characters. */
const maximumLength = 1024

const accepted = 'accepted are DOMAIN\\user, user@domain and user'

/**
 * Splits what an admin types into domain and user. As Windows does, `user@domain` stays whole as the user with an
 * empty domain: the domain controller resolves it, and the part after `@` need not be a domain's name.
 * @throws NtlmError `bad-account-name`; the message does not repeat the name.
 */
export function parseAccountName(name: string): AccountName {
  if (name.length > maximumLength) {
    throw new NtlmError(
      'bad-account-name',
      `The account name has ${name.length} characters; at most 1024 are possible.`,
    )
  }
  const control = Array.from(name).findIndex((character) => character < ' ' || character === '\u007f')
  if (control >= 0) {
    throw new NtlmError(
      'bad-account-name',
      `The account name has a control character at position ${control + 1}; ${accepted}.`,
    )
  }
  const [first = '', second, ...more] = name.split('\\')
  if (more.length > 0) {
    throw new NtlmError('bad-account-name', `The account name has more than one backslash; ${accepted}.`)
  }
  const account = second === undefined ? { domain: '', user: first } : { domain: first, user: second }
  if (account.user === '') throw new NtlmError('bad-account-name', `The account name names no user; ${accepted}.`)
  return account
}
