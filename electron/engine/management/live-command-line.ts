import { win32 } from 'node:path'

/** With what the first statement ends the program where a policy keeps PowerShell from running the rest. */
export const constrainedExitCode = 70

/**
 * What powershell.exe is given as -Command: the same text in every run. It takes from standard input, as UTF-8 whatever
 * the console's code page is, a line with the run's mark, a line with the length of the password in UTF-16 units, the
 * password, and then the script to its end, which is parsed as a whole before any of it runs. The password becomes a
 * SecureString character by character: as the argument of a cmdlet it would stand in PowerShell's own log.
 * One line without double quotes or backslashes, so that it is the same after every way of quoting an argument.
 */
export const bootstrap = [
  `if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { exit ${constrainedExitCode} }`,
  '$posternInput = New-Object -TypeName System.IO.StreamReader -ArgumentList ([System.Console]::OpenStandardInput()), (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false)',
  '$posternMark = $posternInput.ReadLine()',
  '$posternSecret = New-Object -TypeName System.Security.SecureString',
  'for ($posternLeft = [int] $posternInput.ReadLine(); $posternLeft -gt 0; $posternLeft--) { $posternSecret.AppendChar([char] $posternInput.Read()) }',
  '& ([scriptblock]::Create($posternInput.ReadToEnd()))',
].join('; ')

/** The arguments of powershell.exe, of which none depends on what is asked. */
export const powershellArguments: readonly string[] = [
  '-NoLogo',
  '-NoProfile',
  '-NonInteractive',
  // What Microsoft's page on remote sessions to Exchange asks for, for this process alone; a Group Policy goes before it.
  '-ExecutionPolicy',
  'RemoteSigned',
  // PowerShell does not read standard input by itself.
  '-InputFormat',
  'None',
  '-OutputFormat',
  'Text',
  '-Command',
  bootstrap,
]

/** Where Windows itself lies, from its own variable; never looked for on the PATH. */
export function systemRoot(environment: Environment): string {
  const root = variable(environment, 'SystemRoot')
  return root && /^[A-Za-z]:\\[^"<>|?*]+$/.test(root) ? root : 'C:\\Windows'
}

/** Windows PowerShell 5.1, which has been at this place in every Windows since 7. */
export function powershellPath(environment: Environment): string {
  return win32.join(systemRoot(environment), 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
}

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What powershell.exe needs of the environment to start, and no more: a password may stand in another variable. */
const inherited = [
  'ALLUSERSPROFILE',
  'APPDATA',
  'COMPUTERNAME',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'LOGONSERVER',
  'NUMBER_OF_PROCESSORS',
  'OS',
  'PROCESSOR_ARCHITECTURE',
  'ProgramData',
  'ProgramFiles',
  'PUBLIC',
  'SystemDrive',
  'USERDNSDOMAIN',
  'USERDOMAIN',
  'USERNAME',
  'USERPROFILE',
]

/**
 * The environment of powershell.exe. Modules are taken from Windows alone, so that none of the same name in the user's
 * folder is loaded in their place; what PowerShell writes for the time of a session lands in `directory`.
 */
export function powershellEnvironment(environment: Environment, directory: string): Record<string, string> {
  const root = systemRoot(environment)
  const system = win32.join(root, 'System32')
  const kept = inherited.flatMap((name) => {
    const value = variable(environment, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    SystemRoot: root,
    windir: root,
    ComSpec: win32.join(system, 'cmd.exe'),
    PATH: [system, root, win32.join(system, 'WindowsPowerShell', 'v1.0')].join(';'),
    PATHEXT: '.COM;.EXE',
    PSModulePath: win32.join(system, 'WindowsPowerShell', 'v1.0', 'Modules'),
    TEMP: directory,
    TMP: directory,
  }
}

/** Windows does not mind the case of a variable's name; a copy of its environment does. */
function variable(environment: Environment, name: string): string | undefined {
  const found = Object.keys(environment).find((each) => each.toLowerCase() === name.toLowerCase())
  return found === undefined ? undefined : environment[found]
}

/** A program with its arguments, as a person reads a command line of Windows. */
export function commandLine(program: string, args: readonly string[]): string {
  return [program, ...args].map((each) => (/\s/.test(each) ? `"${each}"` : each)).join(' ')
}

/** What goes into standard input before the script: the mark, and the password with its length before it. */
export function inputHead(mark: string, password: string | undefined): string {
  const secret = password ?? ''
  return `${mark}\n${secret.length}\n${secret}`
}
