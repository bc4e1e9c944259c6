import { commandLine, type Environment, powershellArguments, powershellPath } from './live-command-line.ts'
import { type LiveSession, liveScript } from './live-script.ts'

/** How PowerShell is started and what it is given: what a person reads before, and what then runs. */
export type LiveStart = {
  program: string
  args: readonly string[]
  /** The script, which goes in by standard input, after the run's mark and the password where one is given. */
  script: string
}

/** What a run would be. The very same is run when it is. */
export function liveStart(session: LiveSession, environment: Environment): LiveStart {
  return { program: powershellPath(environment), args: powershellArguments, script: liveScript(session) }
}

/** What a person reads before a run: the program with its arguments, and the script that it is given. */
export function describeLiveRun(session: LiveSession, environment: Environment): { command: string; script: string } {
  const { program, args, script } = liveStart(session, environment)
  return { command: commandLine(program, args), script }
}
