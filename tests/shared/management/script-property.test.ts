import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulkScriptText } from '../../../shared/management/bulk-script.ts'
import type { Parameter } from '../../../shared/management/cmdlet-table.ts'
import { cmdletOf, cmdlets } from '../../../shared/management/cmdlets.ts'
import type { Command, ParameterValue } from '../../../shared/management/command.ts'
import { type ScriptPart, scriptParts, scriptText } from '../../../shared/management/script.ts'
import { quotableText } from './any-text.ts'
import { scanned } from './powershell-scan.ts'
import { type ReadCommand, readCommand, readCommands, withTree } from './powershell-tree.ts'

const some = fc.array(quotableText, { minLength: 1, maxLength: 4 })
const anyValue = {
  flag: fc.boolean(),
  text: quotableText,
  limit: fc.oneof(fc.nat(), fc.constant('Unlimited')),
  switch: fc.constant(true),
  texts: fc.oneof(
    fc.array(quotableText, { maxLength: 4 }),
    fc.record({ add: some, remove: some }),
    fc.record({ add: some }),
    fc.record({ remove: some }),
  ),
} as const

/** Any command of the table, with any of its parameters, and any text in each. */
const anyCommand: fc.Arbitrary<Command> = fc
  .constantFrom(...Object.entries(cmdlets))
  .chain(([cmdlet, { parameters }]) => {
    const values: Record<string, fc.Arbitrary<ParameterValue>> = {}
    const requiredKeys: string[] = []
    for (const [name, parameter] of Object.entries<Parameter>(parameters)) {
      const value = parameter.type === 'choice' ? fc.constantFrom(...parameter.values) : anyValue[parameter.type]
      values[name] = parameter.blank ? fc.option<ParameterValue>(value) : value
      if (parameter.required) requiredKeys.push(name)
    }
    return fc
      .tuple(fc.record(values, { requiredKeys }), fc.option(quotableText, { nil: undefined }))
      .map(([given, comment]) => ({ cmdlet, parameters: given, ...(comment !== undefined && { comment }) }))
  })

type ReadParameter = ReadCommand['parameters'][number]

/** What must come back: a list of one as its text, an empty one as $null. */
function expected(command: Command, part: ScriptPart): ReadCommand {
  const { effect, parameters } = cmdletOf(command)
  const given = Object.entries(command.parameters).map(([name, value]): ReadParameter => {
    if (parameters[name]?.type === 'switch') return [name, 'switch']
    if (!Array.isArray(value)) return [name, value]
    return [name, value.length === 0 ? null : value.length === 1 ? value[0] : value]
  })
  const endings: Record<string, ReadParameter[]> = {
    'preview reads': [],
    'preview changes': [['WhatIf', 'switch']],
    'preview asks': [['WhatIf', 'switch']],
    reads: [['ErrorAction', 'Stop']],
    changes: [['ErrorAction', 'Stop']],
    asks: [
      ['Confirm:', false],
      ['ErrorAction', 'Stop'],
    ],
  }
  const ending = endings[part === 'preview' ? `preview ${effect}` : effect] ?? []
  return { cmdlet: command.cmdlet, parameters: [...given, ...ending] }
}

/** The texts of commands in the order in which they stand there. */
function textsOf(value: ParameterValue): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value
  const { add = [], remove = [] } = value as { add?: readonly string[]; remove?: readonly string[] }
  return [...add, ...remove]
}

const value = String.raw`(\$true|\$false|\$null|\d+|§(,§)*|@\{Add=§(,§)*(; Remove=§(,§)*)?\}|@\{Remove=§(,§)*\})`
const parameter = `( -[A-Za-z]+( ${value})?)`
const ending = String.raw`(( -WhatIf)?( -Confirm:\$false)?( -ErrorAction Stop)?)`
const commandLine = new RegExp(`^[A-Z][a-z]+-[A-Za-z]+${parameter}*${ending}$`)

describe('Whatever text is in a command', () => {
  it('comes back from an independent parser as the same literal, and is never code', () => {
    fc.assert(
      fc.property(
        fc.array(anyCommand, { minLength: 1, maxLength: 3 }),
        quotableText,
        fc.constantFrom(...scriptParts),
        (commands, words, part) => {
          const script = scriptText({ part, title: words, organisation: words, madeAt: words, commands })
          expect(readCommands(script)).toEqual(commands.map((command) => expected(command, part)))
        },
      ),
      { numRuns: 1_500 },
    )
  })

  it('comes back by PowerShell’s own rule for quotes too, and leaves only the dialect as code', () => {
    fc.assert(
      fc.property(
        fc.array(anyCommand, { minLength: 1, maxLength: 3 }),
        quotableText,
        fc.constantFrom(...scriptParts),
        (commands, words, part) => {
          const { code, texts } = scanned(
            scriptText({ part, title: words, organisation: words, madeAt: words, commands }),
          )
          expect(texts).toEqual(commands.flatMap((command) => Object.values(command.parameters).flatMap(textsOf)))
          const lines = code.split('\r\n').filter((line) => line !== '')
          expect(lines).toHaveLength(commands.length)
          for (const line of lines) expect(line).toMatch(commandLine)
        },
      ),
      { numRuns: 1_500 },
    )
  })

  it('is the same literal in a bulk script, whose code is the same whatever the texts are', () => {
    const change = fc.record({ identity: quotableText, list: some, was: fc.array(quotableText, { maxLength: 3 }) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), quotableText, (changes, words) => {
        const script = bulkScriptText({
          part: 'undo',
          title: words,
          organisation: words,
          madeAt: words,
          logName: 'log.csv',
          changes: changes.map(({ identity, list, was }) => ({
            identity,
            to: { EwsAllowList: { add: list } },
            from: { EwsAllowList: was },
          })),
        })
        const read = withTree(script, (root) =>
          root
            .descendantsOfType('pipeline')
            .filter(({ text }) => text.startsWith('Set-CASMailbox'))
            .map(readCommand),
        )
        expect(read).toEqual(
          changes.toReversed().map(({ identity, was }) => ({
            cmdlet: 'Set-CASMailbox',
            parameters: [
              ['Identity', identity],
              ['EwsAllowList', was.length === 0 ? null : was.length === 1 ? was[0] : was],
              ['ErrorAction', 'Stop'],
            ],
          })),
        )
        for (const line of scanned(script)
          .code.split('\r\n')
          .filter((line) => line.startsWith('Invoke-Change')))
          expect(line).toMatch(
            /^Invoke-Change -Identity § -Setting § -From § -To § -Change \{ Set-CASMailbox -Identity § -EwsAllowList (\$null|§(,§)*) -ErrorAction Stop \}$/,
          )
      }),
      { numRuns: 400 },
    )
  })
})
