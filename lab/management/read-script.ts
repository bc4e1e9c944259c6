import type { Node } from 'web-tree-sitter'
import { readChangeFunction } from './change-functions.ts'
import { type Parameter, readCommand, type ScriptCommand } from './script-commands.ts'
import { ScriptRefusal } from './script-refusal.ts'
import { readText, unknown, unwrapped } from './script-values.ts'
import { withSyntaxTree } from './syntax-tree.ts'

const MOST_CHARACTERS = 16 * 1024 * 1024

/** The lists that a script may add to and take from, in lower case. */
const editedLists = new Set(['activesyncalloweddeviceids', 'activesyncblockeddeviceids'])

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
  | {
      /** What is added to a list of a mailbox and taken from it, but for what is there already. */
      readonly is: 'lists'
      readonly line: number
      readonly identity: string
      readonly setting: string
      readonly add: readonly string[]
      readonly remove: readonly string[]
      readonly isPreview: boolean
    }
  | { readonly is: 'words'; readonly text: string }

/** A script as it was read. */
export interface ReadScript {
  readonly steps: readonly ScriptStep[]
  /** The name of the log beside it; undefined where it has none. */
  readonly log: string | undefined
  /** The name of the log of apply, by which it takes back; undefined where it goes by none. */
  readonly applied: string | undefined
}

/**
 * Reads a script in the dialect of docs/decisions/management-scripts.md, which is the only one that the lab runs. Throws
 * ScriptRefusal, with its line.
 */
export async function readScript(text: string): Promise<ReadScript> {
  if (text.length > MOST_CHARACTERS) throw new ScriptRefusal('script', 'The script is larger than 16 MB.')
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  // The grammar wants at least one statement.
  if (lines.every((line) => /^\s*(?:#|$)/.test(line))) return { steps: [], log: undefined, applied: undefined }
  return withSyntaxTree(text, (root) => new ScriptReader(text).read(root))
}

class ScriptReader {
  readonly #source: string
  /** Names of the functions that were there so far. */
  readonly #functions = new Set<string>()
  readonly #variables = new Set<string>()
  readonly #files = new Map<string, string>()
  /** Whether the function that changes lists only says so. */
  #isPreview = false
  #began = false

  constructor(source: string) {
    this.#source = source
  }

  read(root: Node): ReadScript {
    const parts = root.children.filter(({ type }) => type !== 'comment')
    const lists = parts.filter(({ type }) => type === 'statement_list')
    const stranger = parts.find((part) => !lists.includes(part))
    if (stranger) throw unknown(stranger, this.#source)
    const statements = lists.flatMap((list) => list.children.filter(({ type }) => type !== 'comment'))
    const steps = statements.flatMap((statement) => this.#statement(statement) ?? [])
    return { steps, log: this.#files.get('$log'), applied: this.#files.get('$applied') }
  }

  #statement(node: Node): ScriptStep | undefined {
    if (node.type === 'function_statement') {
      const name = readChangeFunction(node, this.#source)
      this.#functions.add(name)
      if (name === 'invoke-listchange') this.#isPreview = /\bWhatIf = \$true\b/.test(node.text)
      return undefined
    }
    const inner = unwrapped(node)
    if (inner.type === 'assignment_expression') return this.#assignment(inner)
    return this.#step(readCommand(inner, this.#source))
  }

  /** Those that stand at the head of a script for many mailboxes, before anything else; and what undo reads of a log. */
  #assignment(node: Node): undefined {
    const [to, operator, value] = node.children
    const name = to?.text.toLowerCase() ?? ''
    const isRead = name === '$changed' && this.#files.has('$applied')
    const isFirst = !this.#variables.has(name) && (!this.#began || isRead)
    const written = unwrapped(value ?? node)
    const [, file] = /^Join-Path -Path \$PSScriptRoot -ChildPath '([^'/\\]+\.csv)'$/.exec(written.text) ?? []
    if (!isFirst || operator?.text !== '=') throw unknown(node, this.#source)
    if (name === '$erroractionpreference' && readText(written, this.#source).toLowerCase() === 'stop') {
      this.#variables.add(name)
    } else if ((name === '$log' || name === '$applied') && file !== undefined) {
      this.#variables.add(name)
      this.#files.set(name, file)
    } else if (isRead && written.text === 'Read-Applied' && this.#functions.has('read-applied')) {
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
    if (name === 'invoke-listchange') return this.#lists(command)
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

  #lists(command: ScriptCommand): ScriptStep {
    const { line } = command
    this.#need('Invoke-ListChange', line)
    const [edits, others] = [isOfList, (each: Parameter) => !isOfList(each)].map((is) => command.parameters.filter(is))
    const { Identity: identity, Setting: setting } = wordsOf({ ...command, parameters: others ?? [] }, [
      'Identity',
      'Setting',
    ])
    if (!editedLists.has(setting.toLowerCase()))
      throw new ScriptRefusal('script', `Invoke-ListChange knows no list ${setting.slice(0, 60)}.`, line)
    const idsOf = (name: string): readonly string[] => {
      const value = edits?.find((each) => each.name.toLowerCase() === name)?.value
      if (value === undefined) return []
      if (value.is === 'text') return [value.text]
      if (value.is === 'list') return value.texts
      throw new ScriptRefusal('script', `Invoke-ListChange takes texts for -${name}.`, line)
    }
    return {
      ...{ is: 'lists', line, identity, setting, isPreview: this.#isPreview },
      add: idsOf('add'),
      remove: idsOf('remove'),
    }
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

  /** Whoever goes by a log has read it before anything is put back. */
  #need(name: string, line: number): void {
    const isThere = (each: string): boolean => this.#functions.has(each.toLowerCase())
    const hasRead = !this.#files.has('$applied') || this.#variables.has('$changed') || name === 'Write-Change'
    if (this.#variables.has('$log') && hasRead && isThere('Write-Change') && isThere(name)) return
    throw new ScriptRefusal('script', `${name} is used before its function or its log is there.`, line)
  }
}

function isOfList({ name }: Parameter): boolean {
  return ['add', 'remove'].includes(name.toLowerCase())
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
