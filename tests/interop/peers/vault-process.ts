// Postern's password store in a process of its own: the bus that it finds its keyring on is that of the whole process.
// Commands come as messages; each is answered with what the store gave.
import { createRequire } from 'node:module'
import { openPasswordStore } from '../../../electron/api/keychain-password-store.ts'
import type { VaultCommand } from './vault.ts'

const [keytar = ''] = process.argv.slice(2)
/** What is to be done where the keyring does not answer in time: time passes when the test says so. */
const waiting = new Set<() => void>()
let isPatient = true
const store = openPasswordStore({
  load: () => createRequire(import.meta.url)(keytar),
  setTimer: (callback) => {
    if (!isPatient) callback()
    waiting.add(callback)
    return () => waiting.delete(callback)
  },
})
store.onMemory(() => process.send?.({ left: true }))

process.on('message', async (command: VaultCommand) => {
  if (command === 'lose patience') {
    isPatient = false
    for (const callback of waiting) callback()
    return
  }
  const { id, call, args } = command
  const method = store[call] as (...given: string[]) => Promise<unknown>
  process.send?.({ id, value: await method(...args) })
})
// As Postern does when it has ended its work: by an exit code.
process.on('disconnect', () => process.exit(7))
