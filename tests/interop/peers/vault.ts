import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

type VaultCall = { id: number; call: 'kind' | 'read' | 'write' | 'remove'; args: string[] }
export type VaultCommand = VaultCall | 'lose patience'
type Answer = { id: number; value: unknown } | { left: true }

/** Postern's password store, in a process that finds its keyring on the given bus. */
export function startVault({ keytar, bus }: { keytar: string; bus: string | undefined }) {
  const { DBUS_SESSION_BUS_ADDRESS: _own, DISPLAY: _display, ...environment } = process.env
  const child = fork(join(import.meta.dirname, 'vault-process.ts'), [keytar], {
    env: {
      ...environment,
      ...(bus === undefined ? { XDG_RUNTIME_DIR: '/nowhere' } : { DBUS_SESSION_BUS_ADDRESS: bus }),
    },
  })
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  const answers = new Map<number, PromiseWithResolvers<unknown>>()
  let left = 0
  child.on('message', (answer: Answer) => {
    if ('left' in answer) left += 1
    else answers.get(answer.id)?.resolve(answer.value)
  })
  exited.then(([code, signal]) => {
    for (const { reject } of answers.values()) reject(new Error(`The process ended: ${code ?? signal}`))
  })

  function ask(call: VaultCall['call'], ...args: string[]): Promise<unknown> {
    const id = answers.size
    const answer = Promise.withResolvers<unknown>()
    answers.set(id, answer)
    child.send({ id, call, args })
    return answer.promise
  }

  return {
    ask,
    /** Lets the time pass in which the keyring should have answered, of calls that are under way and all to come. */
    losePatience: () => child.send('lose patience' satisfies VaultCommand),
    /** How often it was said that the keychain was left for memory. */
    left: () => left,
    /** Ends it; resolves with its exit code, or the signal that ended it. */
    async end() {
      if (child.connected) child.disconnect()
      const [code, signal] = await exited
      return code ?? signal
    },
  }
}
