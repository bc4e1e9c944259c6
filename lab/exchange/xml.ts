import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element with its namespace resolved. `text` joins its own text, without that of its children. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** The only thing that reading a client's XML throws. Line and column count from 1. */
export class XmlRefusal extends Error {
  readonly line: number
  readonly column: number

  constructor(message: string, line = 1, column = 1) {
    super(message)
    this.name = 'XmlRefusal'
    this.line = line
    this.column = column
  }
}

const DEEPEST = 64
const ATTRIBUTES = ':@'
const TEXT = '#text'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

/** Parses a request body. A document type declaration is refused, as .NET's reader refuses it. */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, '')
  if (/<!DOCTYPE/i.test(text)) throw new XmlRefusal('For security reasons DTD is prohibited in this XML document.')
  const validity = safely(() => XMLValidator.validate(text))
  if (validity !== true) throw new XmlRefusal(validity.err.msg, validity.err.line, validity.err.col)
  const roots = elementsOf(
    safely(() => parser.parse(text)),
    new Map([['xml', '']]),
    0,
  ).elements
  const [root] = roots
  if (root === undefined || roots.length !== 1) throw new XmlRefusal('Root element is missing.')
  return root
}

/** The first child of this name. */
export function child(element: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.namespace === namespace && each.name === name)
}

/** Text made safe to stand in an element or an attribute. */
export function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Whatever the parser throws at bytes of a stranger becomes a refusal. */
function safely<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw new XmlRefusal('Data at the root level is invalid.')
  }
}

/** Walks fast-xml-parser's ordered form: a list of objects, each with one key for its tag and one for attributes. */
function elementsOf(
  nodes: unknown,
  scope: ReadonlyMap<string, string>,
  depth: number,
): { elements: XmlElement[]; text: string } {
  if (depth > DEEPEST) throw new XmlRefusal('The XML is nested too deeply.')
  const elements: XmlElement[] = []
  let text = ''
  for (const node of Array.isArray(nodes) ? (nodes as Record<string, unknown>[]) : []) {
    if (TEXT in node) text += String(node[TEXT])
    const tag = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT)
    if (tag === undefined) continue
    const attributes = new Map(Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>))
    const inner = new Map(scope)
    for (const [name, value] of attributes) {
      if (name === 'xmlns') inner.set('', value)
      else if (name.startsWith('xmlns:')) inner.set(name.slice(6), value)
    }
    const colon = tag.indexOf(':')
    const namespace = inner.get(colon < 0 ? '' : tag.slice(0, colon)) ?? (colon < 0 ? '' : undefined)
    if (namespace === undefined) throw new XmlRefusal(`'${tag.slice(0, colon)}' is an undeclared prefix.`)
    const content = elementsOf(node[tag], inner, depth + 1)
    elements.push({ namespace, name: tag.slice(colon + 1), attributes, children: content.elements, text: content.text })
  }
  return { elements, text }
}
