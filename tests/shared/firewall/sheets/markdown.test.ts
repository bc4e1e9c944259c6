import { describe, expect, it } from 'vitest'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { makeSheet } from '../../../../shared/firewall/sheets/make-sheet.ts'
import { hostileRules, hostileTexts, inputOf } from './sheet-example.ts'

async function textOf(set?: RuleSet): Promise<string> {
  return String((await makeSheet('markdown', inputOf(set)))?.apply)
}

/** The cells of a line of a table, where a pipe behind a backslash is none (GFM section 4.10). */
function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<!(?<!\\)(?:\\\\)*\\)\|/)
    .map((cell) => cell.trim())
}

/** Each table of a text: its head and its rows. */
function tablesOf(text: string): string[][] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('| '))
    .map((block) => block.trimEnd().split('\n'))
}

describe('The sheet as Markdown', () => {
  it('has a table each of rules, services, groups, findings and who signs', async () => {
    const text = await textOf()
    expect(text.match(/^#+ .*$/gm)).toEqual([
      ...['# Let the mail service in', '## What changes', '## Before it is applied', '## Rules', '## Services'],
      ...['## Groups', '## Findings', '## Sign-off'],
    ])
    expect(tablesOf(text).map((lines) => lines.length - 2)).toEqual([8, 2, 8, 1, 5])
    expect(text).toContain('<br>34.67.39.103/32<br>34.68.0.0/27<br>')
  })

  it.each(hostileTexts)('has as many cells in each line as its head, and no markup: %j', async (hostile) => {
    const text = await textOf(hostileRules(hostile))
    for (const [head = '', ...rows] of tablesOf(text))
      for (const row of rows) expect(cellsOf(row)).toHaveLength(cellsOf(head).length)
    expect(tablesOf(text).map((lines) => lines.length)).toEqual(tablesOf(await textOf()).map((lines) => lines.length))
    expect(text.replaceAll('<br>', '')).not.toMatch(/(?<!\\)[<>`[\]]/)
    expect(text).not.toMatch(/[^\S\n\ufffd ]|\u202e/)
    expect(text.match(/^#.*$/gm)).toHaveLength(8)
  })
})
