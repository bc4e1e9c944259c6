import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const script = join(import.meta.dirname, 'keyring.sh')
const run = promisify(execFile)

/** A gnome-keyring of keyring.sh, on a session bus of its own. */
export interface Keyring {
  /** What DBUS_SESSION_BUS_ADDRESS is for programs that are to find it. */
  bus: string
  pid: number
  lock(): Promise<void>
  /** What secret-tool finds there: a witness that is neither keytar nor ours. */
  look(service: string, account: string): Promise<string | undefined>
  stop(): Promise<void>
}

/** Starts an open keyring; throws with what the script said when it does not come up. */
export async function startKeyring(): Promise<Keyring> {
  const state = await mkdtemp(join(tmpdir(), 'postern-keyring-'))
  const stop = async () => {
    await run('bash', [script, 'down', state])
    await rm(state, { recursive: true, force: true })
  }
  try {
    const { stdout } = await run('bash', [script, 'up', state])
    const [, bus, pid] = /^BUS=(.+)\nKEYRING=(\d+)$/m.exec(stdout) ?? []
    if (bus === undefined) throw new Error(`keyring.sh said: ${stdout}`)
    return {
      bus,
      pid: Number(pid),
      lock: async () => {
        await run('bash', [script, 'lock', state])
      },
      async look(service, account) {
        try {
          return (await run('bash', [script, 'look', state, service, account])).stdout
        } catch (error) {
          // Exit 1 and no word is secret-tool's way to say that there is none.
          if ((error as { code?: number; stderr?: string }).code === 1 && !(error as { stderr: string }).stderr) return
          throw error
        }
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
