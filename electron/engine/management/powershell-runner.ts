import { Buffer } from 'node:buffer'
import { inputHead, powershellEnvironment } from './live-command-line.ts'
import type { LiveStart } from './live-description.ts'
import { type Frame, frameOf } from './live-frame.ts'
import { endProgram } from './powershell-end.ts'
import { createLines } from './powershell-lines.ts'
import type { PowerShellMachine, StartedProgram } from './powershell-machine.ts'

/** How long powershell.exe may take, in milliseconds, and how much it may print, in bytes. */
export type PowerShellLimits = {
  /** Until it says its first word: it is slow to start where a virus scanner reads along. */
  start: number
  /** Between two words: one answer of Exchange can take minutes. */
  silence: number
  whole: number
  /** Until it is gone after it was ended. */
  ending: number
  /** Everything that it prints. */
  bytes: number
}

export const defaultPowerShellLimits: PowerShellLimits = {
  start: 90_000,
  silence: 300_000,
  whole: 3_600_000,
  ending: 15_000,
  bytes: 400 * 1_048_576,
}

/** How a run of powershell.exe ended: by itself, or because it was ended, and why. */
export type PowerShellEnd =
  | { how: 'exited'; exitCode: number | null; errors: string }
  | { how: 'not-started'; detail: string }
  | { how: 'timed-out'; which: 'start' | 'silence' | 'whole' }
  | { how: 'cancelled' }
  | { how: 'too-much-output' }

/** What is heard while it runs. */
export type PowerShellListener = {
  onFrame(frame: Frame): void
  /** A line that is none of the script's own. */
  onText(line: string): void
}

const LONGEST_LINE = 64 * 1024
/** Of what is printed as errors the beginning is enough: the script tells its own by frames. */
const MOST_ERRORS = 16 * 1024

/**
 * Starts powershell.exe with a script and listens to its end. Whatever happens, the program has ended when this comes
 * back, or was told to and did not within `limits.ending`; the folder that it wrote into is removed.
 */
export async function runPowerShell(
  start: LiveStart,
  password: string | undefined,
  listener: PowerShellListener,
  options: { machine: PowerShellMachine; limits: PowerShellLimits; signal?: AbortSignal | undefined },
): Promise<PowerShellEnd> {
  const { machine, signal } = options
  if (signal?.aborted) return { how: 'cancelled' }
  let directory: string
  try {
    directory = await machine.openDirectory()
  } catch (error) {
    return { how: 'not-started', detail: messageOf(error) }
  }
  try {
    let program: StartedProgram
    try {
      program = machine.start(start.program, start.args, powershellEnvironment(machine.environment, directory))
    } catch (error) {
      return { how: 'not-started', detail: messageOf(error) }
    }
    return await listen(program, start.script, password, listener, options)
  } finally {
    // What is left in a folder for temporary files is worth no error of its own.
    await machine.removeDirectory(directory).catch(() => {})
  }
}

function listen(
  program: StartedProgram,
  script: string,
  password: string | undefined,
  listener: PowerShellListener,
  {
    machine,
    limits,
    signal,
  }: { machine: PowerShellMachine; limits: PowerShellLimits; signal?: AbortSignal | undefined },
): Promise<PowerShellEnd> {
  const mark = machine.mark()
  return new Promise((resolve, reject) => {
    const timers: { [which in 'start' | 'silence' | 'whole' | 'ending']?: () => void } = {}
    let printed = 0
    let errors = ''
    let ending: PowerShellEnd | undefined
    let bug: { error: unknown } | undefined

    const set = (which: keyof typeof timers, callback: () => void) => {
      timers[which]?.()
      timers[which] = machine.setTimer(callback, limits[which])
    }
    const endFor = (why: PowerShellEnd) => {
      if (ending) return
      ending = why
      for (const which of ['start', 'silence', 'whole'] as const) timers[which]?.()
      set('ending', () => finish(why))
      endProgram(program, machine)
    }
    const cancel = () => endFor({ how: 'cancelled' })
    let isFinished = false
    const finish = (end: PowerShellEnd) => {
      if (isFinished) return
      isFinished = true
      for (const callOff of Object.values(timers)) callOff()
      signal?.removeEventListener('abort', cancel)
      // One that does not go is not waited for: neither its streams nor its end keep this program here.
      for (const stream of [program.stdin, program.stdout, program.stderr]) stream.destroy()
      program.unref()
      if (bug) reject(bug.error)
      else resolve(end)
    }

    const lines = createLines(LONGEST_LINE, (line) => {
      if (ending) return
      try {
        const frame = frameOf(line.toString('latin1'), mark)
        if (frame) listener.onFrame(frame)
        else listener.onText(line.toString('utf8'))
      } catch (error) {
        // Ours, and not PowerShell's: it is told as it is, once the program is gone.
        bug = { error }
        endFor({ how: 'cancelled' })
      }
    })

    const heard = (length: number) => {
      if (ending) return
      printed += length
      timers.start?.()
      if (printed > limits.bytes) endFor({ how: 'too-much-output' })
      else set('silence', () => endFor({ how: 'timed-out', which: 'silence' }))
    }
    program.stdout.on('data', (piece: Buffer) => {
      heard(piece.length)
      lines.add(piece)
    })
    program.stderr.on('data', (piece: Buffer) => {
      heard(piece.length)
      if (errors.length < MOST_ERRORS) errors += piece.toString('latin1').slice(0, MOST_ERRORS - errors.length)
    })
    // A program that ends before it has read everything breaks the pipe; how it ended is told by its end.
    for (const stream of [program.stdin, program.stdout, program.stderr]) stream.on('error', () => {})
    program.once('error', (error) => {
      // Also where ending it fails, which says nothing of how it was started.
      if (program.pid === undefined) finish({ how: 'not-started', detail: messageOf(error) })
    })
    program.once('close', (exitCode) => {
      if (!ending) lines.end()
      finish(ending ?? { how: 'exited', exitCode, errors })
    })

    set('start', () => endFor({ how: 'timed-out', which: 'start' }))
    set('whole', () => endFor({ how: 'timed-out', which: 'whole' }))
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted) cancel()
    program.stdin.end(Buffer.from(`${inputHead(mark, password)}${script}`, 'utf8'))
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
