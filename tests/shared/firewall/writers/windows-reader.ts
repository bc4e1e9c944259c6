import type { Node } from 'web-tree-sitter'
import { withTree } from '../../management/powershell-tree.ts'
import type { Flow } from '../flows.ts'

/** A command as PowerShell would run it: its name, and what each parameter is given, as texts. */
export type FirewallCommand = { cmdlet: string; given: ReadonlyMap<string, readonly string[]> }

const known: Readonly<Record<string, readonly string[]>> = {
  'New-NetFirewallRule': [
    ...['Name', 'PolicyStore', 'DisplayName', 'Group', 'Description', 'Enabled', 'Profile', 'Direction', 'Action'],
    ...['Protocol', 'LocalPort', 'LocalAddress', 'RemoteAddress', 'ErrorAction'],
  ],
  'Set-NetFirewallRule': ['Name', 'PolicyStore', 'RemoteAddress', 'ErrorAction'],
  'Remove-NetFirewallRule': ['Name', 'PolicyStore'],
}

/** The commands of a script, by a parser that nobody here wrote; whatever is not a command with literals is refused. */
export function commandsOf(file: string): FirewallCommand[] {
  const script = file.replace(/^\ufeff/, '')
  // The grammar knows no script of comments alone, which PowerShell runs and does nothing.
  if (/^(#[^\r\n]*\r\n|\r\n)*$/.test(script)) return []
  return withTree(script, (root) =>
    children(root, 'comment', 'statement_list')
      .filter(({ type }) => type === 'statement_list')
      .flatMap((list) => children(list, 'pipeline', 'comment'))
      .filter(({ type }) => type === 'pipeline')
      .map(commandOf),
  )
}

/** The rules that stand in the store once the scripts have run, and what they come to; a command that would fail is refused. */
export function rulesAfter(scripts: readonly string[]): Map<string, FirewallCommand['given']> {
  const rules = new Map<string, FirewallCommand['given']>()
  for (const { cmdlet, given } of scripts.flatMap(commandsOf)) {
    const name = one(given, 'Name')
    if (rules.has(name) === (cmdlet === 'New-NetFirewallRule')) throw new Error(`${cmdlet} fails: ${name}`)
    if (cmdlet === 'Remove-NetFirewallRule') rules.delete(name)
    else rules.set(name, new Map([...(rules.get(name) ?? []), ...given]))
  }
  return rules
}

export function flowsAfter(scripts: readonly string[]): Flow[] {
  return [...rulesAfter(scripts).values()].flatMap((given) => {
    const [remote, local] = [given.get('RemoteAddress') ?? [], given.get('LocalAddress') ?? []]
    // Without one of them it is a rule for everybody, or on every address.
    if (remote.length === 0 || local.length === 0) throw new Error(`any address: ${one(given, 'Name')}`)
    if (one(given, 'Direction') !== 'Inbound' || one(given, 'Profile') !== 'Any') throw new Error('not inbound for any')
    const flow = {
      rule: one(given, 'Name').split('-')[0] ?? '',
      protocol: { TCP: 'tcp', UDP: 'udp' }[one(given, 'Protocol')] ?? '',
      port: Number(one(given, 'LocalPort')),
      action: ({ Allow: 'allow', Block: 'deny' } as const)[one(given, 'Action')] ?? 'deny',
      enabled: { True: true, False: false }[one(given, 'Enabled')] ?? false,
    }
    // A packet has one family: each address of the host with the senders of its own.
    return local.map((destination) => ({
      ...flow,
      destination,
      sources: remote.filter((each) => each.includes(':') === destination.includes(':')),
    }))
  })
}

function one(given: FirewallCommand['given'], name: string): string {
  const [value, ...more] = given.get(name) ?? []
  if (value === undefined || more.length > 0) throw new Error(`not one ${name}`)
  return value
}

function commandOf(pipeline: Node): FirewallCommand {
  const [command, ...others] = inside(pipeline).namedChildren
  const [name, ...rest] = command?.namedChildren ?? []
  if (others.length > 0 || command?.type !== 'command' || name?.type !== 'command_name')
    throw new Error(`no command: ${pipeline.text}`)
  const given = new Map<string, readonly string[]>()
  let open: string | undefined
  for (const element of rest.flatMap((node) => (node.type === 'command_elements' ? node.namedChildren : [node]))) {
    if (element.type === 'command_argument_sep') continue
    if (element.type === 'command_parameter') {
      if (open !== undefined) throw new Error(`a switch: ${open}`)
      open = element.text.slice(1)
      if (!known[name.text]?.includes(open) || given.has(open)) throw new Error(`${name.text} ${element.text}`)
      continue
    }
    if (open === undefined) throw new Error(`a value without a name: ${element.text}`)
    given.set(open, valuesOf(element))
    open = undefined
  }
  if (open !== undefined) throw new Error(`a switch: ${open}`)
  return { cmdlet: name.text, given }
}

function inside(pipeline: Node): Node {
  const [chain, ...others] = pipeline.namedChildren
  if (chain?.type !== 'pipeline_chain' || others.length > 0) throw new Error(`no single chain: ${pipeline.text}`)
  return chain
}

/** Down through what wraps one value, to the literals that are all there is. */
function valuesOf(node: Node): string[] {
  switch (node.type) {
    case 'generic_token':
      if (!/^[A-Za-z]+$/.test(node.text)) throw new Error(`no word: ${node.text}`)
      return [node.text]
    case 'decimal_integer_literal':
      return [node.text]
    case 'string_literal':
      // PowerShell takes five characters for the straight quote, and two in a row for the first of them.
      return [node.text.slice(1, -1).replace(/(['\u2018\u2019\u201a\u201b])['\u2018\u2019\u201a\u201b]/g, '$1')]
    case 'array_literal_expression':
      return node.namedChildren.flatMap(valuesOf)
    default: {
      const [child, ...others] = node.namedChildren
      const wraps =
        /^(unary|array|logical|bitwise|comparison|additive|multiplicative|format|range)_expression$|^statement_list$|^pipeline(_chain)?$|^integer_literal$/
      if (!child || others.length > 0 || !wraps.test(node.type))
        throw new Error(`no literal: ${node.type} ${node.text}`)
      return valuesOf(child)
    }
  }
}

function children(node: Node, ...types: string[]): Node[] {
  for (const child of node.namedChildren)
    if (!types.includes(child.type)) throw new Error(`${child.type} in ${node.type}: ${child.text}`)
  return node.namedChildren
}
