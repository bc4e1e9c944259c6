import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScript } from '../../../lab/management/read-script.ts'
import { ScriptRefusal } from '../../../lab/management/script-refusal.ts'
import type { ScriptValue } from '../../../lab/management/script-values.ts'
import { bulk, functions, line } from './bulk.ts'

const set = 'Set-OrganizationConfig'
const change = line('a', "Set-CASMailbox -Identity 'a' -EwsEnabled $true -ErrorAction Stop")

async function refusalOf(script: string): Promise<{ line: number | undefined; message: string }> {
  const error: unknown = await readScript(script).catch((reason) => reason)
  if (!(error instanceof ScriptRefusal)) throw new Error(`It was read: ${script.slice(0, 200)}`)
  return { line: error.line, message: error.message }
}

/** What is refused, and at which line. */
it.each<[what: string, script: string, at: number, sentence: RegExp]>([
  ['a quote that is not closed', `# x\n${set} -EwsAllowList 'a`, 2, /cannot be read/],
  ['a brace that is not closed', `${set} -EwsAllowList @{Add='a'`, 1, /cannot be read/],
  ['a smart quote that ends a text too early', `${set} -Name 'Ann’s'`, 1, /cannot be read/],
  ['a pipeline', `\n${set} -EwsEnabled $true | Out-Null`, 2, /Out-Null/],
  ['two commands on a line', `${set} -EwsEnabled $true; ${set} -EwsEnabled $true`, 1, /;/],
  ['a variable', `${set} -EwsEnabled $on`, 1, /no variable \$on/],
  ['an assignment', `$on = $true`, 1, /\$on/],
  ['a preference that is no Stop', `$ErrorActionPreference = 'Continue'`, 1, /Continue/],
  ['a log elsewhere', `$log = 'C:\\log.csv'`, 1, /C:/],
  ['a log above', `$log = Join-Path -Path $PSScriptRoot -ChildPath '..\\log.csv'`, 1, /\$log/],
  ['a subexpression', `${set} -EwsAllowList $(whoami)`, 1, /whoami/],
  ['a subexpression in a text', `${set} -EwsAllowList "a$(whoami)"`, 1, /double quotes/],
  ['a variable in a text', `${set} -EwsAllowList "a$env:USER"`, 1, /double quotes/],
  ['a backtick in a text', `${set} -EwsAllowList "a\`n"`, 1, /double quotes/],
  ['a here-string', `${set} -EwsAllowList @'\na\n'@`, 1, /@'/],
  ['a cast', `${set} -EwsEnabled [bool]1`, 1, /\[bool\]/],
  ['a calculation', `${set} -EwsEnabled (1 -eq 1)`, 1, /1 -eq 1/],
  ['a member', `${set} -EwsEnabled 'a'.Length`, 1, /Length/],
  ['a format', `${set} -EwsAllowList ('{0}' -f 'a')`, 1, /-f/],
  ['a value without a name', `Set-CASMailbox 'alice' -EwsEnabled $true`, 1, /without the name/],
  ['two values', `Set-CASMailbox -Identity 'a' 'b'`, 1, /without the name/],
  ['a text that goes on behind its quote', `Set-CASMailbox -Identity 'a'b -EwsEnabled $true`, 1, /./],
  ['a parameter twice', `Set-CASMailbox -Identity 'a' -identity 'b'`, 1, /twice/],
  ['a number with a unit', `Set-ThrottlingPolicy -EwsMaxBurst 1kb`, 1, /1kb/],
  ['a hexadecimal number', `Set-ThrottlingPolicy -EwsMaxBurst 0x10`, 1, /0x10/],
  ['a number below zero', `Set-ThrottlingPolicy -EwsMaxBurst -1`, 1, /-1/],
  ['a number with a fraction', `Set-ThrottlingPolicy -EwsMaxBurst 1.5`, 1, /1\.5/],
  ['an empty @( )', `${set} -EwsAllowList @()`, 1, /@\( \)/],
  ['two statements in @( )', `${set} -EwsAllowList @('a'; 'b')`, 1, /@\( \)|;/],
  ['a list in a list', `${set} -EwsAllowList 'a',@('b')`, 1, /@\(/],
  ['an empty @{ }', `${set} -EwsAllowList @{}`, 1, /@\{/],
  ['@{ } with something else', `${set} -EwsAllowList @{Ad='a'}`, 1, /Add=/],
  ['@{ } with the same twice', `${set} -EwsAllowList @{Add='a'; add='b'}`, 1, /each once/],
  ['a number in @{ }', `${set} -EwsAllowList @{Add=1}`, 1, /"1"/],
  ['a splat', `${set} @given`, 1, /./],
  ['a redirection', `${set} -EwsEnabled $true > out.txt`, 1, /./],
  ['a call operator', `& 'Set-OrganizationConfig' -EwsEnabled $true`, 1, /&/],
  ['a dot', `. ./other.ps1`, 1, /other/],
  ['a program by its path', `C:\\tools\\x.exe -a`, 1, /x\.exe/],
  ['a loop', `foreach ($a in 'b') { ${set} -EwsEnabled $true }`, 1, /foreach/],
  ['an endless loop', `while ($true) { }`, 1, /while/],
  ['a condition', `if ($true) { ${set} -EwsEnabled $true }`, 1, /if/],
  ['a try', `try { ${set} -EwsEnabled $true } catch { }`, 1, /try/],
  ['a param block', `param($a)\n${set} -EwsEnabled $true`, 1, /param/],
  ['a function of another name', `function Set-CASMailbox { }`, 1, /no function/],
  ['a script block for a cmdlet', `Set-CASMailbox -Identity { 'a' }`, 1, /script block/],
  ['a stop of parsing', `${set} --% -EwsEnabled $true`, 1, /./],
  ['a line that goes on', `${set} \`\n-EwsEnabled $true\n$x`, 3, /\$x/],
  ['Write-Host with a subexpression', 'Write-Host -Object "$(whoami)"', 1, /double quotes/],
  ['Write-Host with more than words', "Write-Host -Object 'a' -NoNewline", 1, /nothing else/],
  ['a change before its function', change, 1, /before its function/],
  ['a change without a log', `${functions}${change}`, 7, /before its function or its log/],
  ['two commands in a change', bulk(line('a', `${set} -EwsEnabled $true; ${set} -EwsEnabled $true`)), 13, /./],
  ['a loop in a change', bulk(line('a', `while ($true) { }`)), 13, /while/],
  ['a change in a change', bulk(line('a', change)), 13, /./],
  ['a change of nothing', bulk(line('a', '')), 13, /./],
  [
    'a change without its words',
    bulk(`Invoke-Change -Identity 'a' -Change { ${set} -EwsEnabled $true }`),
    13,
    /-Setting/,
  ],
  ['a change without a block', bulk(`Invoke-Change -Identity 'a' -Setting 'b' -From 'c' -To 'd'`), 13, /no -Change/],
  ['a log that ends', bulk("Write-Change -Result 'ended'"), 13, /begins the log/],
  [
    'a function that does something else',
    bulk(change).replace('& $Change', '& $Change; Remove-Mailbox alice'),
    8,
    /remove-mailbox/,
  ],
  [
    'a function that runs the change twice',
    bulk(change).replace('& $Change', '& $Change; & $Change'),
    7,
    /once, in a try/,
  ],
  ['a function that does not run the change', bulk(change).replace('& $Change', 'Get-Date'), 7, /once, in a try/],
  ['a function that does not catch', bulk(change).replace(/try \{ (.*) \} catch.*/, '$1'), 7, /once, in a try/],
  [
    'a function that runs it while it catches',
    bulk(change).replace(/try .*/, 'try { Get-Date } catch { & $Change }'),
    7,
    /in a try/,
  ],
  ['a function that runs another block', bulk(change).replace('& $Change', '& $Change.GetNewClosure()'), 8, /./],
  ['a preference in the middle', bulk(change, "$ErrorActionPreference = 'Stop'"), 14, /ErrorAction/],
  ['a preference after a command', `${set} -EwsEnabled $true\n$ErrorActionPreference = 'Stop'`, 2, /ErrorAction/],
])('refuses %s', async (_what, script, at, sentence) => {
  const refusal = await refusalOf(script)
  expect(refusal.message).toMatch(sentence)
  expect(refusal.line).toBe(at)
  expect(refusal.message).toMatch(/^[A-Z].*\.$/s)
})

const text = (value: string): ScriptValue => ({ is: 'text', text: value })

describe('a value', () => {
  it.each<[written: string, value: ScriptValue]>([
    ["'a b'", text('a b')],
    ["''", text('')],
    ["'it''s'", text("it's")],
    ['‘a’', text('a')],
    ['‚a‛', text('a')],
    ["'a’’b'", text('a’b')],
    ["'a‘‘‛‛b'", text('a‘‛b')],
    ["'a“b”`$(x)#--%'", text('a“b”`$(x)#--%')],
    ["'a\r\nb\n# c'", text('a\r\nb\n# c')],
    ["'@'", text('@')],
    ['"a b"', text('a b')],
    ['“a b”', text('a b')],
    ['"it\'s ""so"""', text('it\'s "so"')],
    ['EnforceAllowList', text('EnforceAllowList')],
    ['$true', { is: 'flag', flag: true }],
    ['$FALSE', { is: 'flag', flag: false }],
    ['$null', { is: 'nothing' }],
    ['0', { is: 'number', number: 0 }],
    ['1800000', { is: 'number', number: 1_800_000 }],
    ["'a','b'", { is: 'list', texts: ['a', 'b'] }],
    ["'a', ‘b’", { is: 'list', texts: ['a', 'b'] }],
    ["@('a')", { is: 'list', texts: ['a'] }],
    ["@('a','b')", { is: 'list', texts: ['a', 'b'] }],
    ["@{Add='a','b'}", { is: 'edit', add: ['a', 'b'], remove: [] }],
    ["@{ remove = 'a' ; add = 'b' }", { is: 'edit', add: ['b'], remove: ['a'] }],
    ["@{Add='a'; Remove='b','c’’d'}", { is: 'edit', add: ['a'], remove: ['b', 'c’d'] }],
  ])('%s', async (written, value) => {
    const { steps } = await readScript(`# “what” it’s for\r\n${set} -Name ${written} -WhatIf\r\n`)
    const [step] = steps
    if (step?.is !== 'command') throw new Error('It is no command.')
    const [first, second] = step.command.parameters
    expect({ steps: steps.length, line: step.command.line, first, second }).toMatchObject({
      steps: 1,
      line: 2,
      first: { name: 'Name', value },
      second: { name: 'WhatIf', value: undefined },
    })
  })

  it('that is any text is the same text again, and nothing is code', async () => {
    const parts = [
      "'",
      '’',
      '‘',
      '‚',
      '‛',
      '"',
      '“',
      '`',
      '$(',
      ')',
      '{',
      '}',
      ';',
      '\n',
      '#',
      '--%',
      ' ',
      'a',
      '@',
      '|',
      '–',
      '\u00A0',
    ]
    const anyText = fc.oneof(
      fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((each) => each.join('')),
      fc.string({ unit: 'grapheme', maxLength: 20 }).filter((each) => !each.includes('\0')),
    )
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (one, other) => {
        const quoted = (each: string): string => `'${each.replace(/['\u2018-\u201B]/g, '$&$&')}'`
        const { steps } = await readScript(
          `${set} -EwsAllowList ${quoted(one)},${quoted(other)} -EwsBlockList ${quoted(other)}`,
        )
        expect(steps).toHaveLength(1)
        expect(steps[0]).toMatchObject({
          is: 'command',
          command: {
            name: set,
            parameters: [
              { name: 'EwsAllowList', value: { is: 'list', texts: [one, other] } },
              { name: 'EwsBlockList', value: text(other) },
            ],
          },
        })
      }),
    )
  })
})

it('takes switches with and without a value, dashes of any kind, and names in any case', async () => {
  const [step] = (await readScript('set-casmailbox –identity ‘a’ -Force -Confirm:$false —WhatIf:$true')).steps
  expect(step).toMatchObject({
    command: {
      name: 'set-casmailbox',
      parameters: [
        { name: 'identity', value: text('a') },
        { name: 'Force', value: undefined },
        { name: 'Confirm', value: { is: 'flag', flag: false } },
        { name: 'WhatIf', value: { is: 'flag', flag: true } },
      ],
    },
  })
})

it('reads a script for many mailboxes, with its words for the log', async () => {
  const { steps } = await readScript(bulk(change, line('b', 'Get-OrganizationConfig')))
  expect(steps.map(({ is }) => is)).toEqual(['words', 'change', 'change', 'words'])
  expect(steps[1]).toMatchObject({
    command: { line: 13, name: 'Set-CASMailbox' },
    logged: { identity: 'a', setting: 'EwsEnabled', from: '$false', to: '$true' },
  })
})

it.each([
  ['nothing', ''],
  ['comments alone', '# a\r\n\r\n# b'],
  ['a byte-order mark', '\uFEFF# a'],
])('takes a script with %s', async (_what, script) => {
  expect((await readScript(script)).steps).toEqual([])
})

/** Each ends, and with a sentence; how fast is nobody's matter here. */
it.each<[what: string, script: string]>([
  ['many open brackets', '('.repeat(50_000)],
  ['many brackets', `${set} -EwsAllowList ${'('.repeat(20_000)}'a'${')'.repeat(20_000)}`],
  ['many braces', `${set} -EwsAllowList ${'@{Add='.repeat(5_000)}'a'${'}'.repeat(5_000)}`],
  ['many blocks', `${'& { '.repeat(10_000)}${'} '.repeat(10_000)}`],
  ['a long word', 'a'.repeat(1_000_000)],
  ['many quotes', "'’".repeat(100_000)],
  ['one line of a million operators', `$a ${'-and $a '.repeat(50_000)}`],
  ['more than 16 MB', ' '.repeat(16 * 1024 * 1024 + 1)],
  ['no PowerShell', '\0\u0001\uFFFF'.repeat(10_000)],
])('refuses %s', { timeout: 60_000 }, async (_what, script) => {
  expect((await refusalOf(script)).message).toMatch(/\.$/)
})

it('reads texts of any length, and lists of many', async () => {
  const long = 'x'.repeat(1_000_000)
  const many = Array.from({ length: 5_000 }, (_, index) => `'agent ${index}'`).join(',')
  const { steps } = await readScript(`${set} -EwsAllowList '${long}'\n${set} -EwsAllowList ${many}`)
  const [one, other] = steps
  expect(one).toMatchObject({ command: { parameters: [{ value: text(long) }] } })
  if (other?.is !== 'command' || other.command.parameters[0]?.value?.is !== 'list') throw new Error('It is no list.')
  expect(other.command.parameters[0].value.texts).toHaveLength(5_000)
})
