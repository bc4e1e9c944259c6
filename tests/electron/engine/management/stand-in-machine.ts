import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  type PowerShellMachine,
  type StartedProgram,
  thisMachine,
} from '../../../../electron/engine/management/powershell-machine.ts'
import type { Scenario, Seen, Step } from './powershell-stand-in.ts'

const STAND_IN = join(import.meta.dirname, 'powershell-stand-in.ts')

export type StandInMachine = PowerShellMachine & {
  /** What was started, powershell.exe first. */
  started: { program: string; args: readonly string[]; environment: Record<string, string>; running: StartedProgram }[]
  /** The folders that were opened and have not been removed. */
  directories: Set<string>
  /** What the stand-in plays from its next start on. */
  play(steps: readonly Step[]): Promise<void>
  /** What the stand-in was given; only after it has ended. */
  seen(): Promise<Seen>
  /** Lets the time of a timer pass that is set for so long; no time passes here by itself. */
  pass(milliseconds: number): void
  /** Ends what is still running, and removes what was written. */
  close(): Promise<void>
}

/**
 * A computer with Windows on which powershell.exe is the stand-in. taskkill.exe is played too: `taskkill` says whether it
 * ends the program, or does nothing, as where Windows refuses.
 */
export async function standInMachine(
  steps: readonly Step[],
  { taskkill = 'ends', isDeaf = false }: { taskkill?: 'ends' | 'does nothing' | 'is missing'; isDeaf?: boolean } = {},
): Promise<StandInMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
  const seenIn = join(folder, 'seen.json')
  const played = join(folder, 'scenario.json')
  const play = (next: readonly Step[]) => writeFile(played, JSON.stringify({ steps: next, seenIn } satisfies Scenario))
  await play(steps)
  const started: StandInMachine['started'] = []
  const directories = new Set<string>()
  const timers = new Set<{ callback: () => void; milliseconds: number }>()

  function run(program: string, args: readonly string[]): StartedProgram {
    const stdio = ['pipe', 'pipe', 'pipe'] as const
    if (program.endsWith('taskkill.exe')) {
      if (taskkill === 'is missing')
        return spawn(join(folder, 'taskkill.exe'), [], { stdio: [...stdio] }) as StartedProgram
      const wanted = started.find(({ running }) => String(running.pid) === args[1])
      if (taskkill === 'ends') wanted?.running.kill('SIGKILL')
      return spawn(process.execPath, ['-e', ''], { stdio: [...stdio] })
    }
    const running = spawn(process.execPath, [STAND_IN, played, ...args], {
      stdio: [...stdio],
      env: {},
    })
    if (isDeaf) running.kill = () => true
    return running
  }

  return {
    platform: 'win32',
    environment: { SystemRoot: 'C:\\Windows', USERNAME: 'admin', POSTERN_PASSWORD: 'not for PowerShell' },
    start(program, args, environment) {
      const running = run(program, args)
      started.push({ program, args, environment, running })
      return running
    },
    async openDirectory() {
      const path = await thisMachine.openDirectory()
      directories.add(path)
      return path
    },
    async removeDirectory(path) {
      await thisMachine.removeDirectory(path)
      if (!existsSync(path)) directories.delete(path)
    },
    setTimer(callback, milliseconds) {
      const timer = { callback, milliseconds }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    mark: () => 'f'.repeat(32),
    started,
    directories,
    play,
    seen: async () => JSON.parse(await readFile(seenIn, 'utf8')) as Seen,
    pass(milliseconds) {
      const due = [...timers].filter((timer) => timer.milliseconds === milliseconds)
      expect(due.length).toBeGreaterThan(0)
      for (const timer of due) {
        timers.delete(timer)
        timer.callback()
      }
    },
    async close() {
      for (const { running } of started) {
        const { pid } = running
        if (pid !== undefined && running.exitCode === null && running.signalCode === null) {
          const gone = new Promise((resolve) => running.once('exit', resolve))
          process.kill(pid, 'SIGKILL')
          await gone
        }
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A session that opens and is used. */
export const opened: readonly Step[] = [
  { frame: 'phase', text: 'connecting' },
  { frame: 'phase', text: 'connected' },
]
export const ended: Step = { frame: 'end', text: '' }
