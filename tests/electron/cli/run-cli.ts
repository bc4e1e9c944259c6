import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

const MAIN = new URL('../../../electron/cli/main.ts', import.meta.url).pathname

export type CliResult = { code: number | null; out: string; error: string }

type CliOptions = { input?: string | Buffer; environment?: Record<string, string>; nodeOptions?: readonly string[] }

/** Starts Postern's command line in a process of its own. Its input ends at once unless there is some. */
export function startCli(args: readonly string[], options: CliOptions = {}) {
  const { POSTERN_LAB_PASSWORD: _inherited, ...inherited } = process.env
  // A new place for what Postern remembers, never the home of whoever runs the tests.
  const state = mkdtempSync(join(tmpdir(), 'postern-state-'))
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    [...(options.nodeOptions ?? []), MAIN, ...args],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...inherited, XDG_STATE_HOME: state, ...options.environment } },
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
    child.on('close', (code) => {
      rmSync(state, { recursive: true, force: true })
      resolve({ code, out, error })
    })
  })
  return { child, ended, shown: () => out }
}

/** Runs Postern's command line to its end. */
export function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { child, ended } = startCli(args, options)
  child.stdin.end(options.input ?? '')
  return ended
}
