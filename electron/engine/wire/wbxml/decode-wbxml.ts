import { WireError } from '../wire-error.ts'
import { tagNameAt } from './code-pages.ts'
import type { WbxmlElement } from './wbxml-element.ts'
import { END, HAS_ATTRIBUTES, HAS_CONTENT, HEADER, OPAQUE, STR_I, SWITCH_PAGE } from './wbxml-tokens.ts'

export type WbxmlLimits = { bytes: number; depth: number; elements: number }

/** Far above what any answer to Postern's own questions needs: they are nine deep, and hold a few hundred folders. */
export const defaultWbxmlLimits: WbxmlLimits = { bytes: 1024 * 1024, depth: 32, elements: 50_000 }

type Open = { name: string; text: string | undefined; opaque: Uint8Array | undefined; children: WbxmlElement[] }

/**
 * Reads an ActiveSync message (MS-ASWBXML). Throws a WireError `wbxml-malformed` for what breaks the rules: another
 * header, a string table or a reference to one, an unknown page or tag, attributes, lengths and strings that reach past
 * the end, text that is not UTF-8, text beside elements, and more than the limits allow.
 */
export function decodeWbxml(bytes: Uint8Array, where: string, limits = defaultWbxmlLimits): WbxmlElement {
  const malformed = (detail: string) => new WireError('wbxml-malformed', where, detail)
  if (bytes.length > limits.bytes) throw malformed(`it is longer than ${limits.bytes} bytes`)
  let at = 0
  const next = (): number => {
    const byte = bytes[at]
    if (byte === undefined) throw malformed(`it is cut after ${bytes.length} bytes`)
    at += 1
    return byte
  }
  for (const [index, expected] of HEADER.entries()) {
    if (next() !== expected) throw malformed(`byte ${index} of its header is another than ActiveSync's`)
  }

  let page = 0
  let count = 0
  const open: Open[] = []
  for (;;) {
    const token = next()
    const parent = open.at(-1)
    if (token === SWITCH_PAGE) {
      page = next()
    } else if (token === END) {
      const closed = open.pop()
      if (!closed) throw malformed('it ends an element that it did not begin')
      const above = open.at(-1)
      if (!above) return rootOf(finished(closed), bytes.length - at, malformed)
      above.children.push(finished(closed))
    } else if (token === STR_I) {
      const end = bytes.indexOf(0, at)
      if (end < 0) throw malformed('a string does not end')
      if (!parent || parent.children.length > 0 || parent.opaque) throw malformed('a text stands beside elements')
      parent.text = (parent.text ?? '') + utf8(bytes.subarray(at, end), malformed)
      at = end + 1
    } else if (token === OPAQUE) {
      const length = mbUint32(next, malformed)
      if (length > bytes.length - at) throw malformed(`opaque data of ${length} bytes reach past the end`)
      if (!parent || parent.children.length > 0 || parent.opaque || parent.text !== undefined) {
        throw malformed('opaque data stand beside something else')
      }
      parent.opaque = new Uint8Array(bytes.subarray(at, at + length))
      at += length
    } else {
      const name = (token & HAS_ATTRIBUTES) === 0 ? tagNameAt(page, token & ~HAS_CONTENT) : undefined
      if (name === undefined) throw malformed(`token 0x${token.toString(16)} on page ${page} is not ActiveSync's`)
      if (parent && (parent.text !== undefined || parent.opaque)) throw malformed('a text stands beside elements')
      count += 1
      if (count > limits.elements) throw malformed(`it has more than ${limits.elements} elements`)
      if (open.length >= limits.depth) throw malformed(`its elements are nested more than ${limits.depth} deep`)
      if ((token & HAS_CONTENT) !== 0) open.push({ name, text: undefined, opaque: undefined, children: [] })
      else if (parent) parent.children.push({ name, content: [] })
      else return rootOf({ name, content: [] }, bytes.length - at, malformed)
    }
  }
}

function finished({ name, text, opaque, children }: Open): WbxmlElement {
  return { name, content: text ?? opaque ?? children }
}

function rootOf(root: WbxmlElement, left: number, malformed: (detail: string) => WireError): WbxmlElement {
  if (left > 0) throw malformed(`${left} bytes follow its end`)
  return root
}

function utf8(bytes: Uint8Array, malformed: (detail: string) => WireError): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw malformed('a text is not UTF-8')
  }
}

/** WAP-192 section 5.1; five bytes at most, and no more than 32 bits. */
function mbUint32(next: () => number, malformed: (detail: string) => WireError): number {
  let value = 0
  for (let index = 0; index < 5; index += 1) {
    const byte = next()
    value = value * 128 + (byte & 0x7f)
    if ((byte & 0x80) === 0) {
      if (value > 0xffffffff) break
      return value
    }
  }
  throw malformed('a length has more than 32 bits')
}
