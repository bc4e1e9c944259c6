import { SaxesParser } from 'saxes'

export type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string }
export type Snippet = { act: string; words: string; sections: readonly Node[] }

/** The elements of a file, and what its comments say; refuses whatever else XML has. */
export function treeOf(file: string): { root: Node; words: string } {
  const top: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const words: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  for (const event of ['doctype', 'cdata', 'processinginstruction'] as const)
    parser.on(event, () => {
      throw new Error(event)
    })
  parser.on('comment', (text) => {
    if (open.length > 1) throw new Error(`a comment inside: ${text}`)
    words.push(text.trim())
  })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: { ...attributes }, children: [], text: '' }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => {
    const node = open.pop()
    if (node && node.children.length > 0 && node.text.trim() !== '') throw new Error(`text in ${node.name}`)
  })
  parser.on('text', (text) => {
    const node = open.at(-1)
    if (node) node.text += text
  })
  parser.write(file).close()
  const [root, ...more] = top.children
  if (!root || more.length > 0) throw new Error('not one root')
  return { root, words: words.join('\n') }
}

/** What a snippet is for, and its sections in their order. */
export function snippetOf(file: string, platform: string): Snippet {
  const { root, words } = treeOf(file)
  const [part, ...more] = root.children
  if (root.name !== 'postern-snippet' || JSON.stringify(root.attributes) !== JSON.stringify({ for: platform }))
    throw new Error(`what is ${root.name}?`)
  if (!part || more.length > 0 || Object.keys(part.attributes).length > 0) throw new Error('not one act')
  if (!words.startsWith('STOP. This is a snippet')) throw new Error('nobody is told what it is')
  return { act: part.name, words, sections: part.children }
}

/** The only child of a name. */
export function only(node: Node, name: string): Node {
  const [child, ...more] = node.children.filter((each) => each.name === name)
  if (!child || more.length > 0) throw new Error(`not one ${name} in ${node.name}`)
  return child
}

/** An element as an object: what has children by their names, each once, and what has none as its text. */
export function fieldsOf(node: Node): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const child of node.children) {
    if (child.name in fields) throw new Error(`${child.name} twice in ${node.name}`)
    if (Object.keys(child.attributes).length > 0) throw new Error(`attributes of ${child.name}`)
    fields[child.name] = child.children.length > 0 ? fieldsOf(child) : child.text
  }
  return fields
}
