import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bootstrap, inputHead } from '../../../../electron/engine/management/live-command-line.ts'
import { frameOf } from '../../../../electron/engine/management/live-frame.ts'
import { type LiveSession, liveScript } from '../../../../electron/engine/management/live-script.ts'
import { cmdlets, command } from '../../../../shared/management/cmdlets.ts'
import { cmdletsFor } from '../../../../shared/management/configuration.ts'
import { quotableText } from '../../../shared/management/any-text.ts'
import { expectGolden } from '../../../shared/management/goldens.ts'
import { withTree } from '../../../shared/management/powershell-tree.ts'

const pwsh = spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-Command', 'exit 0']).status === 0
const parse =
  '$e = $null; [void][System.Management.Automation.Language.Parser]::ParseInput([Console]::In.ReadToEnd(), [ref]$null, [ref]$e); $e.Count'

const server = 'exch01.contoso.local'
const all = cmdletsFor(['ews'])
const plan = [
  command('Set-CASMailbox', { Identity: "Jörg O'Neil", EwsEnabled: true }, 'Enable EWS'),
  command('Set-OrganizationConfig', {
    EwsApplicationAccessPolicy: 'EnforceAllowList',
    EwsAllowList: { add: ['Vendor/*'] },
  }),
]
const sessions: [string, LiveSession][] = [
  ['collect', { server, task: { kind: 'collect', request: {} } }],
  [
    'collect-as',
    {
      server,
      username: 'CONTOSO\\admin',
      task: { kind: 'collect', request: { cmdlets: ['Get-CASMailbox'], mailboxes: ["o'neil@contoso.com"] } },
    },
  ],
  [
    'collect-devices',
    { server, task: { kind: 'collect', request: { cmdlets: ['Get-MobileDevice', 'Get-MobileDeviceStatistics'] } } },
  ],
  ['preview', { server, task: { kind: 'run', part: 'preview', commands: plan } }],
  ['apply', { server, task: { kind: 'run', part: 'apply', commands: plan } }],
]

const commandNames = (script: string) =>
  withTree(script, (root) => root.descendantsOfType('command_name').map(({ text }) => text))
const ofExchange = (script: string) => [...new Set(commandNames(script).filter((name) => name in cmdlets))]
/** The texts of a script, without their quotes. */
const literals = (script: string) =>
  withTree(script, (root) => root.descendantsOfType('string_literal').map(({ text }) => text))
/** Everything of a script but its texts. */
const withoutTexts = (script: string) =>
  withTree(script, (root) => {
    let text = script
    for (const node of root.descendantsOfType(['verbatim_string_characters', 'comment']).toReversed()) {
      text = text.slice(0, node.startIndex) + text.slice(node.endIndex)
    }
    return text
  })

describe.each(sessions)('The script of a session: %s', (name, session) => {
  const script = liveScript(session)

  it('is the one that is kept', async () => {
    await expectGolden(`live-${name}`, script)
  })

  it('is read by a parser that nobody here wrote', () => {
    expect(commandNames(script)).toContain('New-PSSession')
  })

  it.skipIf(!pwsh)('is read by pwsh', () => {
    const { stdout } = spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-Command', parse], {
      input: script,
      encoding: 'utf8',
    })
    expect(stdout.trim()).toBe('0')
  })

  it('opens one session, imports what it uses and no more, and closes it in the end', () => {
    const imported = /CommandName = (.*)\n/
      .exec(script)?.[1]
      ?.split(', ')
      .map((each) => each.slice(1, -1))
    expect(imported?.toSorted()).toEqual(ofExchange(script).toSorted())
    expect(commandNames(script).filter((each) => each === 'New-PSSession')).toHaveLength(1)
    expect(script).toMatch(/\nfinally \{ Get-PSSession \| Remove-PSSession .*\}\nSend-Frame 'end' ''\n$/)
  })

  it('signs in with Kerberos alone, follows nobody elsewhere, and never asks a person', () => {
    expect(script).toContain("Authentication = 'Kerberos'")
    expect(script).not.toMatch(/AllowRedirection|Get-Credential|Read-Host|ConvertTo-SecureString|AsPlainText/)
    expect(script.includes('$posternSecret')).toBe(session.username !== undefined)
  })

  it('writes no file, changes no policy, and runs no text as code', () => {
    const names = commandNames(script).map((each) => each.toLowerCase())
    for (const forbidden of [
      'invoke-expression',
      'iex',
      'set-executionpolicy',
      'set-content',
      'out-file',
      'add-type',
    ]) {
      expect(names).not.toContain(forbidden)
    }
  })
})

describe('What of Exchange a script runs', () => {
  it('reads alone, where the configuration is asked for', () => {
    const script = liveScript({ server, task: { kind: 'collect', request: {} } })
    expect(ofExchange(script).toSorted()).toEqual(all.toSorted())
    for (const name of ofExchange(script)) expect(cmdlets[name as keyof typeof cmdlets].effect).toBe('reads')
  })

  it('only says what it would do, in a preview', () => {
    const script = liveScript({ server, task: { kind: 'run', part: 'preview', commands: plan } })
    expect(script.match(/Set-\S+ .*-WhatIf/g)).toHaveLength(plan.length)
    expect(script).not.toContain('if (-not $refused)')
  })

  it('ends at the first command that is refused, in a change', () => {
    const script = liveScript({ server, task: { kind: 'run', part: 'apply', commands: plan } })
    expect(script.match(/if \(-not \$refused\) \{/g)).toHaveLength(plan.length)
    expect(script).not.toContain('-WhatIf')
  })
})

/** Stands in for the cmdlets of a session: functions go before cmdlets. */
const fakeSession = [
  'function New-PSSessionOption { }',
  "function New-PSSession { [pscustomobject] @{ State = 'Opened' } }",
  'function Import-PSSession { [CmdletBinding()] param($Session, $CommandName, [switch] $AllowClobber, [switch] $DisableNameChecking) }',
  'function Get-PSSession { }',
  "function Get-CASMailbox { [CmdletBinding()] param($Identity) [pscustomobject] @{ Identity = $Identity + 'ü'; EwsEnabled = $null } }",
  '',
].join('\n')

describe('A script that is run', () => {
  // With pwsh, which is not powershell.exe 5.1, and without Exchange: that the frames and the document are as they are read.
  it.skipIf(!pwsh)('speaks in frames, and brings one document', async () => {
    const session: LiveSession = {
      server,
      task: { kind: 'collect', request: { cmdlets: ['Get-CASMailbox'], mailboxes: ['jörg@contoso.com'] } },
    }
    const { stdout } = spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', bootstrap], {
      input: `${inputHead('mark', undefined)}${fakeSession}${liveScript(session)}`,
      encoding: 'utf8',
    })
    const frames = stdout.split(/\r?\n/).flatMap((line) => frameOf(line, 'mark') ?? [])
    const spoken = frames
      .filter(({ kind }) => kind !== 'document')
      .map(({ kind, bytes }) => `${kind} ${bytes.toString()}`)
    expect(spoken).toEqual(['phase connecting', 'phase connected', 'asking Asking Get-CASMailbox', 'end '])
    const document = frames.filter(({ kind }) => kind === 'document').map(({ bytes }) => bytes)
    expect(JSON.parse(Buffer.concat(document).toString())).toMatchObject({
      postern: { format: 'exchange-configuration', version: 1 },
      'Get-CASMailbox': [{ Identity: 'jörg@contoso.comü', EwsEnabled: null }],
      errors: [],
    })
  })
})

describe('Whatever text comes into a script', () => {
  it('stays a text: server, user and mailbox change nothing of the code around them', () => {
    const sessionOf = (server: string, username: string, mailbox: string): LiveSession => ({
      server,
      username,
      task: { kind: 'collect', request: { cmdlets: ['Get-CASMailbox'], mailboxes: [mailbox] } },
    })
    const plain = withoutTexts(liveScript(sessionOf('a', 'b', 'c')))
    // tree-sitter knows the straight quote alone; that the others are written twice is tested where they are quoted.
    const text = quotableText.map((value) => value.replaceAll(/[\u2018-\u201b]/g, ''))
    fc.assert(
      fc.property(text, text, text, (one, other, third) => {
        const script = liveScript(sessionOf(one, other, third))
        expect(withoutTexts(script)).toBe(plain)
        expect(literals(script)).toContain(`'${other.replaceAll("'", "''")}'`)
      }),
      { numRuns: 200 },
    )
  })

  it('is an address where it is one', () => {
    const script = liveScript({ server: 'fd00::1', task: { kind: 'collect', request: {} } })
    expect(script).toContain("'http://[fd00::1]/PowerShell/'")
  })
})
