import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { potOf } from '../../build/catalogue-file.ts'
import { messagesIn } from '../../build/messages-in.ts'
import { root } from '../../build/run-tool.ts'
import { sourcesWithWords } from '../../build/sources-with-words.ts'

const paths = await sourcesWithWords()
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const said = paths.flatMap((path) => messagesIn(path, read(path)))

describe('The messages of a source', () => {
  it.each([
    ['t`At $' + '{ server.name }.`', [{ text: 'At {0}.', values: ['server.name'] }]],
    ["translated('Ready')", [{ text: 'Ready', values: [] }]],
    ["counted(n, 'run')", [{ text: '{0} run', plural: '{0} runs', values: ['n'] }]],
    ["counted(n, 'has', 'have')", [{ text: '{0} has', plural: '{0} have', values: ['n'] }]],
    [
      "defineCheck({ meta: { why: 'So.', outcomes: { a: { title: '{b} is' } } } })",
      [
        { text: 'So.', values: [] },
        { text: '{b} is', values: [] },
      ],
    ],
    ["const a = { title: 'no check' }", []],
    ['const a = `plain $' + '{b}`', []],
  ])('of %s', (source, messages) => {
    expect(messagesIn('renderer/a.ts', source)).toEqual(
      messages.map((message) => ({ ...message, path: 'renderer/a.ts' })),
    )
  })

  it('are refused where a count takes its noun from elsewhere', () => {
    expect(() => messagesIn('renderer/a.ts', 'counted(n, noun)')).toThrow('renderer/a.ts: counted()')
  })
})

it('The catalogue is that of the sources: npm run catalogue', () => {
  expect(said.length).toBeGreaterThan(2_000)
  expect(read('shared/language/postern.pot') === potOf(said)).toBe(true)
})

it('What is set in style sheets is no message', () => {
  expect(said.filter(({ text }) => /^@|\bminmax\(|\d(px|rem|ch)\b|^#[0-9a-f]{3,6}$/.test(text))).toEqual([])
})

describe('No word that is shown is written past the catalogue', () => {
  it.each(paths.filter((path) => path.endsWith('.tsx')))('%s', (path) => {
    expect(bareWords(path, read(path))).toEqual([])
  })
})

/** Texts of elements, and of the attributes that people read or hear. */
function bareWords(path: string, source: string): string[] {
  const found: string[] = []
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /[A-Za-z]{2}/.test(node.text)) found.push(node.text.trim())
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      const isRead = /^(label|title|hint|placeholder|alt|aria-(label|description|valuetext))$/.test(node.name.getText())
      if (isRead && /[a-z] ?[a-z]/.test(node.initializer.text) && !/contoso/i.test(node.initializer.text))
        found.push(node.initializer.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
