/** Where passwords are kept, each under a service and an account, as keychains do. */
export type PasswordStore = {
  /** The system's keychain, or memory until Postern ends. It may turn from keychain to memory, never back. */
  kind(): 'keychain' | 'memory'
  read(service: string, account: string): Promise<string | undefined>
  write(service: string, account: string, password: string): Promise<void>
  remove(service: string, account: string): Promise<void>
}

/** Keeps passwords in this process alone; they are gone when it ends. */
export function createMemoryPasswordStore(): PasswordStore {
  const passwords = new Map<string, string>()
  const keyOf = (service: string, account: string): string => JSON.stringify([service, account])
  return {
    kind: () => 'memory',
    read: async (service, account) => passwords.get(keyOf(service, account)),
    write: async (service, account, password) => {
      passwords.set(keyOf(service, account), password)
    },
    remove: async (service, account) => {
      passwords.delete(keyOf(service, account))
    },
  }
}
