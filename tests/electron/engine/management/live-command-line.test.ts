import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import {
  bootstrap,
  commandLine,
  constrainedExitCode,
  inputHead,
  powershellArguments,
  powershellEnvironment,
  powershellPath,
  systemRoot,
} from '../../../../electron/engine/management/live-command-line.ts'
import { withTree } from '../../../shared/management/powershell-tree.ts'

const pwsh = spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-Command', 'exit 0']).status === 0

describe('What powershell.exe is started with', () => {
  it('is the same after every way of quoting an argument', () => {
    expect(bootstrap).toMatch(/^[\x20-\x7e]+$/)
    expect(bootstrap).not.toMatch(/["\\%]/)
    expect(bootstrap.length).toBeLessThan(2_000)
  })

  it('parses, and reads nothing that PowerShell would take from standard input by itself', () => {
    withTree(bootstrap, (root) => {
      const variables = root.descendantsOfType('variable').map(({ text }) => text.toLowerCase())
      expect(variables).not.toContain('$input')
    })
  })

  it('ends before anything else where the language is constrained', () => {
    expect(bootstrap).toMatch(/^if \(\$ExecutionContext\.SessionState\.LanguageMode -ne 'FullLanguage'\)/)
    expect(bootstrap).toContain(`{ exit ${constrainedExitCode} }`)
  })

  it('overrides no policy with Bypass, hides nothing in base64, and takes no profile', () => {
    const all = powershellArguments.join(' ')
    expect(all).not.toMatch(/bypass|unrestricted|encodedcommand|windowstyle/i)
    expect(powershellArguments).toContain('-NoProfile')
    expect(powershellArguments).toContain('-NonInteractive')
    expect(powershellArguments.slice(-2)).toEqual(['-Command', bootstrap])
  })

  it('lies in Windows, wherever that is, and nowhere else', () => {
    expect(powershellPath({ SYSTEMROOT: 'D:\\WINNT' })).toBe(
      'D:\\WINNT\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    )
    for (const root of [undefined, '', 'Windows', '\\\\evil\\share', '.\\x', 'C:\\a"b', '/tmp']) {
      expect(systemRoot({ SystemRoot: root })).toBe('C:\\Windows')
    }
  })

  it('knows of our environment what it needs and no more', () => {
    const environment = powershellEnvironment(
      {
        systemroot: 'C:\\Windows',
        UserName: 'admin',
        PATH: 'C:\\evil',
        PSModulePath: 'C:\\evil',
        SECRET: 'x',
        TEMP: 'T',
      },
      'C:\\Temp\\postern-1',
    )
    expect(environment).toMatchObject({ USERNAME: 'admin', TEMP: 'C:\\Temp\\postern-1', TMP: 'C:\\Temp\\postern-1' })
    expect(JSON.stringify(environment)).not.toMatch(/evil|SECRET/)
  })

  it('is shown as a command line of Windows', () => {
    expect(commandLine('C:\\a b\\p.exe', ['-x', 'y z'])).toBe('"C:\\a b\\p.exe" -x "y z"')
  })

  it('has the length of the password before it, in the units that PowerShell counts', () => {
    expect(inputHead('m', undefined)).toBe('m\n0\n')
    expect(inputHead('m', '🔑a')).toBe('m\n3\n🔑a')
  })

  // The bootstrap of powershell.exe 5.1 in the PowerShell of today, which reads standard input in the same way.
  it.skipIf(!pwsh)('gives pwsh the mark, the password and the script', () => {
    const password = 'pä\n🔑"x'
    const script = [
      '$plain = (New-Object -TypeName System.Net.NetworkCredential -ArgumentList "", $posternSecret).Password',
      '[System.Console]::Out.WriteLine($posternMark + " " + [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($plain)))',
    ].join('\n')
    const { stdout } = spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', bootstrap], {
      input: `${inputHead('mark', password)}${script}`,
      encoding: 'utf8',
    })
    expect(stdout.trim()).toBe(`mark ${Buffer.from(password).toString('base64')}`)
  })
})
