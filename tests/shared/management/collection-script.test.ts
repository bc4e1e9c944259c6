import { describe, expect, it } from 'vitest'
import { cmdlets } from '../../../shared/management/cmdlets.ts'
import { type CollectionRequest, collectedCmdlets } from '../../../shared/management/collection-request.ts'
import { collectionScriptText } from '../../../shared/management/collection-script.ts'
import { collectionStatements } from '../../../shared/management/collection-statements.ts'
import { cmdletsFor } from '../../../shared/management/configuration.ts'
import { withTree } from './powershell-tree.ts'

const head = { organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z' }
const commandNames = (script: string) =>
  withTree(script, (root) => root.descendantsOfType('command_name').map(({ text }) => text))
/** Of two ways to ask, in which each object is given once, the older one is left out. */
function ofFirstBranch(_: string, at: number, all: readonly string[]): boolean {
  const begun = all.slice(0, at).findLastIndex((line) => line.startsWith('if (-not (Get-Command'))
  return begun < 0 || all.slice(begun, at).includes('else {')
}
const nasty = ["a'b", '’; Remove-Mailbox x; ’', '$(Remove-Mailbox x)', "\n'@\n", '`', '#>', 'a\nb']

describe.each<[string, CollectionRequest]>([
  ['of everything', {}],
  ['of some mailboxes', { mailboxes: nasty, account: "svc'" }],
  ['of devices', { uses: ['devices'] }],
  ['of devices with their statistics', { uses: ['devices'], statistics: true }],
  ['of both', { uses: ['ews', 'devices'], statistics: true }],
  ['of both, of some mailboxes', { uses: ['ews', 'devices'], statistics: true, mailboxes: nasty, account: "svc'" }],
])('The script that reads the configuration, %s', (_, request) => {
  const script = collectionScriptText({ ...head, ...request })
  const own = ['ConvertTo-PlainJson', 'Get-Refusal']
  const aroundThem = [
    ...['ForEach-Object', 'ConvertTo-Json', 'Write-Host', 'Join-Path', 'Set-Content', 'Set-StrictMode', 'Get-Command'],
  ]

  it('runs nothing of Exchange but what reads', () => {
    const names = new Set(commandNames(script).filter((name) => ![...own, ...aroundThem].includes(name)))
    expect([...names].toSorted()).toEqual(collectedCmdlets(request).toSorted())
    for (const name of names) expect(cmdlets[name as keyof typeof cmdlets].effect).toBe('reads')
  })

  it('ends where its file cannot be written, and does not hand over one of an earlier day', () => {
    expect(script).toMatch(/Set-Content -LiteralPath \$file -Encoding UTF8 -ErrorAction Stop\r\n {2}Write-Host/)
    // Of several statements, the console would run what is pasted behind the one that failed.
    withTree(script, (root) => {
      const statements = root.namedChildren.flatMap((node) =>
        node?.type === 'statement_list' ? node.namedChildren : [],
      )
      expect(statements.map((node) => node?.type)).toEqual(['pipeline'])
    })
  })

  it('writes one file and no other', () => {
    expect(commandNames(script).filter((name) => name === 'Set-Content')).toHaveLength(1)
    withTree(script, (root) => {
      expect(new Set(root.descendantsOfType('redirection').map(({ text }) => text))).toEqual(new Set(['2>&1']))
      const words = root.descendantsOfType('generic_token').map(({ text }) => text)
      expect(
        words.filter((word) => !['Continue', 'SilentlyContinue', 'Stop', 'UTF8', '-Compress'].includes(word)),
      ).toEqual([])
    })
  })

  it('calls no method, and knows no type but those of the language', () => {
    withTree(script, (root) => {
      expect(root.descendantsOfType('invokation_expression')).toEqual([])
      const types = new Set(root.descendantsOfType('type_literal').map(({ text }) => text))
      expect([...types].toSorted()).toEqual(['[System.DateTime]', '[long]', '[string]'])
      const called = root.descendantsOfType('command_invokation_operator')
      expect(called).toHaveLength(2)
    })
  })

  it('keeps what it knows in variables of its own, and in none of the session or the machine', () => {
    withTree(script, (root) => {
      const set = root.descendantsOfType('left_assignment_expression').map(({ text }) => text.replace(/\[.*\]$/, ''))
      const known = ['plain', 'name', 'kind', 'value', 'file', 'refusals', 'header', 'kinds', 'before', 'identities']
      known.push('owners', 'asked')
      for (const name of set) expect(known).toContain(name.slice(1))
      const looped = root.descendantsOfType('foreach_statement').map(({ text }) => text.split(' ')[1])
      expect(new Set(looped.map((name) => name?.slice(1)))).toEqual(
        new Set(
          ['($property', '($item', ...(request.mailboxes || request.statistics ? ['($one'] : [])].map((name) =>
            name.slice(1),
          ),
        ),
      )
    })
  })

  it('defines its two helpers and runs every cmdlet in a try of its own', () => {
    withTree(script, (root) => {
      expect(root.descendantsOfType('function_name').map(({ text }) => text)).toEqual(own)
      const tries = root.descendantsOfType('try_statement').map(({ text }) => text)
      for (const cmdlet of collectedCmdlets(request))
        expect(tries.filter((text) => text.includes(`${cmdlet} `))).toHaveLength(1)
    })
  })
})

describe('What the script asks for', () => {
  it.each([
    ['all', {}],
    ['named', { mailboxes: ['a@contoso.test'] }],
  ])('is said in its file, which tells whether it is all: %s', (said, request) => {
    expect(collectionStatements(request)).toContain(`$header['mailboxes'] = '${said}'`)
  })

  it.each<[string, CollectionRequest]>([
    ['EWS', {}],
    ['devices', { uses: ['devices'], statistics: true }],
    ['both', { uses: ['ews', 'devices'] }],
  ])('makes one document, whatever comes: %s', (_, request) => {
    const cmdlets = cmdletsFor(request.uses ?? ['ews']).filter(
      (name) => request.statistics || name !== 'Get-MobileDeviceStatistics',
    )
    const written = collectionStatements(request)
      .filter(ofFirstBranch)
      .flatMap((line) => {
        const [, text] = /^'(.*)'$/.exec(line) ?? []
        if (line.startsWith(`'{"postern":' +`)) return [`{"postern":{},`]
        if (line.startsWith(`'"errors":' +`)) return [`"errors":[]}`]
        if (line.trimStart().startsWith('$before + ')) return ['{"Name":"a"}', ',{"Name":"b"}']
        return text === undefined ? [] : [text]
      })
    const document = JSON.parse(written.join('\n'))
    expect(Object.keys(document)).toEqual(['postern', ...Object.keys(document).slice(1, -1), 'errors'])
    expect(Object.keys(document).slice(1, -1).toSorted()).toEqual(cmdlets.toSorted())
    for (const cmdlet of cmdlets) expect(document[cmdlet]).toHaveLength(2)
  })

  it('is all mailboxes, without a limit', () => {
    const script = collectionStatements().join('\n')
    expect(script).toContain("Get-CASMailbox -ResultSize 'Unlimited' -ErrorAction")
    expect(script).toContain("Get-ThrottlingPolicyAssociation -ResultSize 'Unlimited' -ErrorAction")
  })

  it('is each of the mailboxes named, and the account’s throttling, each once', () => {
    const statements = collectionStatements({ mailboxes: ['a', 'b'], account: 'a' })
    expect(statements.filter((line) => line === "'a'")).toHaveLength(2)
    expect(statements.filter((line) => line === "'b'")).toHaveLength(2)
    expect(statements.join('\n')).not.toContain('ResultSize')
  })

  it('is of devices each by the name that the shell knows, the newer one first', () => {
    const script = collectionStatements({ uses: ['devices'], statistics: true }).join('\n')
    for (const [newer, older] of [
      ['Get-MobileDevice', 'Get-ActiveSyncDevice'],
      ['Get-MobileDeviceStatistics', 'Get-ActiveSyncDeviceStatistics'],
      ['Get-MobileDeviceMailboxPolicy', 'Get-ActiveSyncMailboxPolicy'],
    ]) {
      expect(script).toContain(
        `if (-not (Get-Command -Name '${newer}' -ErrorAction SilentlyContinue) -and (Get-Command -Name '${older}' -ErrorAction SilentlyContinue)) {`,
      )
    }
    expect(script).toContain("Get-MobileDevice -ResultSize 'Unlimited' -ErrorAction")
    expect(script).toContain("Get-ActiveSyncDevice -ResultSize 'Unlimited' -ErrorAction")
  })

  it('is how devices have synchronised only where somebody wants that, of each mailbox that has some', () => {
    expect(collectionStatements({ uses: ['devices'] }).join('\n')).not.toContain('DeviceStatistics')
    const script = collectionStatements({ cmdlets: ['Get-MobileDeviceStatistics'] })
    expect(script).toContain("Write-Host -Object 'Asking Get-MobileDevice'")
    expect(script.join('\n')).toContain('Get-MobileDeviceStatistics -Mailbox $one -ErrorAction')
  })

  it('is the devices of the mailboxes named, and of no other', () => {
    const script = collectionStatements({ uses: ['devices'], statistics: true, mailboxes: ['a'] }).join('\n')
    expect(script).toContain('Get-MobileDevice -Mailbox $one -ErrorAction')
    expect(script).toContain('Get-MobileDeviceStatistics -Mailbox $one -ErrorAction')
    expect(script).not.toContain('ResultSize')
    expect(script).not.toContain('$owners[')
  })

  it.each<[CollectionRequest, readonly string[]]>([
    [{ uses: ['devices'] }, ['decides about devices of ActiveSync', 'is not asked for, because that takes hours']],
    [{ uses: ['devices'], statistics: true }, ['decides about devices of ActiveSync', 'is asked mailbox by mailbox']],
    [{ uses: ['ews', 'devices'] }, ['about EWS and about devices of ActiveSync', 'is not asked for']],
    [{ uses: ['devices'], mailboxes: ['a'] }, ['decides about devices of ActiveSync']],
    [{}, ['decides about EWS']],
  ])('is said at its head: %j', (request, said) => {
    const text = collectionScriptText({ ...head, ...request })
    for (const words of said) expect(text).toContain(words)
    expect(text.includes('has synchronised')).toBe(said.length > 1)
  })

  it('is only the cmdlets that are wanted, each announced', () => {
    const statements = collectionStatements({ cmdlets: ['Get-ExchangeServer'] })
    expect(statements.filter((line) => line.startsWith('Write-Host'))).toEqual([
      "Write-Host -Object 'Asking Get-ExchangeServer'",
    ])
    expect(statements.filter((line) => /"Get-/.test(line))).toEqual([`'"Get-ExchangeServer":['`])
  })
})
