import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './live-command-line.ts'

/** A program that was started, with its three streams. */
export type StartedProgram = Pick<
  ChildProcess,
  'pid' | 'exitCode' | 'signalCode' | 'kill' | 'once' | 'off' | 'unref'
> & {
  stdin: NonNullable<ChildProcess['stdin']>
  stdout: NonNullable<ChildProcess['stdout']>
  stderr: NonNullable<ChildProcess['stderr']>
}

/** What is needed of this computer to run powershell.exe. */
export type PowerShellMachine = {
  platform: NodeJS.Platform
  environment: Environment
  /** Starts a program without a shell and without a window. */
  start(program: string, args: readonly string[], environment: Record<string, string>): StartedProgram
  /** A fresh folder that nobody else may read, for what PowerShell writes while it runs. */
  openDirectory(): Promise<string>
  removeDirectory(path: string): Promise<void>
  /** Calls back after so long, unless it is called off. */
  setTimer(callback: () => void, milliseconds: number): () => void
  /** Letters and digits that nobody can know beforehand. */
  mark(): string
}

/** This computer. */
export const thisMachine: PowerShellMachine = {
  platform: process.platform,
  environment: process.env,
  start(program, args, env) {
    return spawn(program, args, {
      env,
      cwd: env.TEMP,
      windowsHide: true,
      shell: false,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  },
  // Of mode 0700; on Windows it has the rights of the user's own folder for temporary files.
  openDirectory: () => mkdtemp(join(tmpdir(), 'postern-')),
  // On Windows a file can be held for a moment after its program is gone.
  removeDirectory: (path) => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  setTimer(callback, milliseconds) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
  mark: () => randomBytes(16).toString('hex'),
}
