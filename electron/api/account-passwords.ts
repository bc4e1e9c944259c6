import type { CallResult } from '../../shared/contract/contract.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { PasswordStore } from './password-store.ts'

type Account = NonNullable<Organisation['account']>
type HeldSecret = CallResult<'secret.put'>

/** Under this name Postern's own passwords are in the keychain. */
const SERVICE = 'Postern'

export type AccountPasswordsOptions = {
  store: PasswordStore
  /** The account and password that Postern was started with. */
  given: { username: string; password: string } | undefined
  /** The account of the organisation's file: only for it are the places honoured where the file says a password is. */
  fileAccount: Account | undefined
  environment: Readonly<Record<string, string | undefined>>
  /** A new reference; it is made without the password. */
  newReference: () => string
}

export type AccountPasswords = {
  /** Takes a password in, in place of any that was held for this account. */
  put(username: string, password: string): Promise<HeldSecret>
  /** Lets go of the password of this reference. A place that the organisation's file names is left as it is, but not read again. */
  forget(reference: string): Promise<void>
  /** Whether there is a password for this account. */
  held(account: Account | undefined): Promise<HeldSecret | null>
  /** The password: what was typed in this session, what Postern was started with, what the file names, what was typed before. */
  passwordFor(account: Account | undefined): Promise<string | undefined>
  /** Every password that is in memory now, to be kept out of what is told. */
  inMemory(): string[]
}

/** Finds the password of an account. User names are the same in capitals and small letters, as they are in Windows. */
export function createAccountPasswords(options: AccountPasswordsOptions): AccountPasswords {
  const { store, given, fileAccount, environment, newReference } = options
  const typed = new Map<string, string>()
  const references = new Map<string, HeldSecret>()
  const forgotten = new Set<string>()
  if (given) typed.set(keyOf(given.username), given.password)

  async function passwordFor(account: Account | undefined): Promise<string | undefined> {
    if (account === undefined) return undefined
    const key = keyOf(account.username)
    if (typed.has(key)) return typed.get(key)
    if (forgotten.has(key)) return undefined
    return (await fromFilePlace(account)) ?? (await store.read(SERVICE, key))
  }

  async function fromFilePlace(account: Account): Promise<string | undefined> {
    if (!isFileAccount(account, fileAccount) || account.password === undefined) return undefined
    if ('environment' in account.password) return environment[account.password.environment] || undefined
    const { service, account: name } = account.password.keychain
    return store.read(service, name)
  }

  function refer(username: string): HeldSecret {
    const key = keyOf(username)
    const held = references.get(key) ?? { reference: newReference(), username }
    references.set(key, held)
    return held
  }

  return {
    passwordFor,
    async put(username, password) {
      const key = keyOf(username)
      typed.set(key, password)
      references.delete(key)
      await store.write(SERVICE, key, password)
      return refer(username)
    },
    async forget(reference) {
      const key = [...references].find(([, held]) => held.reference === reference)?.[0]
      if (key === undefined) return
      references.delete(key)
      typed.delete(key)
      forgotten.add(key)
      await store.remove(SERVICE, key)
    },
    async held(account) {
      return account && (await passwordFor(account)) !== undefined ? refer(account.username) : null
    },
    inMemory: () => [...typed.values()],
  }
}

/** Whether this is the very account of the organisation's file, with the place of its password. */
export function isFileAccount(account: Account, fileAccount: Account | undefined): boolean {
  if (fileAccount === undefined || keyOf(account.username) !== keyOf(fileAccount.username)) return false
  const [one, other] = [account.password, fileAccount.password]
  if (one === undefined || other === undefined) return one === other
  if ('environment' in one) return 'environment' in other && one.environment === other.environment
  return (
    'keychain' in other &&
    one.keychain.service === other.keychain.service &&
    one.keychain.account === other.keychain.account
  )
}

function keyOf(username: string): string {
  return username.toLowerCase()
}
