import { fileURLToPath } from 'node:url'
import { Language, type Node, Parser } from 'web-tree-sitter'
import type { ParameterValue } from '../../../shared/management/command.ts'

/**
 * What a script is by tree-sitter-powershell, a parser that nobody here wrote. Only what the single scripts may hold is
 * read (docs/decisions/management-scripts.md); whatever else stands in the tree is an error.
 */
export type ReadCommand = { cmdlet: string; parameters: [string, ParameterValue | 'switch'][] }

await Parser.init()
const parser = new Parser()
parser.setLanguage(
  await Language.load(
    fileURLToPath(import.meta.resolve('tree-sitter-powershell/package.json')).replace(
      'package.json',
      'tree-sitter-powershell.wasm',
    ),
  ),
)

/** Hands the root of a script's tree to a reader; a tree with an error in it is refused. */
export function withTree<T>(script: string, read: (root: Node) => T): T {
  const tree = parser.parse(script)
  if (!tree) throw new Error('no tree')
  try {
    if (tree.rootNode.hasError) throw new Error(`does not parse: ${tree.rootNode.toString()}`)
    return read(tree.rootNode)
  } finally {
    tree.delete()
  }
}

/** The commands of a single script. */
export function readCommands(script: string): ReadCommand[] {
  return withTree(script, (root) =>
    only(root, 'comment', 'statement_list')
      .filter(({ type }) => type === 'statement_list')
      .flatMap((list) => only(list, 'pipeline', 'comment'))
      .filter(({ type }) => type === 'pipeline')
      .map(readCommand),
  )
}

/** A statement that is one command and no more. */
export function readCommand(pipeline: Node): ReadCommand {
  const command = the(the(pipeline, 'pipeline_chain'), 'command')
  const [name, ...rest] = command.namedChildren
  if (name?.type !== 'command_name') throw new Error(`no plain name: ${command.text}`)
  const elements = rest
    .flatMap((node) => (node.type === 'command_elements' ? node.namedChildren : [node]))
    .filter(({ type }) => type !== 'command_argument_sep')
  const parameters: ReadCommand['parameters'] = []
  for (const element of elements) {
    const last = parameters.at(-1)
    if (element.type === 'command_parameter') parameters.push([nameOf(element), 'switch'])
    else if (last?.[1] === 'switch') last[1] = readValue(element)
    else throw new Error(`a value without a name: ${element.text}`)
  }
  return { cmdlet: name.text, parameters }
}

/** The name without its hyphen, and with the colon where one follows. */
function nameOf(parameter: Node): string {
  return parameter.text.slice(1) + (parameter.nextSibling?.text.startsWith(':') ? ':' : '')
}

function readValue(element: Node): ParameterValue {
  if (element.type === 'generic_token' && element.text === 'Stop') return 'Stop'
  if (element.type !== 'array_literal_expression') throw new Error(`no literal: ${element.type} ${element.text}`)
  const values = element.namedChildren.map((node) => literalOf(within(node, 'unary_expression')))
  const [first] = values
  if (values.length === 1 && first !== undefined) return first
  return values.map((value) => {
    if (typeof value !== 'string') throw new Error(`not a list of texts: ${element.text}`)
    return value
  })
}

function literalOf(node: Node): ParameterValue {
  switch (node.type) {
    case 'string_literal':
      return textOf(the(node, 'verbatim_string_characters').text)
    case 'integer_literal':
      return Number(the(node, 'decimal_integer_literal').text)
    case 'variable':
      if (node.text === '$true') return true
      if (node.text === '$false') return false
      if (node.text === '$null') return null
      throw new Error(`a variable: ${node.text}`)
    case 'hash_literal_expression':
      return Object.fromEntries(
        only(the(node, 'hash_literal_body'), 'hash_entry').map((entry) => {
          const [key, value] = entry.namedChildren
          if (!key || !value) throw new Error(`no entry: ${entry.text}`)
          const texts = readValue(deepest(value))
          return [the(key, 'simple_name').text.toLowerCase(), typeof texts === 'string' ? [texts] : texts]
        }),
      )
    default:
      throw new Error(`no literal: ${node.type} ${node.text}`)
  }
}

/** From a pipeline down to the list of values that is all there is in it. */
function deepest(node: Node): Node {
  if (node.type === 'array_literal_expression') return node
  const [child, ...others] = node.namedChildren
  if (!child || others.length > 0) throw new Error(`more than a literal: ${node.text}`)
  return deepest(child)
}

/**
 * The text of a verbatim string. tree-sitter knows the straight quote alone; PowerShell takes five characters for it, and
 * any two of them in a row for the first.
 */
function textOf(literal: string): string {
  return literal.slice(1, -1).replace(/([\u0027\u2018\u2019\u201a\u201b])[\u0027\u2018\u2019\u201a\u201b]/g, '$1')
}

function only(node: Node, ...types: string[]): Node[] {
  for (const child of node.namedChildren) {
    if (!types.includes(child.type)) throw new Error(`${child.type} in ${node.type}: ${child.text}`)
  }
  return node.namedChildren
}

function the(node: Node, type: string): Node {
  const [child, ...others] = only(node, type)
  if (!child || others.length > 0) throw new Error(`not one ${type} in ${node.type}: ${node.text}`)
  return child
}

function within(node: Node, type: string): Node {
  const [child] = node.namedChildren
  if (node.type !== type || !child) throw new Error(`${node.type} where ${type} was meant: ${node.text}`)
  return child
}
