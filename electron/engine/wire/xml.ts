import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { WireError } from './wire-error.ts'

const MAXIMUM_BYTES = 2 * 1024 * 1024
const MAXIMUM_DEPTH = 64
/** A mailbox with ten thousand folders takes eighty thousand; a megabyte of nothing but tags, a second to read. */
const MAXIMUM_TAGS = 100_000

/** An element without its namespace prefix: attributes and text as strings, children in order. */
export type XmlElement = { name: string; attributes: Record<string, string>; text: string; children: XmlElement[] }

type OrderedNode = { ':@'?: Record<string, unknown>; '#text'?: unknown } & Record<string, unknown>

const parser = new XMLParser({
  preserveOrder: true,
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
  // Numeric references (&#228;) are read only with this.
  htmlEntities: true,
})

/**
 * Reads one XML document as Exchange sends them. A document type is refused: none of the protocols has one, and
 * it is where entity attacks live. Throws a WireError: `xml-malformed`, or `response-too-large` for more than 2 MiB or
 * 100,000 tags.
 */
export function parseXml(bytes: Uint8Array, where: string): XmlElement {
  if (bytes.length > MAXIMUM_BYTES)
    throw new WireError('response-too-large', where, `over ${MAXIMUM_BYTES} bytes of XML`)
  const text = decodeText(bytes)
  if (/<!doctype/i.test(text)) throw new WireError('xml-malformed', where, 'it has a document type')
  if (hasMoreTags(text, MAXIMUM_TAGS))
    throw new WireError('response-too-large', where, `over ${MAXIMUM_TAGS} tags of XML`)
  let roots: XmlElement[]
  try {
    const verdict = XMLValidator.validate(text)
    if (verdict !== true) throw new Error(`line ${verdict.err.line}: ${verdict.err.msg}`)
    const nodes = parser.parse(text) as OrderedNode[]
    // The validator lets text pass behind an empty root, and the parser drops what comes last.
    const besideRoot = nodes.some((node) => String(node['#text'] ?? '').trim() !== '') || !text.trimEnd().endsWith('>')
    if (besideRoot) throw new Error('it has text beside its root')
    roots = nodes.flatMap((node) => toElement(node, 0))
  } catch (error) {
    // The parser throws plain Errors (and RangeErrors for very deep nesting) for text that is not XML.
    throw new WireError('xml-malformed', where, error instanceof Error ? error.message.slice(0, 200) : undefined)
  }
  const root = roots[0]
  if (!root || roots.length > 1)
    throw new WireError('xml-malformed', where, 'it does not have exactly one root element')
  return root
}

function hasMoreTags(text: string, most: number): boolean {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    count += 1
    if (count > most) return true
  }
  return false
}

function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

function toElement(node: OrderedNode, depth: number): XmlElement[] {
  if (depth > MAXIMUM_DEPTH) throw new Error(`it nests deeper than ${MAXIMUM_DEPTH} elements`)
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
  if (name === undefined) return []
  const inner = Array.isArray(node[name]) ? (node[name] as OrderedNode[]) : []
  const attributes: Record<string, string> = {}
  for (const [key, value] of Object.entries(node[':@'] ?? {})) attributes[key] = String(value)
  const text = inner.map((child) => (child['#text'] === undefined ? '' : String(child['#text']))).join('')
  return [{ name, attributes, text, children: inner.flatMap((child) => toElement(child, depth + 1)) }]
}

/** The first element with this name, the element itself included, searched depth first. */
export function findElement(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element
  for (const child of element.children) {
    const found = findElement(child, name)
    if (found) return found
  }
  return undefined
}

/** Every element with this name, in document order. */
export function findElements(element: XmlElement, name: string): XmlElement[] {
  const own = element.name === name ? [element] : []
  return [...own, ...element.children.flatMap((child) => findElements(child, name))]
}

/** The text of the first element with this name, or undefined when it is missing or empty. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return (element && findElement(element, name)?.text) || undefined
}

/** Text as it stands between two tags. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
