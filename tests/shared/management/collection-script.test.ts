import { describe, expect, it } from 'vitest'
import { cmdlets } from '../../../shared/management/cmdlets.ts'
import { collectionScriptText } from '../../../shared/management/collection-script.ts'
import { type CollectionRequest, collectionStatements } from '../../../shared/management/collection-statements.ts'
import { configurationCmdlets } from '../../../shared/management/configuration.ts'
import { withTree } from './powershell-tree.ts'

const head = { organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z' }
const commandNames = (script: string) =>
  withTree(script, (root) => root.descendantsOfType('command_name').map(({ text }) => text))
const nasty = ["a'b", '’; Remove-Mailbox x; ’', '$(Remove-Mailbox x)', "\n'@\n", '`', '#>', 'a\nb']

describe.each<[string, CollectionRequest]>([
  ['of everything', {}],
  ['of some mailboxes', { mailboxes: nasty, account: "svc'" }],
])('The script that reads the configuration, %s', (_, request) => {
  const script = collectionScriptText({ ...head, ...request })
  const own = ['ConvertTo-PlainJson', 'Get-Refusal']
  const aroundThem = ['ForEach-Object', 'ConvertTo-Json', 'Write-Host', 'Join-Path', 'Set-Content', 'Set-StrictMode']

  it('runs nothing of Exchange but what reads', () => {
    const names = new Set(commandNames(script).filter((name) => ![...own, ...aroundThem].includes(name)))
    expect([...names].toSorted()).toEqual(Object.values(configurationCmdlets).toSorted())
    for (const name of names) expect(cmdlets[name as keyof typeof cmdlets].effect).toBe('reads')
  })

  it('ends where its file cannot be written, and does not hand over one of an earlier day', () => {
    expect(script).toMatch(/Set-Content -LiteralPath \$file -Encoding UTF8 -ErrorAction Stop\r\nWrite-Host/)
  })

  it('writes one file and no other', () => {
    expect(commandNames(script).filter((name) => name === 'Set-Content')).toHaveLength(1)
    withTree(script, (root) => {
      expect(new Set(root.descendantsOfType('redirection').map(({ text }) => text))).toEqual(new Set(['2>&1']))
      const words = root.descendantsOfType('generic_token').map(({ text }) => text)
      expect(words.filter((word) => !['Continue', 'Stop', 'UTF8', '-Compress'].includes(word))).toEqual([])
    })
  })

  it('calls no method, and knows no type but those of the language', () => {
    withTree(script, (root) => {
      expect(root.descendantsOfType('invokation_expression')).toEqual([])
      const types = new Set(root.descendantsOfType('type_literal').map(({ text }) => text))
      expect([...types].toSorted()).toEqual(['[System.DateTime]', '[long]', '[string]'])
      const called = root.descendantsOfType('command_invokation_operator')
      expect(called).toHaveLength(1)
    })
  })

  it('keeps what it knows in variables of its own, and in none of the session or the machine', () => {
    withTree(script, (root) => {
      const set = root.descendantsOfType('left_assignment_expression').map(({ text }) => text.replace(/\[.*\]$/, ''))
      const known = ['plain', 'name', 'kind', 'value', 'file', 'refusals', 'header', 'kinds', 'before', 'identities']
      for (const name of set) expect(known).toContain(name.slice(1))
      const looped = root.descendantsOfType('foreach_statement').map(({ text }) => text.split(' ')[1])
      expect(new Set(looped.map((name) => name?.slice(1)))).toEqual(
        new Set(['($property', '($item', ...(request.mailboxes ? ['($one'] : [])].map((name) => name.slice(1))),
      )
    })
  })

  it('defines its two helpers and runs every cmdlet in a try of its own', () => {
    withTree(script, (root) => {
      expect(root.descendantsOfType('function_name').map(({ text }) => text)).toEqual(own)
      const tries = root.descendantsOfType('try_statement').map(({ text }) => text)
      for (const cmdlet of Object.values(configurationCmdlets))
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

  it('makes one document, whatever comes', () => {
    const written = collectionStatements().flatMap((line) => {
      const [, text] = /^'(.*)'$/.exec(line) ?? []
      if (line.startsWith(`'{"postern":' +`)) return [`{"postern":{},`]
      if (line.startsWith(`'"errors":' +`)) return [`"errors":[]}`]
      if (line.trimStart().startsWith('$before + ')) return ['{"Name":"a"}', ',{"Name":"b"}']
      return text === undefined ? [] : [text]
    })
    const document = JSON.parse(written.join('\n'))
    expect(Object.keys(document)).toEqual(['postern', ...Object.keys(document).slice(1, -1), 'errors'])
    expect(Object.keys(document).slice(1, -1).toSorted()).toEqual(Object.values(configurationCmdlets).toSorted())
    for (const cmdlet of Object.values(configurationCmdlets)) expect(document[cmdlet]).toHaveLength(2)
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

  it('is only the cmdlets that are wanted, each announced', () => {
    const statements = collectionStatements({ cmdlets: ['Get-ExchangeServer'] })
    expect(statements.filter((line) => line.startsWith('Write-Host'))).toEqual([
      "Write-Host -Object 'Asking Get-ExchangeServer'",
    ])
    expect(statements.filter((line) => /"Get-/.test(line))).toEqual([`'"Get-ExchangeServer":['`])
  })
})
