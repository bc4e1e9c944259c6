import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { onTestFinished } from 'vitest'

type Program = {
  child: ChildProcessByStdio<Writable, Readable, null>
  /** The lines that it has said so far. */
  said: string[]
  /** Resolves when it has said so many lines, or has ended. */
  after(lines: number): Promise<void>
  /** Resolves with its exit code when it has ended and all that it said was read. */
  ended: Promise<number | null>
}

/** Starts `store-program.ts`; it is gone after the test. */
export function startProgram(act: 'run' | 'import' | 'count', directory: string, number: number): Program {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'store-program.ts'), act, directory, String(number)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  // It may be gone when its input is ended.
  child.stdin.on('error', () => undefined)
  const said: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => said.push(line))
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(([[code]]) => code)
  async function after(count: number): Promise<void> {
    const enough = Promise.withResolvers<void>()
    const look = () => {
      if (said.length >= count) enough.resolve()
    }
    lines.on('line', look)
    look()
    await Promise.race([enough.promise, ended])
    lines.off('line', look)
  }
  return { child, said, after, ended }
}
