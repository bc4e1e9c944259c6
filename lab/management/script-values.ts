import type { Node } from 'web-tree-sitter'
import { ScriptRefusal } from './script-refusal.ts'
import { lineOf } from './syntax-tree.ts'

/** A value as a script writes it. */
export type ScriptValue =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'flag'; readonly flag: boolean }
  | { readonly is: 'nothing' }
  | { readonly is: 'list'; readonly texts: readonly string[] }
  | { readonly is: 'edit'; readonly add: readonly string[]; readonly remove: readonly string[] }

/** Levels of an expression that stand around a value and do nothing where nothing is beside it. */
const wrappers = new Set([
  'pipeline',
  'pipeline_chain',
  'logical_expression',
  'bitwise_expression',
  'comparison_expression',
  'additive_expression',
  'multiplicative_expression',
  'format_expression',
  'range_expression',
  'array_literal_expression',
  'unary_expression',
  'string_literal',
  'integer_literal',
])

/** The value of an expression, from the script's own text. Throws ScriptRefusal for everything that is no literal. */
export function readValue(node: Node, source: string): ScriptValue {
  const inner = unwrapped(node)
  switch (inner.type) {
    case 'array_literal_expression':
      return { is: 'list', texts: textsOf(inner, source) }
    case 'array_expression':
      return { is: 'list', texts: textsOf(onlyInside(inner), source) }
    case 'hash_literal_expression':
      return readEdit(inner, source)
    case 'variable':
      return readConstant(inner)
    case 'decimal_integer_literal':
      if (!/^\d{1,15}$/.test(inner.text)) throw unknown(inner, source)
      return { is: 'number', number: Number(inner.text) }
    default:
      return { is: 'text', text: readText(inner, source) }
  }
}

/** A text of its own: in quotes, or one bare word. */
export function readText(node: Node, source: string): string {
  const inner = unwrapped(node)
  const written = source.slice(inner.startIndex, inner.endIndex)
  if (inner.type === 'verbatim_string_characters') return verbatim(written, inner)
  if (inner.type === 'expandable_string_literal') return withoutExpansion(written, inner)
  if (inner.type === 'generic_token' && /^[A-Za-z]\w*$/.test(written)) return written
  throw unknown(inner, source)
}

/** What stands behind all levels that hold one thing alone. */
export function unwrapped(node: Node): Node {
  let inner = node
  while (wrappers.has(inner.type) && inner.childCount === 1) {
    const child = inner.child(0)
    if (!child) break
    inner = child
  }
  return inner
}

/** Refuses what the lab does not know, with the beginning of it. */
export function unknown(node: Node, source: string): ScriptRefusal {
  const text = source.slice(node.startIndex, node.endIndex).split('\n', 1)[0]?.trim().slice(0, 60)
  return new ScriptRefusal('script', `The lab runs no script with ${JSON.stringify(text)} in it.`, lineOf(node))
}

/** Five characters are a single quote to PowerShell, and any two of them in a row are one in the text. */
function verbatim(written: string, node: Node): string {
  const inside = written.slice(1, -1)
  const text = inside.replace(/([\u0027\u2018-\u201B])[\u0027\u2018-\u201B]/g, '$1\0')
  // What has no second one beside it would have ended the text.
  if (/[\u0027\u2018-\u201B](?!\0)/.test(text) || inside.includes('\0')) {
    throw new ScriptRefusal('script', 'A quote ends this text before its end.', lineOf(node))
  }
  return text.replaceAll('\0', '')
}

function withoutExpansion(written: string, node: Node): string {
  const inside = written.slice(1, -1)
  if (/[$`]/.test(inside)) {
    throw new ScriptRefusal('script', 'The lab runs no text in double quotes that has $ or ` in it.', lineOf(node))
  }
  return inside.replace(/(["\u201C-\u201E])["\u201C-\u201E]/g, '$1')
}

function readConstant(node: Node): ScriptValue {
  switch (node.text.toLowerCase()) {
    case '$true':
      return { is: 'flag', flag: true }
    case '$false':
      return { is: 'flag', flag: false }
    case '$null':
      return { is: 'nothing' }
    default:
      throw new ScriptRefusal('script', `The lab knows no variable ${node.text.slice(0, 60)}.`, lineOf(node))
  }
}

function textsOf(node: Node, source: string): string[] {
  const inner = unwrapped(node)
  if (inner.type !== 'array_literal_expression') return [readText(inner, source)]
  return inner.children.filter(({ type }) => type !== ',').map((child) => readText(child, source))
}

/** The one expression between `@(` and `)`. */
function onlyInside(node: Node): Node {
  const lists = node.namedChildren.filter((child) => child?.type === 'statement_list')
  const [list] = lists
  if (lists.length !== 1 || list?.childCount !== 1 || node.childCount !== 3) {
    throw new ScriptRefusal('script', 'The lab knows @( ) with texts in it alone.', lineOf(node))
  }
  return list.child(0) ?? node
}

/** `@{Add='a','b'; Remove='c'}`: a change to a list, as Exchange's multi-valued properties take it. */
function readEdit(node: Node, source: string): ScriptValue {
  const parts: Record<'add' | 'remove', readonly string[] | undefined> = { add: undefined, remove: undefined }
  const body = node.namedChildren.find((child) => child?.type === 'hash_literal_body')
  for (const entry of body?.namedChildren ?? []) {
    if (entry?.type !== 'hash_entry') throw unknown(entry ?? node, source)
    const [key, , value] = entry.children
    const name = key?.text.toLowerCase()
    if ((name !== 'add' && name !== 'remove') || !value || parts[name]) {
      throw new ScriptRefusal(
        'script',
        'The lab knows @{Add=…; Remove=…}, each once, and no other @{ }.',
        lineOf(entry),
      )
    }
    parts[name] = textsOf(value, source)
  }
  if (!parts.add && !parts.remove) throw unknown(node, source)
  return { is: 'edit', add: parts.add ?? [], remove: parts.remove ?? [] }
}
