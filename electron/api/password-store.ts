export type PasswordPlace = 'keychain' | 'memory'

/** Where passwords are kept, each under a service and an account, as keychains do. Nothing in it rejects or hangs. */
export type PasswordStore = {
  /** The system's keychain, or memory until Postern ends. It may turn from keychain to memory, never back. */
  kind(): Promise<PasswordPlace>
  read(service: string, account: string): Promise<string | undefined>
  write(service: string, account: string, password: string): Promise<void>
  /** The accounts of which one is there under a service. */
  accounts(service: string): Promise<string[]>
  /** False: it may still lie in a keychain that was left for memory meanwhile. */
  remove(service: string, account: string): Promise<boolean>
  /** Says when the keychain was left for memory; that happens once at most. */
  onMemory(listener: () => void): void
}

/** Keeps passwords in this process alone; they are gone when it ends. */
export function createMemoryPasswordStore(): PasswordStore {
  const passwords = new Map<string, string>()
  return {
    kind: async () => 'memory',
    read: async (service, account) => passwords.get(entryOf(service, account)),
    write: async (service, account, password) => {
      passwords.set(entryOf(service, account), password)
    },
    accounts: async (service) =>
      [...passwords.keys()].flatMap((entry) => {
        const [of, account] = JSON.parse(entry)
        return of === service ? [account] : []
      }),
    remove: async (service, account) => {
      passwords.delete(entryOf(service, account))
      return true
    },
    onMemory: () => undefined,
  }
}

/** One text for both names; no two pairs share one. */
export function entryOf(service: string, account: string): string {
  return JSON.stringify([service, account])
}
