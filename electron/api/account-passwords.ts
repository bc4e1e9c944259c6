import type { CallResult } from '../../shared/contract/contract.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { passwordDestination } from './password-destination.ts'
import type { PasswordStore } from './password-store.ts'

type HeldSecret = CallResult<'secret.put'>
/** Whose password it is, and where it may go: the same user name in two organisations, or at other servers, is another. */
type Owner = { domain: string; username: string; destination: string }

/** Under this name Postern's own passwords are in the keychain. */
const SERVICE = 'Postern'

type AccountPasswordsOptions = {
  store: PasswordStore
  /** The organisation and password that Postern was started with. */
  given: { organisation: Organisation | undefined; password: string | undefined }
  environment: Readonly<Record<string, string | undefined>>
  /** A new reference; it is made without the password. */
  newReference: () => string
}

export type AccountPasswords = {
  /** Takes a password in, in place of any that was held for this user of this organisation. */
  put(organisation: Organisation, username: string, password: string): Promise<HeldSecret>
  /**
   * Lets go of the password of this reference. A place that a file names is left as it is, but not read again. False: it
   * is not used any more, but may still lie in a keychain that cannot be reached.
   */
  forget(reference: string): Promise<boolean>
  /**
   * Lets go of every password of ours: those in memory, what was typed for the accounts of these organisations, and what
   * was typed once for others that are gone.
   */
  forgetAll(organisations: readonly Organisation[]): Promise<boolean>
  /** Whether there is a password for the organisation's account. */
  held(organisation: Organisation): Promise<HeldSecret | null>
  /** The account's password: what was typed now, what Postern was started with, what the file names, what was typed before. */
  passwordFor(organisation: Organisation): Promise<string | undefined>
  /** The password of this reference, where it is held for this user of the organisation. */
  referred(organisation: Organisation, username: string, reference: string): Promise<string | undefined>
  /** Every password that is in memory now, to be kept out of what is told. */
  inMemory(): string[]
}

/**
 * Finds the password of an account. Where an organisation says that a password is, it is read: the caller sees to it
 * that only a file of the administrator's says so. A password is held for the servers for which it was typed: where an
 * organisation names others, it is none of theirs. User names are the same in capitals and small letters, as in Windows.
 */
export function createAccountPasswords(options: AccountPasswordsOptions): AccountPasswords {
  const { store, given, environment, newReference } = options
  const inMemory = new Map<string, string>()
  const references = new Map<string, HeldSecret>()
  const forgotten = new Set<string>()
  const startedFor = given.organisation && ownerOf(given.organisation)
  if (startedFor && given.password !== undefined) inMemory.set(keyOf(startedFor), given.password)

  async function passwordFor(organisation: Organisation): Promise<string | undefined> {
    const owner = ownerOf(organisation)
    if (owner === undefined) return undefined
    const key = keyOf(owner)
    if (inMemory.has(key)) return inMemory.get(key)
    if (forgotten.has(key)) return undefined
    return (await fromPlace(organisation)) ?? (await store.read(SERVICE, key))
  }

  async function fromPlace(organisation: Organisation): Promise<string | undefined> {
    const place = organisation.account?.password
    if (place === undefined) return undefined
    if ('environment' in place) return environment[place.environment] || undefined
    return store.read(place.keychain.service, place.keychain.account)
  }

  function refer(owner: Owner): HeldSecret {
    const key = keyOf(owner)
    const held = references.get(key) ?? { reference: newReference(), username: owner.username }
    references.set(key, held)
    return held
  }

  return {
    passwordFor,
    async put(organisation, username, password) {
      const owner = { domain: organisation.domain, username, destination: passwordDestination(organisation) }
      const key = keyOf(owner)
      inMemory.set(key, password)
      references.delete(key)
      await store.write(SERVICE, key, password)
      return refer(owner)
    },
    async forget(reference) {
      const key = [...references].find(([, held]) => held.reference === reference)?.[0]
      if (key === undefined) return true
      references.delete(key)
      inMemory.delete(key)
      forgotten.add(key)
      return store.remove(SERVICE, key)
    },
    async forgetAll(organisations) {
      const owners = organisations.flatMap((organisation) => ownerOf(organisation) ?? [])
      const stored = await store.accounts(SERVICE)
      const keys = new Set([...inMemory.keys(), ...references.keys(), ...owners.map(keyOf), ...stored])
      inMemory.clear()
      references.clear()
      let all = true
      for (const key of keys) {
        forgotten.add(key)
        all = (await store.remove(SERVICE, key)) && all
      }
      return all
    },
    async held(organisation) {
      const owner = ownerOf(organisation)
      return owner && (await passwordFor(organisation)) !== undefined ? refer(owner) : null
    },
    async referred(organisation, username, reference) {
      const ofUser: Organisation = { ...organisation, account: { username } }
      const owner = ownerOf(ofUser)
      if (owner === undefined || references.get(keyOf(owner))?.reference !== reference) return undefined
      // Where the file says that its own account's password is, is no place of another's.
      const own = ownerOf(organisation)
      return passwordFor(own && keyOf(own) === keyOf(owner) ? organisation : ofUser)
    },
    inMemory: () => [...inMemory.values()],
  }
}

/** Whether an organisation names the place of a password that its file names, for the same account. */
export function namesSamePlace(organisation: Organisation, file: Organisation | undefined): boolean {
  const [owner, fileOwner] = [ownerOf(organisation), file && ownerOf(file)]
  const [place, filePlace] = [organisation.account?.password, file?.account?.password]
  if (owner === undefined || fileOwner === undefined || keyOf(owner) !== keyOf(fileOwner)) return false
  if (place === undefined || filePlace === undefined) return false
  if ('environment' in place) return 'environment' in filePlace && place.environment === filePlace.environment
  return (
    'keychain' in filePlace &&
    place.keychain.service === filePlace.keychain.service &&
    place.keychain.account === filePlace.keychain.account
  )
}

function ownerOf(organisation: Organisation): Owner | undefined {
  const { domain, account } = organisation
  return account && { domain, username: account.username, destination: passwordDestination(organisation) }
}

/** Also the account's name in the keychain. Neither a domain nor a destination holds a slash, so that no two owners share one. */
function keyOf({ domain, username, destination }: Owner): string {
  return `${domain}/${destination}/${username}`.toLowerCase()
}
