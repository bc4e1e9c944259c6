import { createRequire } from 'node:module'
import { type SetTimer, setPlatformTimer } from '../../shared/contract/set-timer.ts'
import { endWithoutWaiting } from './end-without-waiting.ts'
import { createMemoryPasswordStore, entryOf, type PasswordPlace, type PasswordStore } from './password-store.ts'

/** The part of keytar that is used. */
type Keytar = {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
  findCredentials(service: string): Promise<{ account: string }[]>
}

/** Written and taken away again, to see whether the keychain is there and open. It holds nothing. */
const TRIAL = { service: 'Postern', account: 'is-there-a-keychain', password: 'yes' }

/** How long a keychain has for one call: in it somebody may have to type what opens it. */
const CALL_MILLISECONDS = 20_000

type KeychainOptions = {
  load?: () => unknown
  setTimer?: SetTimer
  /** Called when a call of the keychain has not come back in time: it holds one of Node's threads from then on. */
  onHang?: () => void
}

/**
 * The system's keychain through keytar, or memory where it can't be had: keytar is an optional dependency with a native
 * addon, and a Linux without a secret service has no keychain behind it. The keychain is asked when it is first needed,
 * not before.
 */
export function openPasswordStore(options: KeychainOptions = {}): PasswordStore {
  const { load = loadKeytar, setTimer = setPlatformTimer, onHang = endWithoutWaiting } = options
  const keytar = keytarOr(load)
  return keytar ? keychainStore(keytar, setTimer, onHang) : createMemoryPasswordStore()
}

function keytarOr(load: () => unknown): Keytar | undefined {
  try {
    const keytar = load()
    return isKeytar(keytar) ? keytar : undefined
  } catch {
    return undefined
  }
}

// `require`, because neither the types nor the bundler may insist on a package that is optional.
function loadKeytar(): unknown {
  return createRequire(import.meta.url)('keytar')
}

function isKeytar(module: unknown): module is Keytar {
  const functions = ['getPassword', 'setPassword', 'deletePassword', 'findCredentials'] as const
  if (module === null || typeof module !== 'object') return false
  return functions.every((name) => typeof (module as Partial<Keytar>)[name] === 'function')
}

/** A keychain that is locked, goes away or does not answer is left for memory, and `kind` says so from then on. */
function keychainStore(keytar: Keytar, setTimer: SetTimer, onHang: () => void): PasswordStore {
  const memory = createMemoryPasswordStore()
  const listeners = new Set<() => void>()
  /** What is, or may be, in the keychain by what was seen of it here. */
  const kept = new Set<string>()
  let kind: PasswordPlace = 'keychain'
  let tried = false
  let turn: Promise<unknown> = Promise.resolve()

  /** What the keychain does not do in time, it has not done. */
  function inTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = setTimer(() => {
        onHang()
        reject(new Error('The keychain does not answer.'))
      }, CALL_MILLISECONDS)
      work.then(resolve, reject).finally(stop)
    })
  }

  /**
   * A keyring that is locked says of any entry that it is not there, as one does that is empty or has no collection: only
   * what can be written to is open.
   */
  async function trial(): Promise<void> {
    await inTime(keytar.setPassword(TRIAL.service, TRIAL.account, TRIAL.password))
    await inTime(keytar.deletePassword(TRIAL.service, TRIAL.account))
    tried = true
  }

  /**
   * One call at a time: one that hangs holds one of the few threads of Node's pool for good, and then there is no second.
   * What the keychain says of a failure may hold the password, so it is not looked at.
   */
  function orMemory<T>(inKeychain: () => Promise<T>, inMemory: () => Promise<T>): Promise<T> {
    const result = turn.then(async () => {
      if (kind === 'keychain') {
        try {
          if (!tried) await trial()
          return await inKeychain()
        } catch {
          kind = 'memory'
          for (const listener of listeners) listener()
        }
      }
      return inMemory()
    })
    turn = result
    return result
  }

  return {
    kind: () => orMemory<PasswordPlace>(async () => 'keychain', memory.kind),
    read: (service, account) =>
      orMemory(
        async () => {
          const password = await inTime(keytar.getPassword(service, account))
          if (password === null) await trial()
          else kept.add(entryOf(service, account))
          return password ?? undefined
        },
        () => memory.read(service, account),
      ),
    write: (service, account, password) =>
      orMemory(
        async () => {
          kept.add(entryOf(service, account))
          await inTime(keytar.setPassword(service, account, password))
        },
        () => memory.write(service, account, password),
      ),
    accounts: (service) =>
      orMemory(
        async () => {
          // The passwords that come along are let go of at once.
          const found = (await inTime(keytar.findCredentials(service))).map(({ account }) => account)
          if (found.length === 0) await trial()
          for (const account of found) kept.add(entryOf(service, account))
          return found
        },
        () => memory.accounts(service),
      ),
    remove: (service, account) =>
      orMemory(
        async () => {
          if (!(await inTime(keytar.deletePassword(service, account)))) await trial()
          kept.delete(entryOf(service, account))
          return true
        },
        async () => {
          await memory.remove(service, account)
          return !kept.has(entryOf(service, account))
        },
      ),
    onMemory: (listener) => listeners.add(listener),
  }
}
