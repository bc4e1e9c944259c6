import type { Node } from 'web-tree-sitter'
import { ScriptRefusal } from './script-refusal.ts'
import { lineOf } from './syntax-tree.ts'

/** The commands that the two functions may hold: they look for a log and write it, and run what they are given. */
const harmless = new Set([
  'get-date',
  'new-object',
  'select-object',
  'export-csv',
  'foreach-object',
  'get-item',
  'out-null',
  'write-change',
  '& $change',
])

/**
 * The functions of a script for many mailboxes, Write-Change and Invoke-Change, by their name in lower case. The lab does
 * not run them, so it makes sure that they do what docs/decisions/management-scripts.md says of them: that they hold no
 * command but those that write the log, and that Invoke-Change runs its -Change, and once, in a `try` with a `catch`.
 */
export function readChangeFunction(node: Node, source: string): string {
  const name = node.children.find(({ type }) => type === 'function_name')?.text.toLowerCase() ?? ''
  if (name !== 'write-change' && name !== 'invoke-change') {
    throw new ScriptRefusal('script', `The lab knows no function ${name.slice(0, 60)}.`, lineOf(node))
  }
  const commands = node.descendantsOfType('command')
  const texts = commands.map((command) => commandName(command, source))
  const stranger = texts.findIndex((text) => !harmless.has(text))
  const found = commands[stranger]
  if (found) {
    throw new ScriptRefusal('script', `The function ${name} runs ${texts[stranger]?.slice(0, 60)}.`, lineOf(found))
  }
  const runs = commands.filter((_, at) => texts[at] === '& $change')
  const isRight = name === 'invoke-change' ? runs.length === 1 && runs.every(isCaught) : runs.length === 0
  if (isRight) return name
  throw new ScriptRefusal('script', `The function ${name} does not run its -Change once, in a try.`, lineOf(node))
}

function commandName(command: Node, source: string): string {
  const name = command.children.find(({ type }) => type === 'command_name')
  if (name) return name.text.toLowerCase()
  const [operator, expression] = command.children
  return `${operator?.text} ${source.slice(expression?.startIndex, expression?.endIndex)}`.toLowerCase()
}

function isCaught(node: Node): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === 'try_statement') {
      const [, block, clauses] = parent.children
      return (
        clauses?.type === 'catch_clauses' &&
        block !== undefined &&
        block.startIndex <= node.startIndex &&
        node.endIndex <= block.endIndex
      )
    }
  }
  return false
}
