import { win32 } from 'node:path'
import { systemRoot } from './live-command-line.ts'
import type { PowerShellMachine, StartedProgram } from './powershell-machine.ts'

/** How long Windows is given to end a program and what it started, before the program alone is ended. */
const TASKKILL_MILLISECONDS = 5_000

/**
 * Ends a program and, on Windows, whatever it has started, by taskkill of Windows itself and by the program's number.
 * Asks for it and does not wait for the end. A program that has ended is left alone: its number may be another's by now.
 */
export function endProgram(program: StartedProgram, machine: PowerShellMachine): void {
  if (hasEnded(program)) return
  const alone = () => {
    if (!hasEnded(program)) program.kill('SIGKILL')
  }
  if (machine.platform !== 'win32' || program.pid === undefined) {
    alone()
    return
  }
  const root = systemRoot(machine.environment)
  const taskkill = win32.join(root, 'System32', 'taskkill.exe')
  const ending = machine.start(taskkill, ['/PID', String(program.pid), '/T', '/F'], { SystemRoot: root })
  const callOff = machine.setTimer(alone, TASKKILL_MILLISECONDS)
  const done = () => {
    callOff()
    alone()
  }
  ending.once('error', done)
  ending.once('close', done)
  for (const stream of [ending.stdout, ending.stderr]) stream.resume()
  ending.stdin.on('error', () => {})
  ending.stdin.end()
}

function hasEnded({ exitCode, signalCode }: StartedProgram): boolean {
  return exitCode !== null || signalCode !== null
}
