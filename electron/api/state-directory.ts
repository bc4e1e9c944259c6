import { homedir } from 'node:os'
import { join } from 'node:path'
import { openSignInFile, type SignInFile } from '../engine/run/sign-in-file.ts'

/** Where Postern keeps what lasts, however it is started: `$XDG_STATE_HOME/postern`, on Windows `%LOCALAPPDATA%\Postern`. */
export function stateDirectory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Postern')
  }
  // The specification of base directories: a path that is not absolute counts as none.
  const { XDG_STATE_HOME: given } = environment
  return join(given?.startsWith('/') ? given : join(homedir(), '.local', 'state'), 'postern')
}

/** What the sign-in budget remembers over the end of the program: a file in that directory. */
export function openSignInMemory(): SignInFile {
  return openSignInFile(join(stateDirectory(), 'sign-ins.json'))
}
