import { tagName, tokenOf } from './wbxml-code-pages.ts'

/** An element by its whole name (`Provision:PolicyKey`): with text or bytes in it, or with others, or empty. */
export interface WbxmlElement {
  readonly name: string
  readonly content: string | Uint8Array | readonly WbxmlElement[]
}

/** The only thing that reading a client's WBXML throws. */
export class WbxmlRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WbxmlRefusal'
  }
}

/** Version 1.3, no public identifier, UTF-8, no string table (MS-ASWBXML section 2.1.2, WAP-192 section 5.4). */
const HEADER = Buffer.from([0x03, 0x01, 0x6a, 0x00])

const SWITCH_PAGE = 0x00
const END = 0x01
const STR_I = 0x03
const OPAQUE = 0xc3
const HAS_ATTRIBUTES = 0x80
const HAS_CONTENT = 0x40
const DEEPEST = 32

/** Writes an element; for short. */
export function element(name: string, content: WbxmlElement['content'] = []): WbxmlElement {
  return { name, content }
}

/** A WBXML document with `root` in it. Throws on a name that no code page has, which is a mistake of the lab's. */
export function encodeWbxml(root: WbxmlElement): Buffer {
  const parts: Buffer[] = [HEADER]
  let current = 0
  const write = ({ name, content }: WbxmlElement): void => {
    const known = tokenOf.get(name)
    if (known === undefined) throw new Error(`No code page has ${name}.`)
    if (known.page !== current) parts.push(Buffer.from([SWITCH_PAGE, known.page]))
    current = known.page
    if (content.length === 0) {
      parts.push(Buffer.from([known.token]))
      return
    }
    parts.push(Buffer.from([known.token | HAS_CONTENT]))
    if (typeof content === 'string') parts.push(Buffer.from([STR_I]), Buffer.from(`${content}\0`, 'utf8'))
    else if (content instanceof Uint8Array)
      parts.push(Buffer.from([OPAQUE]), lengthBytes(content.length), Buffer.from(content))
    else for (const child of content) write(child)
    parts.push(Buffer.from([END]))
  }
  write(root)
  return Buffer.concat(parts)
}

/** A multi-byte integer (WAP-192 section 5.1): seven bits a byte, the highest first. */
function lengthBytes(length: number): Buffer {
  const bytes = [length & 0x7f]
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return Buffer.from(bytes)
}

/** Reads a client's document. Throws a WbxmlRefusal for whatever MS-ASWBXML does not allow. */
export function decodeWbxml(bytes: Uint8Array): WbxmlElement {
  const reader = new Reader(Buffer.from(bytes))
  reader.header()
  const root = reader.element(0)
  reader.end()
  return root
}

/** The first element inside `parent` of this name. */
export function childOf(parent: WbxmlElement | undefined, name: string): WbxmlElement | undefined {
  return childrenOf(parent).find((each) => each.name === name)
}

export function childrenOf(parent: WbxmlElement | undefined): readonly WbxmlElement[] {
  return parent === undefined || typeof parent.content === 'string' || parent.content instanceof Uint8Array
    ? []
    : parent.content
}

/** Text of the element at the end of `path`, or nothing when there is none. */
export function textAt(root: WbxmlElement | undefined, ...path: readonly string[]): string | undefined {
  const found = path.reduce(childOf, root)
  return typeof found?.content === 'string' ? found.content : undefined
}

class Reader {
  readonly #bytes: Buffer
  #at = 0
  #page = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  header(): void {
    if (this.#byte() !== 0x03) throw new WbxmlRefusal('The document is not WBXML 1.3.')
    // The public identifier is 1 (unknown); phones of old send 0 and a place in the string table.
    if (this.#integer() === 0) this.#integer()
    if (this.#integer() !== 0x6a) throw new WbxmlRefusal('The document is not in UTF-8.')
    if (this.#integer() !== 0) throw new WbxmlRefusal('The document has a string table.')
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new WbxmlRefusal('There is something behind the root.')
  }

  element(depth: number): WbxmlElement {
    if (depth > DEEPEST) throw new WbxmlRefusal('The document is nested too deeply.')
    const tag = this.#tag()
    if ((tag & HAS_ATTRIBUTES) !== 0) throw new WbxmlRefusal('ActiveSync has no attributes.')
    const token = tag & 0x3f
    const name = tagName(this.#page, token) ?? `${this.#page}:${token}`
    if ((tag & HAS_CONTENT) === 0) return { name, content: [] }
    const children: WbxmlElement[] = []
    const values: Buffer[] = []
    let binary = false
    for (;;) {
      const next = this.#peekPastSwitches()
      if (next === END) {
        this.#byte()
        break
      }
      if (next === STR_I) values.push(this.#text())
      else if (next === OPAQUE) {
        values.push(this.#opaque())
        binary = true
      } else children.push(this.element(depth + 1))
    }
    if (values.length > 0 && children.length > 0) throw new WbxmlRefusal(`${name} mixes text with elements.`)
    if (children.length > 0) return { name, content: children }
    const value = Buffer.concat(values)
    return { name, content: binary ? value : value.toString('utf8') }
  }

  #peekPastSwitches(): number {
    for (;;) {
      const next = this.#bytes[this.#at]
      if (next === undefined) throw new WbxmlRefusal('The document ends in the middle.')
      if (next !== SWITCH_PAGE) return next
      this.#at += 1
      this.#page = this.#byte()
    }
  }

  #tag(): number {
    const next = this.#peekPastSwitches()
    if (next === END || next === STR_I || next === OPAQUE || (next & 0x3f) < 0x05) {
      throw new WbxmlRefusal(`The token ${next} at ${this.#at} is no tag.`)
    }
    return this.#byte()
  }

  #text(): Buffer {
    const end = this.#bytes.indexOf(0, this.#at + 1)
    if (end < 0) throw new WbxmlRefusal('A string has no end.')
    const text = this.#bytes.subarray(this.#at + 1, end)
    this.#at = end + 1
    return text
  }

  #opaque(): Buffer {
    this.#at += 1
    const length = this.#integer()
    if (this.#at + length > this.#bytes.length) throw new WbxmlRefusal('Opaque data is longer than the document.')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  #integer(): number {
    let value = 0
    for (let count = 0; count < 4; count += 1) {
      const byte = this.#byte()
      value = value * 128 + (byte & 0x7f)
      if (byte < 0x80) return value
    }
    throw new WbxmlRefusal('An integer takes more than four bytes.')
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new WbxmlRefusal('The document ends in the middle.')
    this.#at += 1
    return byte
  }
}
