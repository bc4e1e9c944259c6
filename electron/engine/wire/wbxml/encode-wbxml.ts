import { placeOfTag } from './code-pages.ts'
import type { WbxmlElement } from './wbxml-element.ts'
import { END, HAS_CONTENT, HEADER, OPAQUE, STR_I, SWITCH_PAGE } from './wbxml-tokens.ts'

/**
 * An ActiveSync message as bytes (MS-ASWBXML). A page is switched only where the tag needs another one. Throws a
 * RangeError for a tag that ActiveSync does not have and for a text with a NUL in it: both are our own mistakes.
 */
export function encodeWbxml(root: WbxmlElement): Buffer {
  const parts: Uint8Array[] = [Uint8Array.from(HEADER)]
  let page = 0
  const write = ({ name, content }: WbxmlElement): void => {
    const place = placeOfTag(name)
    if (!place) throw new RangeError(`ActiveSync has no tag ${name}.`)
    if (place.page !== page) parts.push(Uint8Array.of(SWITCH_PAGE, place.page))
    page = place.page
    const empty = Array.isArray(content) && content.length === 0
    parts.push(Uint8Array.of(empty ? place.token : place.token | HAS_CONTENT))
    if (empty) return
    if (typeof content === 'string') parts.push(inlineString(content))
    else if (content instanceof Uint8Array) parts.push(Uint8Array.of(OPAQUE), mbUint32(content.length), content)
    else for (const child of content) write(child)
    parts.push(Uint8Array.of(END))
  }
  write(root)
  return Buffer.concat(parts)
}

function inlineString(text: string): Buffer {
  if (text.includes('\0')) throw new RangeError('A text with a NUL in it has no form in WBXML.')
  return Buffer.concat([Uint8Array.of(STR_I), Buffer.from(text, 'utf8'), Uint8Array.of(0)])
}

/** WAP-192 section 5.1: seven bits a byte, the most significant first, the top bit set on all but the last. */
function mbUint32(value: number): Uint8Array {
  const bytes = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return Uint8Array.from(bytes)
}
