import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { makeSheet } from '../../../../shared/firewall/sheets/make-sheet.ts'
import type { SheetInput } from '../../../../shared/firewall/sheets/sheet-input.ts'
import { unprintable } from '../../../../shared/run/printable.ts'
import { hostileRules, hostileTexts, inputOf, requestedRules } from './sheet-example.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

const OURS = new Set([
  ...['html', 'head', 'meta', 'title', 'style', 'body', 'div', 'header', 'main', 'section', 'h1', 'h2', 'p', 'dl'],
  ...['dt', 'dd', 'ul', 'li', 'table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tr', 'th', 'td', 'span', 'wbr'],
])
const ATTRIBUTES = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'scope', 'style'])

async function pageOf(set?: RuleSet, more?: Partial<SheetInput>): Promise<{ text: string; elements: Element[] }> {
  const made = await makeSheet('html', inputOf(set, more))
  const text = String(made?.apply)
  return { text, elements: elementsOf(parse(text, { onParseError: ({ code }) => expect.fail(code) })) }
}

function elementsOf(node: Node): Element[] {
  const own = 'tagName' in node ? [node] : []
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : [])]
}

function textOf(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

const byTag = (elements: readonly Element[], tag: string) => elements.filter(({ tagName }) => tagName === tag)

describe('The page to print', () => {
  it('has a summary, then the tables, and nothing that runs or is loaded', async () => {
    const { elements, text } = await pageOf()
    const heads = byTag(elements, 'h2').map(textOf)
    expect(heads).toEqual([
      ...['What changes', 'Before it is applied', 'Sign-off', 'Rules', 'Services', 'Groups', 'Findings'],
    ])
    expect(byTag(elements, 'h1').map(textOf)).toEqual(['Let the mail service in'])
    expect(text).toContain("default-src 'none'")
    expect(text).not.toMatch(/https?:|url\(|@import|<script|<link/)
    const [rules] = elements.filter(({ attrs }) => attrs.some(({ value }) => value === 'rules'))
    const rows = byTag(elementsOf(rules as Element), 'tr')
    expect(rows).toHaveLength(9)
    for (const row of rows) expect(row.childNodes.filter((child) => 'tagName' in child)).toHaveLength(9)
  })

  it.each(hostileTexts)('has no element and no attribute that is not ours: %j', async (hostile) => {
    const set = hostileRules(hostile)
    const { elements } = await pageOf(set, {
      findings: [
        {
          ...{ code: 'x', severity: 'error', rule: '001', other: null, platform: null },
          ...{ title: hostile, advice: hostile },
        },
      ],
    })
    for (const element of elements) {
      expect(OURS).toContain(element.tagName)
      for (const { name, value } of element.attrs) {
        expect(ATTRIBUTES).toContain(name)
        if (name === 'style') expect(value).toMatch(/^width: \d+\.\d%$/)
      }
    }
    expect(byTag(elements, 'tr')).toHaveLength(byTag((await pageOf()).elements, 'tr').length)
    // What was written is read: nothing is lost but what can’t be seen.
    if (hostile.match(unprintable) === null) expect(textOf(byTag(elements, 'h1')[0] as Element)).toBe(hostile.trim())
  })

  it('of no change says so', async () => {
    const groups = requestedRules.groups.map((group) => ({ ...group, before: null }))
    const { text } = await pageOf({ ...requestedRules, groups }, { delta: true })
    expect(text).toContain('No rule changes.')
  })
})
