// Postern's password store in a process of its own: the bus that it finds its keyring on is that of the whole process.
// Commands come as messages; each is answered with what the store gave.
import { createRequire } from 'node:module'
import { openPasswordStore } from '../../../electron/api/keychain-password-store.ts'
import type { VaultCommand } from './vault.ts'

const [keytar = '', patience = ''] = process.argv.slice(2)
const store = openPasswordStore({
  load: () => createRequire(import.meta.url)(keytar),
  // A shorter patience than people have.
  setTimer: (callback) => {
    const timer = setTimeout(callback, Number(patience))
    return () => clearTimeout(timer)
  },
})
store.onMemory(() => process.send?.({ left: true }))

process.on('message', async ({ id, call, args }: VaultCommand) => {
  const method = store[call] as (...given: string[]) => Promise<unknown>
  process.send?.({ id, value: await method(...args) })
})
// As Postern does when it has ended its work: by an exit code.
process.on('disconnect', () => process.exit(7))
