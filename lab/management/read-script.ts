import type { Node } from 'web-tree-sitter'
import { readChangeFunction } from './change-functions.ts'
import { readCommand, type ScriptCommand } from './script-commands.ts'
import { ScriptRefusal } from './script-refusal.ts'
import { readText, unknown, unwrapped } from './script-values.ts'
import { withSyntaxTree } from './syntax-tree.ts'

const MOST_CHARACTERS = 16 * 1024 * 1024

/** What a line of a script for many mailboxes says of itself in the log. */
export interface LoggedWords {
  readonly identity: string
  readonly setting: string
  readonly from: string
  readonly to: string
}

/** One step of a script: a command, by itself or as the one change of a mailbox among many; or words for whoever runs it. */
export type ScriptStep =
  | { readonly is: 'command'; readonly command: ScriptCommand }
  | { readonly is: 'change'; readonly command: ScriptCommand; readonly logged: LoggedWords }
  | { readonly is: 'words'; readonly text: string }

/**
 * Reads a script in the dialect of docs/decisions/management-scripts.md, which is the only one that the lab runs. Throws
 * ScriptRefusal, with its line.
 */
export async function readScript(text: string): Promise<ScriptStep[]> {
  if (text.length > MOST_CHARACTERS) throw new ScriptRefusal('script', 'The script is larger than 16 MB.')
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  // The grammar wants at least one statement.
  if (lines.every((line) => /^\s*(?:#|$)/.test(line))) return []
  return withSyntaxTree(text, (root) => new ScriptReader(text).read(root))
}

class ScriptReader {
  readonly #source: string
  /** Names of the functions that were there so far. */
  readonly #functions = new Set<string>()
  readonly #variables = new Set<string>()
  #began = false

  constructor(source: string) {
    this.#source = source
  }

  read(root: Node): ScriptStep[] {
    const parts = root.children.filter(({ type }) => type !== 'comment')
    const lists = parts.filter(({ type }) => type === 'statement_list')
    const stranger = parts.find((part) => !lists.includes(part))
    if (stranger) throw unknown(stranger, this.#source)
    const statements = lists.flatMap((list) => list.children.filter(({ type }) => type !== 'comment'))
    return statements.flatMap((statement) => this.#statement(statement) ?? [])
  }

  #statement(node: Node): ScriptStep | undefined {
    if (node.type === 'function_statement') {
      this.#functions.add(readChangeFunction(node, this.#source))
      return undefined
    }
    const inner = unwrapped(node)
    if (inner.type === 'assignment_expression') return this.#assignment(inner)
    return this.#step(readCommand(inner, this.#source))
  }

  /** The two that stand at the head of a script for many mailboxes, before anything else. */
  #assignment(node: Node): undefined {
    const [to, operator, value] = node.children
    const name = to?.text.toLowerCase() ?? ''
    const isFirst = !this.#variables.has(name) && !this.#began
    const written = unwrapped(value ?? node)
    if (!isFirst || operator?.text !== '=') throw unknown(node, this.#source)
    if (name === '$erroractionpreference' && readText(written, this.#source).toLowerCase() === 'stop') {
      this.#variables.add(name)
    } else if (name === '$log' && /^Join-Path -Path \$PSScriptRoot -ChildPath '[^'/\\]+\.csv'$/.test(written.text)) {
      this.#variables.add(name)
    } else {
      throw unknown(node, this.#source)
    }
  }

  #step(command: ScriptCommand): ScriptStep | undefined {
    const name = command.name.toLowerCase()
    const { line } = command
    if (name === 'write-host') return { is: 'words', text: wordsOf(command, ['Object']).Object }
    this.#began = true
    if (name === 'write-change') {
      this.#need('Write-Change', line)
      if (wordsOf(command, ['Result']).Result === 'begun') return undefined
      throw new ScriptRefusal(
        'script',
        'Write-Change begins the log, and does nothing else outside of a function.',
        line,
      )
    }
    if (name !== 'invoke-change') {
      const block = command.parameters.find((parameter) => parameter.block)
      if (block) throw new ScriptRefusal('script', `The lab takes no script block for -${block.name}.`, line)
      return { is: 'command', command }
    }
    this.#need('Invoke-Change', line)
    const others = { ...command, parameters: command.parameters.filter(({ block }) => !block) }
    const words = wordsOf(others, ['Identity', 'Setting', 'From', 'To'])
    const change = command.parameters.find((parameter) => parameter.name.toLowerCase() === 'change')?.block
    if (!change) throw new ScriptRefusal('script', 'Invoke-Change has no -Change with a command in it.', line)
    const logged = { identity: words.Identity, setting: words.Setting, from: words.From, to: words.To }
    return { is: 'change', command: this.#changing(change), logged }
  }

  /** The one command between the braces. */
  #changing(block: Node): ScriptCommand {
    let inner = block
    for (const type of ['script_block', 'script_block_body', 'statement_list']) {
      const inside = inner.children.filter((child) => child.type !== '{' && child.type !== '}')
      const [child] = inside
      if (inside.length !== 1 || child?.type !== type) throw unknown(block, this.#source)
      inner = child
    }
    const [only] = inner.children
    if (inner.childCount !== 1 || !only) throw unknown(block, this.#source)
    const command = readCommand(unwrapped(only), this.#source)
    const nested = command.parameters.find((parameter) => parameter.block)
    if (nested) throw unknown(block, this.#source)
    return command
  }

  #need(name: string, line: number): void {
    const isThere = (each: string): boolean => this.#functions.has(each.toLowerCase())
    if (this.#variables.has('$log') && isThere('Write-Change') && isThere(name)) return
    throw new ScriptRefusal('script', `${name} is used before its function or its log is there.`, line)
  }
}

/** Exactly these parameters, each with a text. */
function wordsOf<Name extends string>(
  { line, name, parameters }: ScriptCommand,
  names: readonly Name[],
): Record<Name, string> {
  const found = names.map((wanted) => {
    const parameter = parameters.find((each) => each.name.toLowerCase() === wanted.toLowerCase())
    if (parameter?.value?.is === 'text') return [wanted, parameter.value.text] as const
    throw new ScriptRefusal('script', `${name} has no text for -${wanted}.`, line)
  })
  if (parameters.length === names.length) return Object.fromEntries(found) as Record<Name, string>
  const known = `-${names.join(', -')}`
  throw new ScriptRefusal('script', `The lab knows ${name} with ${known} and nothing else.`, line)
}
