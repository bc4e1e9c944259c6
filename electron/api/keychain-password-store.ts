import { createRequire } from 'node:module'
import { createMemoryPasswordStore, type PasswordStore } from './password-store.ts'

/** The part of keytar that is used. */
type Keytar = {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/**
 * Opens the system's keychain through keytar, or memory where it can't be had: keytar is an optional dependency with a
 * native addon, and a Linux without a secret service has no keychain behind it. One read finds out.
 */
export async function openPasswordStore(load: () => unknown = loadKeytar): Promise<PasswordStore> {
  try {
    const keytar = load()
    if (!isKeytar(keytar)) return createMemoryPasswordStore()
    await keytar.getPassword('Postern', 'is-there-a-keychain')
    return keychainStore(keytar)
  } catch {
    return createMemoryPasswordStore()
  }
}

// `require`, because neither the types nor the bundler may insist on a package that is optional.
function loadKeytar(): unknown {
  return createRequire(import.meta.url)('keytar')
}

function isKeytar(module: unknown): module is Keytar {
  const functions = ['getPassword', 'setPassword', 'deletePassword'] as const
  if (module === null || typeof module !== 'object') return false
  return functions.every((name) => typeof (module as Partial<Keytar>)[name] === 'function')
}

/** A keychain that is locked or goes away is left for memory, and `kind` says so from then on. */
function keychainStore(keytar: Keytar): PasswordStore {
  const memory = createMemoryPasswordStore()
  let kind: 'keychain' | 'memory' = 'keychain'

  // What the keychain says of a failure may hold the password, so it is not looked at.
  async function orMemory<T>(inKeychain: () => Promise<T>, inMemory: () => Promise<T>): Promise<T> {
    if (kind === 'keychain') {
      try {
        return await inKeychain()
      } catch {
        kind = 'memory'
      }
    }
    return inMemory()
  }

  return {
    kind: () => kind,
    read: (service, account) =>
      orMemory(
        async () => (await keytar.getPassword(service, account)) ?? undefined,
        () => memory.read(service, account),
      ),
    write: (service, account, password) =>
      orMemory(
        () => keytar.setPassword(service, account, password),
        () => memory.write(service, account, password),
      ),
    remove: (service, account) =>
      orMemory(
        async () => {
          await keytar.deletePassword(service, account)
        },
        () => memory.remove(service, account),
      ),
  }
}
