import { vi } from 'vitest'
import { runCommand } from '../../../electron/cli/run-command.ts'
import type { CliResult } from './run-cli.ts'

/** Runs a command in this process, which takes a fraction of the time of one of its own; what it writes is kept from the terminal. */
export async function runHere(args: readonly string[]): Promise<CliResult> {
  let [out, error] = ['', '']
  const kept = (add: (text: string) => void) => (content: string | Uint8Array) => {
    add(typeof content === 'string' ? content : Buffer.from(content).toString())
    return true
  }
  const ofOutput = vi.spyOn(process.stdout, 'write').mockImplementation(
    kept((text) => {
      out += text
    }),
  )
  const ofError = vi.spyOn(process.stderr, 'write').mockImplementation(
    kept((text) => {
      error += text
    }),
  )
  try {
    const code = await runCommand(args, new AbortController().signal)
    return { code, out, error }
  } finally {
    ofOutput.mockRestore()
    ofError.mockRestore()
  }
}
