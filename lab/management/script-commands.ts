import type { Node } from 'web-tree-sitter'
import { ScriptRefusal } from './script-refusal.ts'
import { readValue, type ScriptValue, unknown } from './script-values.ts'
import { lineOf } from './syntax-tree.ts'

/** A parameter of a command; one without a value is a switch. */
export interface Parameter {
  /** As it is written, without the dash. */
  readonly name: string
  readonly value: ScriptValue | undefined
  /** What stands there in the place of a value, where it is a script block. */
  readonly block?: Node
}

/** One call of a cmdlet. */
export interface ScriptCommand {
  readonly line: number
  readonly name: string
  readonly parameters: readonly Parameter[]
}

/** Reads a command with named parameters, each once. Throws ScriptRefusal. */
export function readCommand(node: Node, source: string): ScriptCommand {
  const [nameNode, elements, ...rest] = node.children
  if (node.type !== 'command' || nameNode?.type !== 'command_name' || rest.length > 0) throw unknown(node, source)
  if (!/^[A-Za-z]+-[A-Za-z]+$/.test(nameNode.text)) throw unknown(nameNode, source)
  const parameters: { name: string; value: ScriptValue | undefined; block?: Node }[] = []
  let before: Node | undefined = nameNode
  for (const child of elements?.children ?? []) {
    if (!child) continue
    // Without anything between, PowerShell would take the two for one.
    const separated = before?.type === 'command_argument_sep'
    before = child
    if (child.type === 'command_argument_sep') continue
    if (!separated) throw unknown(child, source)
    if (child.type === 'command_parameter') {
      const name = child.text.slice(1)
      if (parameters.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
        throw new ScriptRefusal('script', `The parameter -${name} stands there twice.`, lineOf(child))
      }
      parameters.push({ name, value: undefined })
      continue
    }
    const last = parameters.at(-1)
    if (!last || last.value !== undefined || last.block) {
      throw new ScriptRefusal('script', 'The lab takes no value without the name of its parameter.', lineOf(child))
    }
    const block = blockOf(child)
    if (block) last.block = block
    else last.value = readValue(child, source)
  }
  return { line: lineOf(node), name: nameNode.text, parameters }
}

/** The script block that an argument is. */
function blockOf(node: Node): Node | undefined {
  let inner = node
  while (inner.childCount === 1) {
    const child = inner.child(0)
    if (!child) return undefined
    inner = child
  }
  return inner.type === 'script_block_expression' ? inner : undefined
}
