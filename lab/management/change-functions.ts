import type { Node } from 'web-tree-sitter'
import { ScriptRefusal } from './script-refusal.ts'
import { lineOf } from './syntax-tree.ts'

/** The commands that the functions may hold: they look for a log, read and write it, and run what they are given. */
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
/** What else those of a script about lists may hold: each list is read before it is changed. */
const ofLists: Readonly<Record<string, ReadonlySet<string>>> = {
  'invoke-listchange': new Set(['get-casmailbox', 'set-casmailbox', 'where-object']),
  'read-applied': new Set(['test-path', 'import-csv', 'where-object']),
}

/**
 * The functions of a script for many mailboxes, by their name in lower case: Write-Change and Invoke-Change, and where lists
 * are changed Invoke-ListChange and Read-Applied. The lab does not run them, so it makes sure that they do what
 * docs/decisions/management-scripts.md says of them: that they hold no command but those that write the log, that
 * Invoke-Change runs its -Change, and Invoke-ListChange its Set-CASMailbox, and once, in a `try` with a `catch`.
 */
export function readChangeFunction(node: Node, source: string): string {
  const name = node.children.find(({ type }) => type === 'function_name')?.text.toLowerCase() ?? ''
  if (name !== 'write-change' && name !== 'invoke-change' && !(name in ofLists)) {
    throw new ScriptRefusal('script', `The lab knows no function ${name.slice(0, 60)}.`, lineOf(node))
  }
  const commands = node.descendantsOfType('command')
  const texts = commands.map((command) => commandName(command, source))
  const stranger = texts.findIndex((text) => !harmless.has(text) && !ofLists[name]?.has(text))
  const found = commands[stranger]
  if (found) {
    throw new ScriptRefusal('script', `The function ${name} runs ${texts[stranger]?.slice(0, 60)}.`, lineOf(found))
  }
  const changing = name === 'invoke-listchange' ? 'set-casmailbox' : '& $change'
  const runs = commands.filter((_, at) => texts[at] === changing)
  const isRight = name.startsWith('invoke-') ? runs.length === 1 && runs.every(isCaught) : runs.length === 0
  if (isRight) return name
  throw new ScriptRefusal('script', `The function ${name} does not run its change once, in a try.`, lineOf(node))
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
