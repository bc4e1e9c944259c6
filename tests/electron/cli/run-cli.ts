import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

const MAIN = new URL('../../../electron/cli/main.ts', import.meta.url).pathname

export type CliResult = { code: number | null; out: string; error: string }

type CliOptions = { input?: string | Buffer; environment?: Record<string, string>; nodeOptions?: readonly string[] }

/** Starts Postern's command line in a process of its own. Its input ends at once unless there is some. */
export function startCli(args: readonly string[], options: CliOptions = {}) {
  const { POSTERN_LAB_PASSWORD: _inherited, ...inherited } = process.env
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    [...(options.nodeOptions ?? []), MAIN, ...args],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...inherited, ...options.environment } },
  )
  let out = ''
  let error = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    error += text
  })
  // A command that refuses its arguments ends before it reads.
  child.stdin.on('error', () => undefined)
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (code) => resolve({ code, out, error }))
  })
  return { child, ended, shown: () => out }
}

/** Runs Postern's command line to its end. */
export function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { child, ended } = startCli(args, options)
  child.stdin.end(options.input ?? '')
  return ended
}
